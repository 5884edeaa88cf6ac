"""The demo newsroom's log-ins, one for each role and two that show what an own section means. Development only: their
passwords are printed on the screen."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import Group, User

from articles.demo.content import SECTIONS
from articles.models import Section
from articles.workflow.permissions import EDITOR, PHOTO_EDITOR, PRODUCER, REPORTER


@dataclass(frozen=True, slots=True)
class Person:
    """`role` is empty for the administrator, `section` the address of the only one an editor publishes in."""

    first_name: str
    last_name: str
    role: str
    section: str = ""


PEOPLE = {
    "reporter": Person("Rosa", "Quill", REPORTER),
    "reporter2": Person("Tomas", "Birch", REPORTER),
    "editor": Person("Edwin", "Marsh", EDITOR),
    "sport": Person("Nadia", "Ferris", EDITOR, section="sport"),
    "photo": Person("Fay", "Lindqvist", PHOTO_EDITOR),
    "producer": Person("Paul", "Okafor", PRODUCER),
    "admin": Person("Ada", "Stone", ""),
}


def password_of(username: str) -> str:
    return f"{username}-demo-2026"


def make_people() -> dict[str, User]:
    """The demo users by username, made where missing; none at all outside development."""
    if not settings.DEBUG:
        return {}
    return {username: _made(username, person) for username, person in PEOPLE.items()}


def _made(username: str, person: Person) -> User:
    user, created = User.objects.get_or_create(
        username=username,
        defaults={
            "first_name": person.first_name,
            "last_name": person.last_name,
            "is_staff": True,
            "is_superuser": not person.role,
            "email": f"{username}@example.org",
        },
    )
    if created:
        user.set_password(password_of(username))
        user.save()
        if person.role:
            user.groups.add(Group.objects.get(name=person.role))
        if person.section:
            _section(person.section).editors.add(user)
    return user


def _section(slug: str) -> Section:
    """The same as load.py makes: people come before sections, because stories need both."""
    position, section = next((number, one) for number, one in enumerate(SECTIONS) if one.slug == slug)
    defaults = {"name": section.name, "description": section.description, "position": position}
    return Section.objects.get_or_create(slug=slug, defaults=defaults)[0]


def demo_log_ins() -> list[tuple[str, str, str]]:
    """(username, password, role) of the demo users that are here and still have their first password."""
    here = set(User.objects.filter(username__in=PEOPLE, is_active=True).values_list("username", flat=True))
    return [
        (username, password_of(username), _role_words(person))
        for username, person in PEOPLE.items()
        if username in here
    ]


def _role_words(person: Person) -> str:
    if person.section:
        return f"{person.section.capitalize()} editor"
    return person.role or "Administrator"
