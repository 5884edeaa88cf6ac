"""The words of readers' pages: all of them can be translated, and English and Spanish are complete."""

import re
from decimal import Decimal
from gettext import GNUTranslations
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override
from lxml import html

from articles.live import confirm, propose, withdraw
from articles.live.blog import withdraw_post
from articles.live.rules import SENTENCES
from articles.models import Choice, Contest, LivePost
from articles.workflow import UpdateKind, publish_article
from tests.factories import (
    NOW,
    ContestFactory,
    ContributorFactory,
    LivePostFactory,
    ReportingAreaFactory,
    SpecialCoverageFactory,
    TopicFactory,
    UserFactory,
    live_story,
)
from tests.live.counting import at, count

LOCALE = settings.BASE_DIR / "articles" / "locale"
TEMPLATES = sorted(
    [*(settings.BASE_DIR / "templates").glob("*.html"), *(settings.BASE_DIR / "templates/articles").glob("*.html")]
)
# For staff: why these stories, and what is said when a form of the desk was too long.
NAMES = {"Aa", "RSS", "Atom", "Bluesky", "Facebook", "WhatsApp"}
OF_THE_DESK = {"_reasons.html", "413.html", "403_csrf.html"}
_ENTRY = re.compile(
    r'(?:^msgctxt "(?P<context>.*)"\n)?^msgid (?P<id>(?:".*"\n)+)(?:msgid_plural (?P<plural>(?:".*"\n)+))?'
    r'(?P<said>(?:msgstr.*\n(?:".*"\n)*)+)',
    re.M,
)


def entries(language: str) -> dict[str, list[str]]:
    """What is said, by the English of it; where one word means two things, its context and \\4 stand before it."""
    text = (LOCALE / language / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8") + "\n"
    assert "#, fuzzy" not in text
    found = {}
    for entry in _ENTRY.finditer(text):
        key = "".join(re.findall(r'"(.*)"', entry["id"]))
        key = f"{entry['context']}\4{key}" if entry["context"] else key
        found[key] = [
            "".join(re.findall(r'"(.*)"', said)) for said in re.split(r"^msgstr", entry["said"], flags=re.M)[1:]
        ]
    found.pop("")
    return found


def test_spanish_and_english_are_complete():
    spanish, english = entries("es"), entries("en")
    assert spanish.keys() == english.keys()
    assert len(spanish) > 100
    assert [key for key, said in spanish.items() if not all(said)] == []


def test_placeholders_survive_translation():
    for key, said in entries("es").items():
        names = set(re.findall(r"%\(\w+\)s|\{\w+\}|<[^>]+>", key)) - {"%(number)s"}
        for one in said[:1]:
            assert names == set(re.findall(r"%\(\w+\)s|\{\w+\}|<[^>]+>", one)) - {"%(number)s"}, key


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_is_read_is_what_was_written(language):
    """The .mo beside the .po is made of it: they are committed together."""
    with (LOCALE / language / "LC_MESSAGES" / "django.mo").open("rb") as file:
        compiled = GNUTranslations(file)._catalog
    read = {key if isinstance(key, str) else f"{key[0]}/{key[1]}": said for key, said in compiled.items() if key}
    written = {}
    for stands, said in entries(language).items():
        key, *plain = (one.replace('\\"', '"') for one in (stands, *said))
        written |= {key: plain[0]} if len(said) == 1 else {f"{key}/{form}": one for form, one in enumerate(plain)}
    assert read == written


def without_code(source: str) -> str:
    source = re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}", "", source, flags=re.S)
    source = re.sub(r"{% block page_class %}.*?{% endblock %}", "", source, flags=re.S)
    source = re.sub(r"{% blocktranslate.*?{% endblocktranslate %}", "", source, flags=re.S)
    source = re.sub(r"{%.*?%}|{{.*?}}", "", source, flags=re.S)
    said = re.findall(r'\s(?:aria-label|alt|title|placeholder)="([^"]*)"', source)
    return " ".join([re.sub(r"<[^>]*>", " ", source), *said])


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_words_stand_outside_a_translation(template: Path):
    if template.name in OF_THE_DESK:
        pytest.skip("Only the desk sees it.")
    words = set(re.findall(r"[A-Za-z]{2,}", re.sub(r"&\w+;", " ", without_code(template.read_text(encoding="utf-8")))))
    assert words - NAMES == set()


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "direction"), [("es", "ltr"), ("ar", "rtl")])
def test_every_page_says_its_language_and_none_of_the_english_words(
    client, settings, time_machine, language, direction
):
    time_machine.move_to(NOW, tick=False)
    settings.LANGUAGE_CODE = language
    story = live_story(
        headline="Xyz", dek="", body="<p>Xyz.</p>", kicker="", topics=[TopicFactory(name="Mareas", slug="mareas")],
        authors=[ContributorFactory(name="Ana", slug="ana", bio="", role="")],
        coverage=SpecialCoverageFactory(title="Voto", slug="voto", label="Voto"),
    )  # fmt: skip
    for number in range(30):
        live_story(headline=f"Xyz {number}", dek="", kicker="", body="<p>Xyz.</p>")
    publish_article(story.pk, by=None, now=NOW, kind=UpdateKind.CORRECTION, note="Xyz.")
    paths = f"/ /politics/ /politics/{story.slug}-{story.pk}/ /topics/ /topics/mareas/ /authors/ /authors/ana/".split()
    paths += "/coverage/voto/ /2026/11/03/ /2026/11/ /2026/ /corrections/ /no/".split()
    paths += "/search/ /search/?q=xyz /search/?q=nada".split()
    with override(language):
        for path in paths:
            page = client.get(path).content.decode()
            assert f'<html lang="{language}" dir="{direction}">' in page, path
            if language == "es":
                assert left_in_english(page) == [], path


