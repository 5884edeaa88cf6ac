"""manage.py check_links: dead links, where they stand, and an exit code; whatever happens, what is known is printed."""

import io
import json
import threading
import time
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.links import Report, Verdict, asking, checking
from articles.links.asking import State
from articles.links.connecting import NoSuchHost
from articles.links.places import Links, Place
from articles.models import Article, Attention
from articles.workflow import note_save, publish_article, withdraw_article
from articles.workflow.attention import note_attention
from tests.factories import NOW, ArticleFactory, link, live_story
from tests.links.server import Server

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _only_one_host_is_ours(settings, time_machine):
    """The web servers of the tests are on this machine, which would be ours too."""
    settings.OWN_HOSTS = frozenset({"testserver"})
    time_machine.move_to(NOW, tick=True)


def check(*arguments: str) -> tuple[str, int]:
    """What is printed, and the exit code."""
    output = io.StringIO()
    try:
        call_command("check_links", "--allow-private", "--pause=0", *arguments, stdout=output)
    except CommandError as error:
        return output.getvalue() + str(error), error.returncode
    return output.getvalue(), 0


def check_as_json(*arguments: str) -> dict:
    return json.loads(check("--json", *arguments)[0].partition("\n}")[0] + "\n}")


def body_with(*addresses: str) -> str:
    return "".join(f'<p>Read <a href="{address}">this</a>.</p>' for address in addresses)


def test_dead_links_are_named_with_their_places():
    with Server({"/alive": 200, "/slow": 503}) as server:
        article = ArticleFactory(
            headline="Council approves plan", body=body_with(f"{server.url}/alive", f"{server.url}/gone")
        )
        link(article, url=f"{server.url}/gone", title="Gone")
        link(article, url=f"{server.url}/slow", title="Slow")
        story = publish_article(article.pk, by=None, now=NOW)
        text, code = check()
    assert code == 1
    assert "Dead" in text
    assert f"{server.url}/gone\n    404: page not found\n" in text
    assert f"story {story.pk} “Council approves plan”, paragraph 2" in text
    assert f"story {story.pk} “Council approves plan”, related, sidebar" in text
    assert "Could not tell" in text
    assert "503: service unavailable" in text
    assert "/alive" not in text
    assert "3 addresses checked." in text
    assert "1 dead link." in text


def test_nothing_dead_ends_well():
    with Server({"/alive": 200}) as server:
        live_story(body=body_with(f"{server.url}/alive"))
        assert check() == ("1 address checked.\n", 0)


def test_what_could_not_be_told_is_no_failure():
    with Server({"/forbidden": 403}) as server:
        live_story(body=body_with(f"{server.url}/forbidden"))
        text, code = check()
    assert code == 0
    assert "403: forbidden" in text


def test_a_newsroom_without_links_is_well():
    live_story()
    assert check() == ("0 addresses checked.\n", 0)


def test_an_address_in_many_stories_is_asked_once():
    with Server({"/gone": 404}) as server:
        stories = [live_story(body=body_with(f"{server.url}/gone#{n}")) for n in range(4)]
        found = check_as_json()
    assert server.asked("GET") == ["/gone"]
    assert [place["story"] for place in found["dead"][0]["places"]] == [story.pk for story in reversed(stories)]


def test_our_own_addresses_are_looked_up_and_not_asked(monkeypatch):
    monkeypatch.setattr(asking, "request", lambda *args, **kwargs: pytest.fail("nobody should be asked"))
    target, gone, late = live_story(), live_story(), live_story(expires_at=NOW + timedelta(hours=1))
    draft = ArticleFactory()
    scheduled = live_story(publish_at=NOW + timedelta(hours=3))
    withdraw_article(gone.pk, by=None, now=NOW, reason="Wrong.")
    own = "http://testserver/politics/"
    addresses = {
        f"{own}old-words-{target.pk}/?utm_source=x": "",
        f"{own}x-{gone.pk}/": "withdrawn",
        f"{own}x-{draft.pk}/": "no published story",
        f"{own}x-{scheduled.pk}/": "not published yet",
        f"{own}x-{late.pk}/": "expired",
        f"{own}x-999999/": "no published story",
        own: "",
        "http://testserver/": "",
        "http://testserver/about-us/": "neither a story nor a section",
    }
    live_story(body=body_with(*addresses))
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(hours=2))
    found = check_as_json()
    said = {each["address"]: each["what"] for each in found["dead"] + found["unsure"]}
    for address, words in addresses.items():
        assert (words in said[address]) if words else (address not in said), address
    assert [each["address"] for each in found["unsure"]] == ["http://testserver/about-us/"]


def test_private_addresses_are_not_asked_unless_allowed():
    with Server({"/": 200}) as server:
        live_story(body=body_with(f"{server.url}/"))
        output = io.StringIO()
        call_command("check_links", stdout=output)
    assert "private network" in output.getvalue()
    assert server.requests == []


