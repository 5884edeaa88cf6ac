"""Small files under fixed names: there when they say something, and of the right kind."""

import json
from datetime import timedelta

import pytest
from django.contrib.staticfiles import finders
from django.utils.dateparse import parse_datetime
from lxml import etree
from PIL import Image

from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_robots_are_kept_from_what_is_no_page_and_led_to_the_maps(client, settings):
    text = client.get("/robots.txt").content.decode()
    assert text.startswith("User-agent: *\n")
    assert "Disallow: /admin/" in text
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in text
    assert "Disallow: /\n" not in text


def test_finders_of_holes_are_told_where_to_write_when_somebody_said(client, settings, time_machine):
    time_machine.move_to(NOW, tick=False)
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    response = client.get("/.well-known/security.txt")
    lines = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert lines["Contact"] == "mailto:security@example.org"
    assert timedelta(days=30) < parse_datetime(lines["Expires"]) - NOW < timedelta(days=365)
    assert response["Content-Type"] == "text/plain; charset=utf-8"


def test_sellers_of_ads_are_there_when_there_are_some(client, settings):
    assert client.get("/ads.txt").status_code == 404
    settings.ADS_TXT = ["a.example, 1, DIRECT", "b.example, 2, RESELLER"]
    assert client.get("/ads.txt").content == b"a.example, 1, DIRECT\nb.example, 2, RESELLER\n"


def test_the_manifest_names_icons_that_are_there_in_their_sizes(client, settings):
    response = client.get("/manifest.webmanifest")
    assert response["Content-Type"].startswith("application/manifest+json")
    said = json.loads(response.content)
    assert said["name"] == settings.SITE_NAME
    for icon in said["icons"]:
        with Image.open(finders.find(icon["src"].removeprefix("/static/"))) as image:
            assert f"{image.width}x{image.height}" == icon["sizes"]


def test_browsers_learn_how_to_search(client, settings):
    tree = etree.fromstring(client.get("/opensearch.xml").content)
    (page, *_) = tree.findall("{*}Url")
    assert page.get("template") == f"{settings.SITE_URL}/search/?q={{searchTerms}}"
    assert len(tree.find("{*}ShortName").text) <= 16


def test_the_icon_of_old_browsers_is_led_to(client):
    assert client.get("/favicon.ico")["Location"] == "/static/articles/favicon.ico"
    assert finders.find("articles/favicon.ico")
