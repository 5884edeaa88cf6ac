"""Secrets: what no reader may see at a time, collected from the working copies, and looking for it in what readers get.
Does not trust anything that made the page. Rendering the pages is manage.py embargo_check's."""

import html as entities
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, islice
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from lxml import html as lxml_html

from articles.models import Article, ArticlePhoto, Photo, PublishedArticle, ScheduledUpdate
from articles.photos.addresses import stem
from articles.photos.hidden import faults_in, hidden_pictures, stem_of, stems_in
from articles.related import title_key

CHUNK = 400  # values in one statement: SQLite takes no more than 999 where it is old
START = 3  # words of a headline that are looked up; shorter headlines count only where they are all of a text
PLAIN_SLUG = 2  # hyphens; with fewer, an address is a word or two that may stand anywhere

_WORD = re.compile(r"\w+")
_ID_ADDRESS = re.compile(r"/[-\w]+/[-\w]*?-([0-9]{1,19})/?(?=\s|$)|/read/([0-9]{1,19})/|\barticle:([0-9]{1,19})\b")
_BETWEEN = re.compile(r"[\s\"'<>?#]+")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")

Words = tuple[str, ...]


@dataclass(slots=True)
class Secrets:
    """`stories`: those not live, by id. The others by what is looked for, each with the story it belongs to: headlines
    by their first words, addresses, paths of pictures; `hidden` are pictures that no story may show."""

    stories: set[int] = field(default_factory=set)
    headlines: dict[Words, list[tuple[Words, int]]] = field(default_factory=dict)
    slugs: dict[str, int] = field(default_factory=dict)
    pictures: dict[str, int] = field(default_factory=dict)
    hidden: dict[str, int] = field(default_factory=dict)

    def add_headline(self, headline: str, article_id: int) -> None:
        if words := words_of(headline):
            self.headlines.setdefault(words[:START], []).append((words, article_id))

    def leaks_in(self, page: str) -> Iterator[str]:
        """A sentence for each secret in an HTML page, feed or sitemap: texts, attributes and scripts alike."""
        for words, article_id in sorted(set(self._headlines_in(page))):
            yield f"the headline “{' '.join(words)}” of story {article_id}"
        plain = entities.unescape(page)
        told = {int("".join(found)) for found in _ID_ADDRESS.findall(_BETWEEN.sub(" ", plain))}
        for article_id in sorted(told & self.stories):
            yield f"the address of story {article_id}"
        for slug in sorted({re.sub(r"-[0-9]+$", "", one) for one in _SLUG.findall(plain)} & self.slugs.keys()):
            yield f"the address “{slug}” of story {self.slugs[slug]}"
        for path in sorted(stems_in(page) & self.pictures.keys()):
            yield f"the picture {path} of story {self.pictures[path]}"
        yield from faults_in(page, self.hidden)

    def _headlines_in(self, page: str) -> Iterator[tuple[Words, int]]:
        for text in _texts(page):
            words = words_of(text)
            for place in range(len(words)):
                for secret, article_id in self.headlines.get(words[place : place + START], ()):
                    if len(secret) < START and len(words) != len(secret):
                        continue
                    if words[place : place + len(secret)] == secret:
                        yield secret, article_id
            if len(words) < START:
                yield from (found for found in self.headlines.get(words, ()) if found[0] == words)


