"""The live blog: posts are written, changed, withdrawn and brought back here, each in one transaction that also tells
open pages that there is something new. Pages read them by queries/live_blog.py; whose they are is in blog_rights.py."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from articles.html import clean_body, one_line, plain_text
from articles.live.blog_rights import refuse_unless_theirs, require_writer
from articles.models.contributor import Contributor
from articles.models.coverage import SpecialCoverage
from articles.models.live_post import LivePost, LivePostCorrection
from articles.models.photo import Photo
from articles.photos.rights import named
from articles.workflow.checks import photo_problems, rights_problems_of

log = logging.getLogger("newsroom.live")

LONGEST_HEADLINE = 160
LONGEST_BODY = 40_000  # characters of HTML: a post is read while it happens; longer is a story
LONGEST_CORRECTION = 2000


class PostRefused(ValueError):
    """Nothing was changed. `problems` are sentences for whoever wrote it."""

    def __init__(self, problems: list[str]):
        self.problems = problems
        super().__init__(" ".join(problems))


class PostChanged(Exception):
    """Somebody else has changed the post since it was opened; `post` is how it stands now."""

    def __init__(self, post: LivePost):
        self.post = post
        super().__init__("Somebody else has changed this post since you opened it.")


@dataclass(frozen=True, slots=True)
class Words:
    """What a post says. `body` is HTML as somebody sent it."""

    headline: str = ""
    body: str = ""
    photo_id: int | None = None
    author_id: int | None = None
    is_pinned: bool = False
    is_key: bool = False


@transaction.atomic
def write_post(
    coverage_id: int, words: Words, *, by: Any, now: datetime, sent_as: str = "", is_draft: bool = False
) -> LivePost:
    """Put a post into the live blog of a coverage, at once, or keep it as a draft. `sent_as` names what is being
    written (36 characters at most): the button pressed a second time makes no second post, and what was typed in
    between goes into the first one's. Without an author it is by whoever wrote it, if they have a byline. Raises
    NotAllowed, PostRefused, SpecialCoverage.DoesNotExist."""
    require_writer(by)
    _hold(words.photo_id)
    coverage = SpecialCoverage.objects.select_for_update(no_key=True).get(pk=coverage_id)
    if words.author_id is None:
        words = _by_themselves(words, by)
    if sent_as and (there := LivePost.objects.filter(coverage=coverage, sent_as=sent_as).first()):
        return _sent_again(there, words, by=by, now=now, is_draft=is_draft)
    post = LivePost(coverage=coverage, sent_as=sent_as, made_by=by)
    _put(post, words)
    _refuse(_problems(words, post, now=now, is_draft=is_draft))
    post.published_at = None if is_draft else now
    post.save()
    _tell(coverage.pk)
    log.info("live post %s of coverage %s by %s", post.pk, coverage.pk, by)
    return post


@transaction.atomic
def change_post(
    post_id: int, words: Words, *, version: int, by: Any, now: datetime, correction: str = "", publish: bool = False
) -> LivePost:
    """Change what a post says. `version` is the one that was opened; `correction` a dated note to readers on what was
    wrong, which only a post they have can get. `publish` puts out a draft. Readers are told the time of a change, not
    of a pin. Raises NotAllowed, PostRefused, PostChanged, LivePost.DoesNotExist."""
    _hold(words.photo_id)
    post = _held(post_id)
    refuse_unless_theirs(by, post)
    if post.version != version:
        raise PostChanged(post)
    was = (post.headline, post.body, post.photo_id)
    _put(post, words)
    is_draft = post.published_at is None and not publish
    correction = correction.strip()
    _refuse(_problems(words, post, now=now, is_draft=is_draft) + _correction_problems(post, correction))
    if post.published_at is None and publish:
        post.published_at = now
    elif post.published_at is not None and was != (post.headline, post.body, post.photo_id):
        post.edited_at = now
    _save(post)
    if correction:
        LivePostCorrection.objects.create(post=post, text=correction, at=now, by=by)
    _tell(post.coverage_id)
    return post


@transaction.atomic
def withdraw_post(post_id: int, *, by: Any, now: datetime) -> LivePost:
    """Take a post from readers. Its text stays on the desk. Raises NotAllowed, PostRefused for a draft,
    LivePost.DoesNotExist."""
    post = _held(post_id)
    refuse_unless_theirs(by, post)
    if post.published_at is None:
        raise PostRefused(["Readers do not have this post, so there is nothing to withdraw."])
    if post.withdrawn_at is None:
        post.withdrawn_at = now
        _save(post)
        _tell(post.coverage_id)
        log.info("live post %s withdrawn by %s", post.pk, by)
    return post


@transaction.atomic
def bring_back_post(post_id: int, *, by: Any, now: datetime) -> LivePost:
    """Give a withdrawn post to readers again, where it stood. Raises NotAllowed, PostRefused, LivePost.DoesNotExist."""
    _hold(LivePost.objects.values_list("photo", flat=True).get(pk=post_id))
    post = _held(post_id)
    refuse_unless_theirs(by, post)
    if post.withdrawn_at is not None:
        _refuse(_photo_problems(post, now=now))
        post.withdrawn_at = None
        _save(post)
        _tell(post.coverage_id)
    return post


def _sent_again(there: LivePost, words: Words, *, by: Any, now: datetime, is_draft: bool) -> LivePost:
    """The post of an earlier press whose answer did not arrive: as it stands now, with what was typed since."""
    wanted = LivePost()
    _put(wanted, words)
    said = ("headline", "body", "photo_id", "author_id", "is_pinned", "is_key")
    is_same = all(getattr(wanted, name) == getattr(there, name) for name in said)
    if is_same and (is_draft or there.published_at is not None):
        return there
    if there.version > 1 or there.withdrawn_at is not None:
        raise PostRefused(["It did arrive before, and somebody has changed it since. Open it in the list of posts."])
    return change_post(there.pk, words, version=there.version, by=by, now=now, publish=not is_draft)


def _hold(photo_id: int | None) -> None:
    """Nobody takes the photo back meanwhile. Photos come before coverages, as for whoever does that
    (workflow/photo_rights.py): held the other way round, the two would wait for each other."""
    if photo_id:
        Photo.objects.filter(pk=photo_id).hold_for_printing()


def _held(post_id: int) -> LivePost:
    """The post as it is, nobody else changing it or its blog until the transaction ends: the coverage is always taken
    first, as by whoever writes a new one."""
    coverage_id = LivePost.objects.values_list("coverage_id", flat=True).get(pk=post_id)
    SpecialCoverage.objects.select_for_update(no_key=True).get(pk=coverage_id)
    return LivePost.objects.select_related("photo", "author").get(pk=post_id)


def _by_themselves(words: Words, by: Any) -> Words:
    own = Contributor.objects.none() if by is None else Contributor.objects.filter(user=by)
    author = own.values_list("pk", flat=True).first()
    return Words(words.headline, words.body, words.photo_id, author, words.is_pinned, words.is_key)


def _put(post: LivePost, words: Words) -> None:
    post.headline = one_line(words.headline)
    post.body = clean_body(words.body[: LONGEST_BODY + 1])
    if not plain_text(post.body).strip():
        post.body = ""
    post.photo = Photo.objects.filter(pk=words.photo_id).first() if words.photo_id else None
    post.author = Contributor.objects.filter(pk=words.author_id).first() if words.author_id else None
    post.is_pinned, post.is_key = words.is_pinned, words.is_key


def _save(post: LivePost) -> None:
    post.version += 1
    post.save()


def _tell(coverage_id: int) -> None:
    SpecialCoverage.objects.filter(pk=coverage_id).update(posts_version=F("posts_version") + 1)


def _refuse(problems: list[str]) -> None:
    if problems:
        raise PostRefused(problems)


def _problems(words: Words, post: LivePost, *, now: datetime, is_draft: bool) -> list[str]:
    problems = []
    if len(post.headline) > LONGEST_HEADLINE:
        problems.append(f"The headline is longer than {LONGEST_HEADLINE} characters. Shorten it.")
    if len(words.body) > LONGEST_BODY:
        problems.append("The text is too long for a post. Write a story, and link to it from here.")
    if not (post.headline or post.body or post.photo):
        problems.append("The post is empty. Write a sentence, or choose a photo.")
    if words.photo_id and post.photo is None:
        problems.append("The photo is not in the library any more. Choose another one.")
    if words.author_id and post.author is None:
        problems.append("The author is not among the contributors any more. Choose another one.")
    return problems + ([] if is_draft else _photo_problems(post, now=now))


def _photo_problems(post: LivePost, *, now: datetime) -> list[str]:
    photo = post.photo
    if photo is None:
        return []
    if not photo.has_picture:
        return [f"The photo {named(photo)} has no picture yet. Choose another one."]
    return rights_problems_of([photo], at=now, now=now, post=post.pk) + photo_problems(photo)


def _correction_problems(post: LivePost, correction: str) -> list[str]:
    if correction and post.published_at is None:
        return ["Readers do not have this post yet, so there is nothing to correct. Change the text itself."]
    if len(correction) > LONGEST_CORRECTION:
        return [f"The correction is longer than {LONGEST_CORRECTION:,} characters. Shorten it."]
    return []
