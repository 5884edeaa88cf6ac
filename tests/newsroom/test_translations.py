"""The words of readers' pages: all of them can be translated, and English and Spanish are complete."""

import re
from gettext import GNUTranslations
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from articles.workflow import UpdateKind, publish_article
from tests.factories import NOW, ContributorFactory, SpecialCoverageFactory, TopicFactory, live_story

LOCALE = settings.BASE_DIR / "articles" / "locale"
TEMPLATES = sorted(
    [*(settings.BASE_DIR / "templates").glob("*.html"), *(settings.BASE_DIR / "templates/articles").glob("*.html")]
)
# For staff: why these stories, and what is said when a form of the desk was too long.
NAMES = {"Aa", "RSS", "Atom", "Bluesky", "Facebook", "WhatsApp"}
OF_THE_DESK = {"_reasons.html", "413.html", "403_csrf.html"}
_ENTRY = re.compile(
    r'^msgid (?P<id>(?:".*"\n)+)(?:msgid_plural (?P<plural>(?:".*"\n)+))?(?P<said>(?:msgstr.*\n(?:".*"\n)*)+)', re.M
)


def entries(language: str) -> dict[str, list[str]]:
    text = (LOCALE / language / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8") + "\n"
    assert "#, fuzzy" not in text
    found = {}
    for entry in _ENTRY.finditer(text):
        key = "".join(re.findall(r'"(.*)"', entry["id"]))
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
    english = [key for key, said in entries("es").items() if said[0] != key and len(key) > 8 and "%" not in key]
    with override(language):
        for path in paths:
            page = client.get(path).content.decode()
            assert f'<html lang="{language}" dir="{direction}">' in page, path
            if language == "es":
                assert [words for words in english if f">{words}<" in page or f'"{words}"' in page] == [], path


def test_the_catalogue_names_every_word_of_the_pages():
    """A word that was marked since the catalogue was made would be read in English."""
    marked = set()
    for path in TEMPLATES:
        marked |= set(re.findall(r'{% translate "([^"]+)"', path.read_text(encoding="utf-8")))
    known = {key.replace('\\"', '"') for key in entries("en")}
    assert marked - known == set()
