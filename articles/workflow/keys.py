"""The keys of a published row: which story it is, which other versions of it there are, what its text links to.

Worked out from the row itself, so that rows which are already there can be given theirs again (refresh_related).
"""

from collections.abc import Iterator
from functools import partial

from django.db import transaction
from lxml import etree
from lxml import html as lxml_html

from articles.models import PublishedArticle
from articles.related import give_key, opening_key, pass_key_on, shared_keys, url_key, wire_key

MOST_LINKS = 500  # of one text; automatic slots simply do not know of more


def give_keys(row: PublishedArticle, *, source: str, external_id: str) -> None:
    """Fill in the keys of a row that is about to be saved; at most two queries, none for a plain story."""
    give_key(row)
    row.wire_key = wire_key(source, external_id)
    texts = [_parsed(block["html"]) for block in row.blocks if block["type"] == "text"]
    row.opening_key = opening_key(next(_paragraphs(texts), ""))
    linked = dict.fromkeys(key for text in texts for link in text.iter("a") if (key := url_key(link.get("href", ""))))
    row.text_keys = shared_keys(list(linked)[:MOST_LINKS])


def rekey(row: PublishedArticle) -> bool:
    """Work the keys of a saved row out anew and save them where they differ; returns whether they did."""
    names = ("story_key", "canonical_key", "wire_key", "opening_key", "text_keys")
    before = [getattr(row, name) for name in names]
    give_keys(row, source=row.article.source, external_id=row.article.external_id)
    if before == [getattr(row, name) for name in names]:
        return False
    row.save(update_fields=names)
    transaction.on_commit(partial(pass_key_on, row.pk), robust=True)
    return True


def _parsed(html: str) -> etree._Element:
    return lxml_html.fragment_fromstring(html, create_parent="div")


def _paragraphs(texts: list[etree._Element]) -> Iterator[str]:
    """The words of each paragraph, without the dateline that is printed into the first."""
    for text in texts:
        for paragraph in text.iter("p"):
            for mark in paragraph.find_class("dateline"):
                mark.text = ""
            if words := " ".join(paragraph.text_content().split()):
                yield words
