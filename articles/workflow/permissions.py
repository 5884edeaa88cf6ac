"""Who may do what: the roles of a newsroom as groups, and the questions the verbs ask before they act.

Roles are made after every migration (receivers.py); which sections an editor has is said on the section's page.
"""

from typing import Any

from django.contrib.auth.models import Group, Permission

from articles.models import Article, Photo, PublishedArticle, Section

REPORTER, EDITOR, PHOTO_EDITOR, PRODUCER = "Reporter", "Editor", "Photo editor", "Producer"

_WRITE = (
    "view_article",
    "add_article",
    "change_article",
    "view_section",
    "view_topic",
    "view_contributor",
    "view_photo",
)
_INLINES = tuple(
    f"{action}_{model}"
    for model in ("byline", "articlephoto", "relatedlink")
    for action in ("view", "add", "change", "delete")
)
_RESULTS = (
    *(f"view_{model}" for model in ("contest", "choice", "reportingarea", "countupdate", "call", "resultsline")),
    *("enter_count", "propose_call", "confirm_call", "withdraw_call"),
)
_CONTESTS = tuple(
    f"{action}_{model}" for model in ("contest", "choice", "reportingarea") for action in ("add", "change", "delete")
)
_POSTS = ("view_livepost", "add_livepost", "change_livepost", "view_specialcoverage")  # their own
ROLES: dict[str, tuple[str, ...]] = {
    REPORTER: (*_WRITE, *_INLINES, *_POSTS, "add_photo", "change_photo"),
    EDITOR: (
        *_WRITE,
        *_INLINES,
        *("change_any_article", "publish_article", "withdraw_article", "delete_article", "add_photo", "change_photo"),
        *("add_topic", "change_topic", "add_contributor", "change_contributor", "view_specialcoverage"),
        *("view_frontedition", "arrange_front", "view_page", "add_page", "change_page", "kill_photo"),
        *(*_RESULTS, *_POSTS, "change_any_livepost"),
    ),
    PHOTO_EDITOR: (
        *("view_article", "view_section", "view_photo", "add_photo", "change_photo", "delete_photo", "kill_photo"),
    ),
    PRODUCER: (
        *("view_article", "view_section", "view_topic", "view_contributor", "view_photo"),
        *("view_specialcoverage", "add_specialcoverage", "change_specialcoverage", "delete_specialcoverage"),
        *("change_section", "add_section", "add_topic", "change_topic", "change_contributor"),
        *("view_frontedition", "arrange_front", "view_page", "add_page", "change_page", "delete_page"),
        *("view_redirect", "add_redirect", "change_redirect", "delete_redirect"),
        *(*_RESULTS, *_CONTESTS, *_POSTS, "change_any_livepost"),
    ),
}

READ_ONLY = "You can read this story, but not change it."
OTHERS = "You can read this story, but not change it: it belongs to others."
CLOSED = "An editor has marked this ready. Ask for it back."
NO_KILLING = "You may not decide whether readers have this photo. Ask a photo editor."
WRITERS_ONLY = "Only those who write a story take it back. Send it back, with a note."


class NotAllowed(Exception):
    """The person may not do this to this story. The message is a sentence for them."""


def ensure_roles() -> None:
    """Make the groups and give each the permissions listed above; permissions added by hand stay."""
    for role, codenames in ROLES.items():
        group, _ = Group.objects.get_or_create(name=role)
        group.permissions.add(*Permission.objects.filter(content_type__app_label="articles", codename__in=codenames))


def may_edit(user: Any, article: Article) -> bool:
    """Editors edit everything. Reporters edit what they began, have a byline on or is open to all of them, until an
    editor marks it ready, and again once it has been published: that changes nothing readers see."""
    return not why_not_edit(user, article)


# Named apart, so that each caller says what it asks.
may_share = may_edit


def may_take_back(user: Any, article: Article) -> bool:
    """Out of review again: those who write the story. An editor who does not sends it back."""
    return not why_not_take_back(user, article)


def may_publish(user: Any, article: Article, *, also_in: int | None = None) -> bool:
    """Editors: everywhere, or in their own sections when they have any. The section of the working copy counts, the one
    readers have the story under, and `also_in` when another version than the working copy goes out."""
    return not why_not_publish(user, article, also_in=also_in)


