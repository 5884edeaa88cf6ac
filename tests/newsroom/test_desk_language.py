"""Which language whom: readers that of the site, the desk its own."""

import pytest
from django.contrib.auth.models import User

from tests.factories import live_story

pytestmark = pytest.mark.django_db


def test_the_desk_keeps_its_language_when_the_site_has_another(client, settings):
    settings.LANGUAGE_CODE = "es"
    client.force_login(User.objects.create_superuser("chief"))
    assert "Log out" in client.get("/admin/").content.decode()
    assert '<html lang="es"' in client.get("/").content.decode()


def test_readers_get_the_language_of_the_site_whatever_their_browser_asks_for(client):
    live_story()
    page = client.get("/", headers={"Accept-Language": "es"})
    assert '<html lang="en-us"' in page.content.decode()
    assert "Accept-Language" not in page.get("Vary", "")


def test_what_goes_out_from_the_desk_is_printed_in_the_language_of_the_site(settings):
    settings.LANGUAGE_CODE, settings.DESK_LANGUAGE = "es", "en-us"
    assert live_story().printed_at == "3 de noviembre de 2026, 16:00"
