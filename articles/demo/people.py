"""The demo newsroom's log-ins, one for each role. Development only: their passwords are printed on the screen."""

from django.conf import settings
from django.contrib.auth.models import Group, User

from articles.workflow.permissions import EDITOR, PHOTO_EDITOR, PRODUCER, REPORTER

# username: first name, last name, role ("" is the administrator)
PEOPLE = {
    "reporter": ("Rosa", "Quill", REPORTER),
    "editor": ("Edwin", "Marsh", EDITOR),
    "photo": ("Fay", "Lindqvist", PHOTO_EDITOR),
    "producer": ("Paul", "Okafor", PRODUCER),
    "admin": ("Ada", "Stone", ""),
}


def password_of(username: str) -> str:
    return f"{username}-demo-2026"


def make_people() -> dict[str, User]:
    """The demo users by username, made where missing; none at all outside development."""
    if not settings.DEBUG:
        return {}
    people = {}
    for username, (first_name, last_name, role) in PEOPLE.items():
        user, created = User.objects.get_or_create(
            username=username,
            defaults={
                "first_name": first_name,
                "last_name": last_name,
                "is_staff": True,
                "is_superuser": not role,
                "email": f"{username}@example.org",
            },
        )
        if created:
            user.set_password(password_of(username))
            user.save()
            if role:
                user.groups.add(Group.objects.get(name=role))
        people[username] = user
    return people


def demo_log_ins() -> list[tuple[str, str, str]]:
    """(username, password, role) of the demo users that are here and still have their first password."""
    users = {user.username: user for user in User.objects.filter(username__in=PEOPLE, is_active=True)}
    return [
        (username, password_of(username), role or "Administrator")
        for username, (_, _, role) in PEOPLE.items()
        if username in users
    ]