def left_in_english(page: str) -> list[str]:
    """What of a page in Spanish is said word for word as the English catalogue has it."""
    patterns = [_pattern(key.split("\4")[-1]) for key, said in entries("es").items() if said[0] not in key]
    data = "//@*[starts-with(name(), 'data-')][name() != 'data-slot']"
    said = html.fromstring(page).xpath(f"//text()[not(parent::script)] | //@aria-label | //@alt | {data}")
    return [words for words in map(str.strip, said) if any(pattern.fullmatch(words) for pattern in patterns)]


def _pattern(key: str) -> re.Pattern[str]:
    """Anything may stand where a name or a number goes; what has no word of its own matches nothing."""
    own = re.split(r"%\(\w+\)s|\{\w+\}", key.replace('\\"', '"').replace("%%", "%"))
    return re.compile(".+".join(map(re.escape, own)) if re.search(r"\w", "".join(own)) else r"(?!)")


@pytest.mark.django_db
def test_results_and_live_blog_have_none_of_the_english_words(client, settings, time_machine):
    time_machine.move_to(at(60), tick=False)
    settings.LANGUAGE_CODE = "es"
    coverage = SpecialCoverageFactory(
        title="Voto", slug="voto", label="En vivo", weight_target=3, weight_word="bancas", data_updated_at=at(59)
    )
    mayor, council, measure, open_yet, alone = (
        ContestFactory(coverage=coverage, slug=f"xyz-{place}", title=f"Xyz {place}", weight=1, area__tile_x=place,
                       area__tile_y=0, area__name=f"Zona {place}", choices=choices, **more)
        for place, (choices, more) in enumerate([
            (("Ana", "Eva"), {}), (("Ana", "Eva", "Leo"), {"kind": Contest.Kind.SEATS, "seats": 2}),
            (("Yes", "No"), {"kind": Contest.Kind.MEASURE}), (("Ana", "Eva"), {"polls_close_at": at(120)}),
            (("Ana",), {"kind": Contest.Kind.UNCONTESTED}),
        ])
    )  # fmt: skip
    Choice.objects.filter(side="yes").update(name="Sí")
    Choice.objects.update(party="")
    ward = ReportingAreaFactory(coverage=coverage, name="Barrio")
    for minutes, ana in enumerate((9, 8, 8, 7), 1):
        count(mayor, minutes, ana=ana, eva=2 * minutes, remaining=-1)
    count(mayor, 5, ana=5, eva=3, area=ward.pk)
    count(mayor, 6, ana=9, eva=9, total=3)
    count(council, 1, ana=5, eva=3, leo=1, precincts_reporting=1, precincts_total=7)
    count(measure, 1, yes=5, no=5, expected_percent=Decimal("99.5"))
    for key, is_back in (("ana", True), ("eva", False)):
        proposal = propose(mayor.pk, [key], by=UserFactory(role="Producer"), now=at(7))
        call = confirm(proposal.pk, by=UserFactory(role="Editor"), now=at(7))
        if is_back:
            withdraw(call.pk, by=UserFactory(role="Editor"), now=at(8), why="Xyz.")
    posts = [LivePostFactory(coverage=coverage, headline=f"Xyz {place}", body="<p>Xyz.</p>") for place in range(25)]
    LivePost.objects.filter(pk=posts[0].pk).update(is_pinned=True, is_key=True, edited_at=at(9))
    withdraw_post(posts[1].pk, by=None, now=at(9))
    paths = ["/", "/coverage/voto/", "/coverage/voto/live/"]
    paths += [f"/coverage/voto/live/{post.pk}/" for post in posts[:2]]
    paths += [f"/coverage/voto/results/{each.slug}/" for each in (mayor, council, measure, open_yet, alone)]
    with override("es"):
        paths.append(re.search(r"/coverage/voto/live/\?before=[\d-]+", client.get(paths[1]).text)[0])
        for path in [*paths, f"/coverage/voto/results/{mayor.slug}/?at=2026-11-03T23:00:00Z"]:
            assert left_in_english(client.get(path).content.decode()) == [], path


def test_the_catalogue_names_every_word_of_the_pages():
    """A word that was marked since the catalogue was made would be read in English."""
    marked = set()
    for path in TEMPLATES:
        found = re.findall(r'{% translate "([^"]+)"(?: context "([^"]+)")?', path.read_text(encoding="utf-8"))
        marked |= {f"{context}\4{words}" if context else words for words, context in found}
    known = {key.replace('\\"', '"') for key in entries("en")}
    assert marked - known == set()


def test_the_catalogue_names_why_figures_are_not_shown():
    """Those sentences are looked up by their code, far from where they stand."""
    assert set(SENTENCES.values()) - entries("es").keys() == set()
