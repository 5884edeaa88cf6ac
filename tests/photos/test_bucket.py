"""Photos in a bucket: the same verbs against a server that speaks S3, told of by settings alone. The server is moto's,
a program of its own on a port of this machine."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import UTC, datetime, timedelta
from io import StringIO
from urllib.error import HTTPError

import boto3
import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command

from articles.models import Photo, PublishedArticle
from articles.photos import orphans
from articles.photos.making import lacking
from articles.workflow import note_save, publish_article
from articles.workflow.due import do_due
from newsroom.headers import SecurityHeadersMiddleware
from newsroom.settings import bucket_storage
from tests.factories import NOW, ArticleFactory, live_story, photo_with_picture

pytestmark = pytest.mark.django_db

BUCKET, PRIVATE = "newsroom-photos", "newsroom-sent"
READERS_MAY = {  # what .env.example asks for
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": "*",
            "Action": "s3:GetObject",
            "Resource": f"arn:aws:s3:::{BUCKET}/renditions/*",
        }
    ],
}


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    port = free_port()
    log = (tmp_path_factory.mktemp("moto") / "log").open("w")
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, "PYTHONWARNINGS": "ignore"}) as process:
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server that speaks S3 did not start")


@pytest.fixture
def bucket(server, settings, monkeypatch):
    """The settings that a person would make, and two empty buckets."""
    public = f"{server}/{BUCKET}"
    for name, value in {
        "S3_ENDPOINT_URL": server, "S3_PUBLIC_URL": public, "S3_ACCESS_KEY": "key", "S3_SECRET_KEY": "secret",
        "S3_REGION": "us-east-1", "S3_ADDRESSING_STYLE": "path",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    made = boto3.resource(
        "s3", endpoint_url=server, aws_access_key_id="key", aws_secret_access_key="secret", region_name="us-east-1"
    )
    for name in (BUCKET, PRIVATE):
        made.create_bucket(Bucket=name)
        made.Bucket(name).objects.delete()
    made.BucketPolicy(BUCKET).put(Policy=json.dumps(READERS_MAY))
    settings.STORAGES = {
        **settings.STORAGES,
        "default": bucket_storage(BUCKET, public=True),
        "sent": bucket_storage(PRIVATE, public=False),
    }
    return made.Bucket(BUCKET)


def keys(bucket) -> set[str]:
    return {one.key for one in bucket.objects.all()}


def fetched(address: str):
    with urllib.request.urlopen(address) as answer:
        return answer.headers, answer.read()


def test_an_upload_makes_all_that_may_be_printed_and_every_printed_address_answers(bucket, client):
    photo = photo_with_picture(focus_x=100)
    assert lacking(photo, avif=False) == []
    story = live_story(lead_photo=photo)
    picture = story.lead["picture"]
    srcsets = [picture["srcset"], *(srcset for _, srcset in picture["sources"])]
    addresses = [part.split()[0] for srcset in srcsets for part in srcset.split(", ")]
    addresses += [picture["src"], *(share["src"] for share in picture["shares"])]
    base, widths, types = story.teaser_picture.split()
    addresses += [f"{base}-{width}.{kind}" for width in widths.split(",") for kind in types.split(",")]
    assert len(addresses) > 12
    for address in addresses:
        headers, data = fetched(address)
        assert headers["Cache-Control"] == "public, max-age=31536000, immutable", address
        assert data[:4] in (b"\xff\xd8\xff\xe0", b"RIFF")
    with pytest.raises(HTTPError, match="403"):
        fetched(default_storage.url(photo.image.name))  # originals are for the desk
    page = client.get(f"/politics/{story.slug}-{story.pk}/").content.decode()
    assert addresses[0] in page


def test_avif_is_printed_once_the_worker_has_made_it(bucket):
    story = live_story(lead_photo=photo_with_picture())
    assert [kind for kind, _ in story.lead["picture"]["sources"]] == ["image/webp"]
    assert not any(each.fault for each in do_due(now=NOW))
    kind, srcset = PublishedArticle.objects.get().lead["picture"]["sources"][0]
    assert kind == "image/avif"
    assert fetched(srcset.split()[0])[1][4:12] == b"ftypavif"


def test_a_part_that_a_story_shows_is_there_before_it_is_printed(bucket):
    photo = photo_with_picture()
    article = ArticleFactory(lead_photo=photo, lead_crop=[100, 100, 700, 700])
    note_save(article.pk, by=None, now=NOW)
    story = publish_article(article.pk, by=None, now=NOW)
    assert fetched(story.lead["picture"]["src"])
    assert (story.lead["picture"]["width"], story.lead["picture"]["height"]) == (630, 420)


def test_publishing_again_asks_the_bucket_nothing(bucket, server, monkeypatch):
    article = live_story(lead_photo=photo_with_picture()).article
    monkeypatch.setattr(type(default_storage._wrapped), "exists", None)
    monkeypatch.setattr(type(default_storage._wrapped), "_save", None)
    article.headline = "The harbor plan is law"
    article.save()
    note_save(article.pk, by=None, now=NOW)
    assert publish_article(article.pk, by=None, now=NOW).lead["picture"]["srcset"]


def test_a_picture_that_cannot_be_made_is_left_out_and_no_page_shows_a_broken_one(bucket):
    photo = photo_with_picture()
    Photo.objects.update(renditions={}, focus_x=10)
    photo.image.storage.delete(photo.image.name)
    assert live_story(lead_photo=photo).lead["picture"] is None


def test_clean_media_finds_and_deletes_what_nobody_refers_to(bucket, monkeypatch):
    photo = photo_with_picture()
    live_story(lead_photo=photo)
    before = keys(bucket)
    bucket.put_object(Key=f"renditions/ab/{'c' * 20}-320.webp", Body=b"stray")
    bucket.put_object(Key="originals/2026/11/stray.jpg", Body=b"stray")
    call_command("clean_media", delete=True, stdout=StringIO(), stderr=StringIO())
    assert len(keys(bucket)) == len(before) + 2  # too young
    found = list(orphans.orphans(untouched_since=datetime.now(UTC) + timedelta(hours=1)))
    assert {one.path for one in found} == keys(bucket) - before
    assert [fault for _, fault in orphans.delete_orphans(found)] == ["", ""]
    assert keys(bucket) == before


def test_a_deleted_photo_takes_its_files_along(bucket, django_capture_on_commit_callbacks):
    photo = photo_with_picture()
    assert len(keys(bucket)) > 10
    with django_capture_on_commit_callbacks(execute=True):
        photo.delete()
    assert keys(bucket) == set()


def test_an_address_on_our_own_host_leads_to_the_bucket(bucket, client):
    photo = photo_with_picture()
    path = f"renditions/{photo.fingerprint[:2]}/{photo.fingerprint[2:22]}-320.webp"
    answer = client.get(f"/media/{path}")
    assert answer.headers["Location"] == default_storage.url(path)
    assert client.get(f"/media/{path.replace('320', '321')}").status_code == 404


def test_browsers_are_told_that_pictures_may_come_from_there(settings):
    settings.MEDIA_ORIGIN = "https://media.example.org"
    policy = SecurityHeadersMiddleware(lambda request: None).readers_policy
    assert "img-src 'self' https://media.example.org data:;" in policy