def test_the_deadline_ends_the_run_with_what_is_known():
    over = threading.Event()

    def slow() -> int:
        over.wait(20)
        return 200

    with Server({"/gone": 404, "/slow": slow}) as server:
        live_story(body=body_with(f"{server.url}/gone", f"{server.url}/slow"))
        begun = time.monotonic()
        text, code = check("--deadline=1")
        assert time.monotonic() - begun < 6
        over.set()
    assert code == 1
    assert "404: page not found" in text
    assert "The time was up (--deadline): 1 of 2 addresses checked." in text


def test_stopping_it_prints_what_is_known(monkeypatch):
    plain = checking._ask_all

    def interrupted(*args, **kwargs):
        yield next(plain(*args, **kwargs))
        raise KeyboardInterrupt

    monkeypatch.setattr(checking, "_ask_all", interrupted)
    with Server({}) as server:
        live_story(body=body_with(f"{server.url}/a", f"{server.url}/b"))
        text, code = check()
    assert code == 1
    assert "404: page not found" in text
    assert "You stopped it: 1 of 2 addresses checked." in text


def test_a_machine_without_internet_calls_no_link_dead(monkeypatch):
    def unknown(host, port):
        raise NoSuchHost("no such host")

    monkeypatch.setattr(asking.Asker.__init__, "__kwdefaults__", asking.Asker.__init__.__kwdefaults__ | {
        "resolve": unknown, "name_pause": 0.0,
    })  # fmt: skip
    live_story(body=body_with("https://a.example/", "https://b.example/"))
    assert check()[1] == 1
    live_story(body=body_with("https://c.example/"))
    text, code = check()
    assert code == 0
    assert "this machine seems to have no internet" in text


def test_a_fault_of_the_check_itself_is_told_and_the_rest_goes_on(monkeypatch, caplog):
    with Server({"/b": 404, "/bad": 200}) as server:
        plain = asking.Asker.ask

        def ask(self, address):
            return 1 / 0 if "bad" in address else plain(self, address)

        monkeypatch.setattr(asking.Asker, "ask", ask)
        live_story(body=body_with(f"{server.url}/bad", f"{server.url}/b"))
        found = check_as_json()
    assert [each["what"] for each in found["dead"]] == ["404: page not found"]
    assert "the check itself failed" in found["unsure"][0]["what"]


def test_portions_say_where_to_go_on():
    with Server({"/1": 200, "/2": 200}) as server:
        old, new = (live_story(body=body_with(f"{server.url}/{n}")) for n in (1, 2))
        text, _ = check("--limit=1")
        assert f"--before {new.pk}" in text
        assert check_as_json("--limit=1", f"--before={new.pk}")["continue_before"] is None
    assert old.pk < new.pk
    assert server.asked() == ["/2", "/1"]


@pytest.mark.parametrize(
    "arguments", [["--limit=0"], ["--limit=-3"], ["--timeout=soon"], ["--before=1e3"], ["--pause=-1"], ["--pause=nan"]]
)
def test_what_is_no_number_is_refused_in_words(arguments):
    with pytest.raises(CommandError, match="is no number"):
        call_command("check_links", *arguments)


def noted(story) -> list[str]:
    return list(Attention.objects.filter(article_id=story.pk).values_list("sentence", flat=True))


def test_stories_with_dead_links_are_put_on_record_for_the_front_page_until_they_are_mended():
    with Server({"/alive": 200}) as server:
        article = ArticleFactory(body=body_with(f"{server.url}/gone", f"{server.url}/alive"))
        link(article, url=f"{server.url}/gone", title="Gone")
        story = publish_article(article.pk, by=None, now=NOW)
        well = live_story(body=body_with(f"{server.url}/alive"))
        check()
        assert noted(story) == [
            f"{server.url}/gone is dead (404: page not found). It stands in: paragraph 1; related, sidebar."
        ]
        assert noted(well) == []
        article.related_links.all().delete()
        Article.objects.filter(pk=article.pk).update(body="<p>No link at all.</p>")
        note_save(article.pk, by=None, now=NOW)
        publish_article(article.pk, by=None, now=NOW)
        check()
    assert noted(story) == []


def test_of_a_story_with_a_link_that_nobody_got_round_to_nothing_is_put_on_record():
    places = [Place(7, "Half checked", "paragraph 1")]
    links = Links({"https://a.example/": places, "https://b.example/": [*places, Place(8, "Whole", "paragraph 2")]})
    report = Report(links, asked={"https://b.example/": Verdict(State.DEAD, "404: page not found")})
    told = "https://b.example/ is dead (404: page not found). It stands in: paragraph 2."
    assert report.broken_links() == {8: [told]}


def test_without_a_network_nothing_is_put_on_record():
    addresses = [f"https://{name}.example/" for name in "abc"]
    links = Links({address: [Place(7, "Ferry", "paragraph 1")] for address in addresses})
    report = Report(links, asked={address: Verdict(State.DEAD, checking.NO_HOST) for address in addresses})
    assert report.broken_links() == {}


def test_stories_outside_the_range_that_was_looked_at_keep_what_is_on_record():
    old, new = live_story(), live_story()
    for story in (old, new):
        note_attention(story.pk, Attention.Kind.BROKEN, ["Told before."], NOW)
    check("--before", str(new.pk))
    assert (noted(old), noted(new)) == ([], ["Told before."])
