"""People at the desk, and forms filled in as a browser would send them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from lxml import html as lxml_html

from tests.factories import NOW, UserFactory


@pytest.fixture(autouse=True)
def _election_night() -> Iterator[None]:
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def log_in(db: None) -> Callable[..., Client]:
    """A browser of somebody with a role: log_in("Editor"), log_in(superuser=True), log_in(user=…)."""

    def log_in(role: str = "", *, user: Any = None, superuser: bool = False) -> Client:
        client = Client()
        client.force_login(user or UserFactory(role=role, is_superuser=superuser))
        return client

    return log_in


@pytest.fixture
def editor(log_in: Callable[..., Client]) -> Client:
    return log_in("Editor")


def filled(page: Any, form_id: str = "article_form", **changes: Any) -> dict[str, Any]:
    """What a browser would send for the form on a page, with some boxes filled in anew."""
    form = lxml_html.fromstring(page.content.decode()).get_element_by_id(form_id)
    return {name: value for name, value in form.form_values() if "__prefix__" not in name} | changes


def log_in_again(client: Client, page: Any, user: Any, *, password: str = "ink") -> Any:
    """Log in on the log-in page that something sent was answered with; the page that comes up then."""
    login = lxml_html.fromstring(page.content.decode())
    boxes = {box.name: box.value for box in login.xpath("//input[@type='hidden'][@name and @form='login-form']")}
    address = login.get_element_by_id("login-form").get("action")
    return client.post(address, boxes | {"username": user.username, "password": password}, follow=True)


def row(number: int, prefix: str = "related_links", **boxes: Any) -> dict[str, Any]:
    """One more row of related links (or bylines, photos), as the script of the page adds it."""
    blank = {"id": "", "article": "", "position": "0"}
    if prefix == "related_links":
        blank |= {"target": "", "url": "", "title": "", "placement": "sidebar", "after_paragraph": "3"}
    return {f"{prefix}-{number}-{name}": value for name, value in (blank | boxes).items()}


def words(response: Any) -> str:
    """The visible words of a page, white space folded."""
    root = lxml_html.fromstring(response.content.decode())
    for unseen in root.xpath("//script|//style"):
        unseen.drop_tree()
    return " ".join(root.text_content().split())


def messages(response: Any) -> str:
    found = lxml_html.fromstring(response.content.decode()).xpath("//ul[contains(@class, 'messagelist')]")
    return " ".join(" ".join(one.text_content().split()) for one in found)
