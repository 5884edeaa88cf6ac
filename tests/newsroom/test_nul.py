"""A NUL in an address: PostgreSQL refuses it, so the newsroom does, before any list or search box meets it."""

import pytest
from django.urls import reverse

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_article_changelist")
CHOICES = reverse("admin:autocomplete") + "?app_label=articles&model_name=article&field_name=section&term="


@pytest.mark.parametrize(
    "address", [LIST + "?section=%00", LIST + "?headline__contains=a%00b", CHOICES + "%00", "/?%00"]
)
def test_it_is_answered_as_an_address_that_cannot_be_right(client, address):
    client.force_login(UserFactory(is_superuser=True))
    response = client.get(address)
    assert response.status_code == 400
    assert "We don’t understand that address" in response.content.decode()


def test_the_answer_carries_the_security_headers_too(client):
    assert "default-src 'none'" in client.get("/?q=%00").headers["Content-Security-Policy"]
