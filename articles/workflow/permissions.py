"""Who may do what: the roles of a newsroom as groups, and the questions the verbs ask before they act."""

from typing import Any

from django.contrib.auth.models import Group, Permission

from articles.models import Article

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
ROLES: dict[str, tuple[str, ...]] = {
    REPORTER: (*_WRITE, *_INLINES, "add_photo", "change_photo"),
    EDITOR: (
        *_WRITE,
        *_INLINES,
        *("change_any_article", "publish_article", "withdraw_article", "delete_article", "add_photo", "change_photo"),
        *("add_topic", "change_topic", "add_contributor", "change_contributor", "view_specialcoverage"),
    ),
    PHOTO_EDITOR: ("view_article", "view_section", "view_photo", "add_photo", "change_photo", "delete_photo"),
    PRODUCER: (
        *("view_article", "view_section", "view_topic", "view_contributor", "view_photo"),
        *("view_specialcoverage", "add_specialcoverage", "change_specialcoverage", "delete_specialcoverage"),
        *("change_section", "add_section", "add_topic", "change_topic"),
    ),
}


class NotAllowed(Exception):
    """The person may not do this to this story. The message is a sentence for them."""


def ensure_roles() -> None:
    """Make the groups and give each the permissions listed above; permissions added by hand stay."""
    for role, codenames in ROLES.items():
        group, _ = Group.objects.get_or_create(name=role)
        group.permissions.add(*Permission.objects.filter(content_type__app_label="articles", codename__in=codenames))


def may_edit(user: Any, article: Article) -> bool:
    """Editors edit everything, reporters what they began or have a byline on."""
    if not user.has_perm("articles.change_article"):
        return False
    if user.has_perm("articles.change_any_article") or article.created_by_id == user.pk:
        return True
    return article.bylines.filter(contributor__user=user).exists()


def may_publish(user: Any, article: Article) -> bool:
    return bool(user.has_perm("articles.publish_article")) and may_edit(user, article)


def may_withdraw(user: Any, article: Article) -> bool:
    return bool(user.has_perm("articles.withdraw_article")) and may_edit(user, article)


def require(allowed: bool, sentence: str) -> None:
    """Raises NotAllowed with the sentence unless allowed."""
    if not allowed:
        raise NotAllowed(sentence)
