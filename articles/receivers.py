"""What follows from saves and events: keys of related links, groups after migrating, old addresses of what was renamed.
Connected in apps.py."""

from operator import attrgetter
from string import Formatter
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_migrate, post_save, pre_save
from django.dispatch import receiver

from articles.events import photo_changed, story_expired, story_published, story_withdrawn
from articles.models import Contest, Contributor, Page, Photo, RelatedLink, Section, SpecialCoverage, Topic
from articles.photos import delete_files
from articles.queries.site import forget_sections
from articles.redirects import forget_moves, note_move
from articles.related import link_key
from articles.syndication.feeds import KINDS
from articles.syndication.websub import tell_hub
from articles.workflow.permissions import ensure_roles


@receiver(pre_save, sender=RelatedLink)
def set_story_key(sender: type[RelatedLink], instance: RelatedLink, **kwargs: Any) -> None:
    """The key is worked out here and not in the model, because identity is a feature and models know no features.
    Bulk inserts pass no signal: the database refuses a link without a key."""
    instance.story_key = link_key(target_id=instance.target_id, url=instance.url, title=instance.title)


@receiver(post_migrate)
def make_roles(sender: Any, **kwargs: Any) -> None:
    if sender.name == "articles":
        ensure_roles()


@receiver([post_save, post_delete], sender=Page)
@receiver([post_save, post_delete], sender=Section)
def renew_navigation(sender: type[Section | Page], **kwargs: Any) -> None:
    transaction.on_commit(forget_sections)


@receiver(post_delete, sender=Photo)
def delete_its_files(sender: type[Photo], instance: Photo, **kwargs: Any) -> None:
    delete_files(instance)


# Where the pages of these are. Stories need no such row: the number in their address finds them under any other.
PLACES: dict[type[Any], str] = {
    Section: "/{slug}/",
    Page: "/{slug}/",
    Topic: "/topics/{slug}/",
    Contributor: "/authors/{slug}/",
    SpecialCoverage: "/coverage/{slug}/",  # and whatever is under it (redirects/leading.py)
    Contest: "/coverage/{coverage__slug}/results/{slug}/",
}


@receiver(pre_save)
def lead_from_old_address(sender: type[Any], instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """A changed address leads on from the old one, in the transaction that changes it; one that is in use again leads
    nowhere else."""
    place = PLACES.get(sender)
    if place is None or raw:
        return
    names = [name for _text, name, _format, _conversion in Formatter().parse(place) if name]
    now = place.format(**{name: attrgetter(name.replace("__", "."))(instance) for name in names})
    before = sender.objects.filter(pk=instance.pk).values(*names).first() if instance.pk else None
    if before is None:
        forget_moves(now)
    elif place.format(**before) != now:
        note_move(place.format(**before), now)


@receiver([story_published, story_withdrawn, story_expired, photo_changed])
def tell_feed_readers(sender: Any, **kwargs: Any) -> None:
    """The feeds of the whole site; a hub that cannot be reached is told again by publish_due."""
    tell_hub([f"/feeds/{kind}.xml" for kind in KINDS])