def may_withdraw(user: Any, article: Article) -> bool:
    """As may_publish, by a permission of its own."""
    return not why_not_withdraw(user, article)


def may_delete(user: Any, article: Article) -> bool:
    """A draft of their sections. That nothing readers have had is deleted is seen to by the desk (story_rights.py)."""
    return not _why_not_decide(user, article, "delete_article", "delete")


def why_not_edit(user: Any, article: Article) -> str:
    """A sentence, "" when the user may. Those below are the same for other acts."""
    if not user.has_perm("articles.change_article"):
        return READ_ONLY
    if user.has_perm("articles.change_any_article"):
        return ""
    if not _writes(user, article):
        return OTHERS
    return CLOSED if _is_closed(article) and not user.has_perm("articles.publish_article") else ""


def why_not_take_back(user: Any, article: Article) -> str:
    return why_not_edit(user, article) or ("" if _writes(user, article) else WRITERS_ONLY)


def why_not_publish(user: Any, article: Article, *, also_in: int | None = None) -> str:
    return _why_not_decide(user, article, "publish_article", "publish", also_in=also_in)


def why_not_review(user: Any, article: Article) -> str:
    return _why_not_decide(user, article, "publish_article", "decide on")


def why_not_withdraw(user: Any, article: Article) -> str:
    return _why_not_decide(user, article, "withdraw_article", "withdraw")


def may_kill_photo(user: Any) -> bool:
    """Take photos back from readers, and bring them back: in every story, whoever wrote it."""
    return not why_not_kill_photo(user)


def why_not_kill_photo(user: Any) -> str:
    return "" if user.has_perm("articles.kill_photo") else NO_KILLING


def why_not_change_rights(user: Any, photo: Photo, *, is_printed: bool) -> str:
    """Whoever looks after photos; where readers have the photo, or may not have it, those who may take it back."""
    if not user.has_perm("articles.change_photo"):
        return "You can look at this photo, but not change it."
    if is_printed or photo.do_not_publish or photo.killed_at is not None:
        return why_not_kill_photo(user)
    return ""


def require(allowed: bool, sentence: str) -> None:
    """Raises NotAllowed with the sentence unless allowed."""
    if not allowed:
        raise NotAllowed(sentence)


def refuse(sentence: str) -> None:
    """Raises NotAllowed with the sentence of a why_not_…; nothing when it is empty."""
    require(not sentence, sentence)


def _why_not_decide(user: Any, article: Article, permission: str, doing: str, *, also_in: int | None = None) -> str:
    if refused := why_not_edit(user, article):
        return refused
    if not user.has_perm(f"articles.{permission}"):
        return f"You may write this story, but not {doing} it. Ask an editor."
    mine = sections_of(user)
    counted = {one for one in (article.section_id, _published_in(article), also_in) if one is not None}
    outside = counted - mine if mine else set()
    if not outside:
        return ""
    names = " and ".join(Section.objects.filter(pk__in=outside).values_list("name", flat=True))
    return f"{names or 'Its section'} is not among your sections, so you may not {doing} this story. Ask its editor."


def sections_of(user: Any) -> frozenset[int]:
    """The sections an editor is limited to; empty: none, so everywhere.

    Kept with the user object, as Django keeps the permissions: for as long as a request, and read once.
    """
    if user.is_superuser:
        return frozenset()
    if not hasattr(user, "_section_ids"):
        user._section_ids = frozenset(user.sections_edited.values_list("pk", flat=True))
    found: frozenset[int] = user._section_ids
    return found


def _writes(user: Any, article: Article) -> bool:
    """Whether it is theirs. Bylines are looked up once for a row that was read; the verbs read their row anew."""
    if article.is_shared or article.created_by_id == user.pk:
        return True
    known: dict[int, bool] = article.__dict__.setdefault("_signed_by", {})
    if user.pk not in known:
        known[user.pk] = article.bylines.filter(contributor__user=user).exists()
    return known[user.pk]


def _is_closed(article: Article) -> bool:
    return article.stage == Article.Stage.READY and _published_in(article) is None


def _published_in(article: Article) -> int | None:
    """The section readers have the story under; None while they never had it."""
    published: PublishedArticle | None = getattr(article, "published", None)
    return published.section_id if published else None