def words_of(text: str) -> Words:
    """Case, quotes, punctuation and the several ways to write a letter do not matter."""
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def collect_secrets(*, at: datetime) -> Secrets:
    """Everything readers must not see at `at` (aware): stories that are not live yet or never were, changes that wait,
    photos that only they use, and those that nobody may see. What a live story says as well is no secret. Reads in
    portions; keeps headlines, addresses and file names only."""
    secrets = Secrets()
    hidden = Article.objects.filter(Q(published__isnull=True) | Q(published__published_at__gt=at))
    for portion in _portions(hidden.values_list("pk", "headline", "slug")):
        known = _said_by_live([headline for _, headline, _ in portion], at=at)
        taken = _live(at).filter(slug__in={slug for _, _, slug in portion}).values_list("slug", flat=True)
        slugs = set(taken)
        for article_id, headline, slug in portion:
            secrets.stories.add(article_id)
            if title_key(headline) not in known:
                secrets.add_headline(headline, article_id)
            if slug.count("-") >= PLAIN_SLUG and slug not in slugs:
                secrets.slugs[slug] = article_id
    for portion in _portions(_waiting_headlines(at)):
        known = _said_by_live([headline for _, headline in portion], at=at)
        for article_id, headline in portion:
            if title_key(headline) not in known:
                secrets.add_headline(headline, article_id)
    _collect_pictures(secrets, hidden, at=at)
    secrets.hidden = hidden_pictures(at=at)
    return secrets


def _live(at: datetime) -> QuerySet[PublishedArticle]:
    return PublishedArticle.objects.live(at)


def _waiting_headlines(at: datetime) -> Iterator[tuple[int, str]]:
    """Of changes to stories readers have: typed and not published, or scheduled for later."""
    changed = Article.objects.filter(is_changed=True, published__published_at__lte=at)
    yield from changed.exclude(headline=F("published__headline")).values_list("pk", "headline").iterator()
    scheduled = ScheduledUpdate.objects.filter(at__gt=at)
    headline = KeyTextTransform("headline", "revision__content")
    yield from scheduled.values_list("article_id", headline).iterator()


def _said_by_live(headlines: list[str], *, at: datetime) -> set[str]:
    keys = {title_key(headline) for headline in headlines}
    return set(_live(at).filter(headline_key__in=keys).values_list("headline_key", flat=True))


def _collect_pictures(secrets: Secrets, hidden: QuerySet[Article], *, at: datetime) -> None:
    live, shown = _live(at).values("pk"), set(_fingerprints_of_changed(at))
    leads = hidden.exclude(lead_photo=None).values_list("pk", "lead_photo__fingerprint", "lead_photo__image")
    in_text = ArticlePhoto.objects.filter(article__in=hidden.values("pk"))
    uses = in_text.values_list("article_id", "photo__fingerprint", "photo__image")
    for portion in chain(_portions(leads), _portions(uses)):
        prints = {fingerprint for _, fingerprint, _ in portion if fingerprint}
        public = Photo.objects.filter(Q(lead_of__in=live) | Q(uses__article__in=live), fingerprint__in=prints)
        known = shown | set(public.values_list("fingerprint", flat=True))
        for article_id, fingerprint, image in portion:
            if fingerprint and fingerprint not in known:
                secrets.pictures[stem(fingerprint)] = article_id
                secrets.pictures[stem_of(image)] = article_id


def _fingerprints_of_changed(at: datetime) -> Iterator[str]:
    """Pictures that readers still see in stories whose working copies have moved on."""
    changed = _live(at).filter(article__is_changed=True).values_list("revision__content", flat=True)
    for content in changed.iterator(chunk_size=100):
        for use in (content["lead"], *content["photos"]):
            if use and use.get("picture"):
                yield use["picture"]


def _portions(rows: Iterable[Any]) -> Iterator[list[Any]]:
    found = rows.iterator(chunk_size=CHUNK) if isinstance(rows, QuerySet) else iter(rows)
    while portion := list(islice(found, CHUNK)):
        yield portion


def _texts(page: str) -> Iterator[str]:
    """Everything a page says: its text as a whole and each text by itself, each attribute, scripts included. Feeds and
    sitemaps are read as a browser would that took them for a page."""
    root = lxml_html.document_fromstring(page.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    texts = [text for text in root.itertext() if text.strip()]
    yield " ".join(texts)
    yield from texts
    for element in root.iter():
        yield from (str(value) for value in element.attrib.values() if " " in str(value))
