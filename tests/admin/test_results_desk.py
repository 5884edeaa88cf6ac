"""The results desk: counts entered and corrected by hand, calls proposed, confirmed and withdrawn, by those who may."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.utils import timezone
from lxml import html as lxml_html

from articles.live import confirm, open_proposals, propose
from articles.live.load_log import note_found, note_loaded, note_lost
from articles.live.warnings import mark_of, warnings_before
from articles.models import Call, Contest, CountUpdate, ResultsLine, Standing
from articles.workflow.permissions import ROLES
from tests.admin.conftest import filled, log_in_again, messages, words
from tests.factories import NOW, ContestFactory, ReportingAreaFactory, SpecialCoverageFactory, UserFactory
from tests.live.counting import count

pytestmark = pytest.mark.django_db


@pytest.fixture
def contest() -> Contest:
    return ContestFactory(title="Mayor")


@pytest.fixture
def producer(log_in: Callable[..., Client]) -> Client:
    return log_in("Producer")


def page_of(contest: Contest) -> str:
    return f"/admin/articles/contest/{contest.pk}/results/"


def press(client: Client, contest: Contest, act: str, **boxes: Any) -> Any:
    return client.post(page_of(contest), {"act": act, **boxes}, follow=True)


def marks(page: Any) -> dict[str, str]:
    """What the ticks under warnings would send, by their ids."""
    ticks = lxml_html.fromstring(page.content.decode()).xpath("//input[@name='read']")
    return {tick.get("id"): tick.get("value") for tick in ticks}


def boxes_of(client: Client, contest: Contest, *, ames: Any, birch: Any, **boxes: Any) -> dict[str, Any]:
    """The form of a new count, as opened now, with votes typed into it."""
    form = filled(client.get(page_of(contest)), "count")
    names = [f"votes-{choice.pk}" for choice in contest.choices.all()]
    return form | dict(zip(names, (ames, birch), strict=True)) | boxes


def test_a_count_is_entered_by_hand_and_readers_have_it(producer: Client, contest: Contest) -> None:
    boxes = boxes_of(producer, contest, ames="12,304", birch="9 000", remaining="500", note="Clerk, by phone")
    page = producer.post(page_of(contest), boxes, follow=True)
    assert "Entered: 21,304 votes. Readers see it within seconds." in messages(page)
    assert "Ames leads by 3,304 votes." in words(page)
    entered = CountUpdate.objects.get()
    assert (entered.source, entered.votes, entered.remaining) == ("desk", {"ames": 12304, "birch": 9000}, 500)
    assert entered.area_id == contest.area_id
    assert "count entered by hand. 21,304 votes. Clerk, by phone" in words(page)


def test_pressed_twice_it_is_entered_once(producer: Client, contest: Contest) -> None:
    boxes = boxes_of(producer, contest, ames="5", birch="3")
    producer.post(page_of(contest), boxes)
    again = producer.post(page_of(contest), boxes, follow=True)
    assert "That count is in already. Nothing was entered twice." in messages(again)
    assert CountUpdate.objects.count() == 1


def test_who_has_not_seen_a_newer_count_is_shown_both_and_asked_again(producer: Client, contest: Contest) -> None:
    mine = boxes_of(producer, contest, ames="50", birch="30", note="By phone")
    count(contest, -5, ames=40, birch=31)
    asked = producer.post(page_of(contest), mine)
    assert "A newer count came in while you were typing. Yours is not entered yet." in words(asked)
    assert "Ames 40, Birch 31" in words(asked)
    assert CountUpdate.objects.count() == 1
    kept = filled(asked, "count")
    assert {name: kept[name] for name in mine if name not in ("seen", "csrfmiddlewaretoken")} == {
        name: mine[name] for name in mine if name not in ("seen", "csrfmiddlewaretoken")
    }
    done = producer.post(page_of(contest), kept, follow=True)
    assert "Entered: 80 votes." in messages(done)
    assert Standing.objects.get().votes == {"ames": 50, "birch": 30}


def test_a_newer_count_that_readers_do_not_see_says_so(producer: Client, contest: Contest) -> None:
    mine = boxes_of(producer, contest, ames="50", birch="30")
    count(contest, -5, ames=-40, birch=31)
    assert "Birch 31. csv. Held back from readers" in words(producer.post(page_of(contest), mine))


def test_a_count_of_another_area_does_not_stand_in_the_way(producer: Client, contest: Contest) -> None:
    ward = ReportingAreaFactory(coverage=contest.coverage, name="Ward 2")
    mine = boxes_of(producer, contest, ames="50", birch="30")
    count(contest, -5, area=ward.pk, ames=40, birch=31)
    assert "Entered: 80 votes." in messages(producer.post(page_of(contest), mine, follow=True))


def test_the_figures_beside_the_boxes_say_of_which_place_they_are(producer: Client, contest: Contest) -> None:
    count(contest, -5, ames=40, birch=31)
    assert "Now 40" in words(producer.get(page_of(contest)))
    ward = ReportingAreaFactory(coverage=contest.coverage, name="Ward 2")
    count(contest, -4, area=ward.pk, ames=7, birch=9)
    assert f"Now 40 in {contest.area.name}" in words(producer.get(page_of(contest)))
    assert "Now 7 in Ward 2" in words(producer.get(f"{page_of(contest)}?area={ward.pk}"))
    refused = producer.post(page_of(contest), boxes_of(producer, contest, ames="", birch="1", area=str(ward.pk)))
    assert "Now 7 in Ward 2" in words(refused)


def test_an_area_is_counted_by_itself(producer: Client, contest: Contest) -> None:
    ward = ReportingAreaFactory(coverage=contest.coverage, name="Ward 2")
    producer.post(page_of(contest), boxes_of(producer, contest, ames="7", birch="9", area=str(ward.pk)))
    assert CountUpdate.objects.get().area == ward
    assert Standing.objects.get().votes == {"ames": 7, "birch": 9}


@pytest.mark.parametrize(
    ("box", "typed", "said"),
    [
        ("ames", "9" * 30, "That is more votes than there are people."),
        ("ames", "-3", "Below zero cannot be right."),
        ("ames", "many", "Write a whole number, like 12,304."),
        ("ames", "12.5", "Write a whole number, like 12,304."),
        ("ames", "٣", "Write a whole number, like 12,304."),
        ("ames", "3\x00", "Write a whole number, like 12,304."),
        ("ames", "", "Write a number, 0 where there are no votes."),
        ("total", "3", "Together they have 12 votes already, more than 3."),
        ("precincts_reporting", "9" * 30, "So many precincts there are not."),
        ("precincts_reporting", "8", "More precincts report than there are."),
        ("expected_percent", "101", "Write a percentage from 0 to 100"),
        ("expected_percent", "NaN", "Write a percentage from 0 to 100"),
        ("as_of_0", "2026-11-04", "Votes cannot be counted at a time to come."),
        ("as_of_0", "20266-11-04", "That is no day."),
        ("as_of_1", "noon", "That is no time."),
        ("area", "9" * 30, "That area is not part of this coverage any more."),
        ("note", "x" * 301, "A note takes at most 300 characters."),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_kept(
    producer: Client, contest: Contest, box: str, typed: str, said: str
) -> None:
    ames = contest.choices.get(key="ames")
    name = f"votes-{ames.pk}" if box == "ames" else box
    boxes = boxes_of(producer, contest, ames="5", birch="7", precincts_total="7", remaining="44") | {name: typed}
    page = producer.post(page_of(contest), boxes)
    assert page.status_code == 200
    assert said in words(page)
    assert "Nothing was entered yet. Look at what is marked below." in words(page)
    assert not CountUpdate.objects.exists()
    assert filled(page, "count")["remaining"] == "44"


def test_a_count_before_polls_close_is_held_back_until_somebody_lets_it_through(
    producer: Client, contest: Contest
) -> None:
    Contest.objects.update(polls_close_at=timezone.now() + timezone.timedelta(hours=1))
    entered = producer.post(page_of(contest), boxes_of(producer, contest, ames="5", birch="3"), follow=True)
    assert "Kept, but held back: Votes came in before polls close." in messages(entered)
    overview = producer.get(f"/admin/articles/contest/results/{contest.coverage_id}/")
    assert "Votes came in before polls close." in words(overview)
    held = CountUpdate.objects.get()
    released = press(producer, contest, "release", count=held.pk, back="coverage")
    assert released.redirect_chain[-1][0] == f"/admin/articles/contest/results/{contest.coverage_id}/"
    assert "Let through: 8 votes." in messages(released)
    assert "Readers see that count already." in messages(press(producer, contest, "release", count=held.pk))


def test_what_is_held_back_time_and_again_does_not_fill_the_log(producer: Client, contest: Contest) -> None:
    for minute in range(-40, 0):
        count(contest, minute, ames=9, total=5)
    for page in (page_of(contest), f"/admin/articles/contest/results/{contest.coverage_id}/"):
        log = words(producer.get(page))
        assert log.count("5 votes from csv.") == 1
        assert "So were 39 before it." in log


def test_what_waits_is_the_newest_of_each_reason_until_a_count_that_readers_see_overtakes_it(
    producer: Client, contest: Contest
) -> None:
    pages = (page_of(contest), f"/admin/articles/contest/results/{contest.coverage_id}/", "/admin/articles/contest/")

    def asked() -> list[int]:
        return [producer.get(page).content.decode().count('value="release"') for page in pages[:2]]

    for minute in range(-40, -30):
        count(contest, minute, ames=9, total=5)
        count(contest, minute, ames=-1)
    assert asked() == [2, 2]
    assert "Held back" in words(producer.get(pages[2]))
    count(contest, -20, ames=9, birch=2)
    assert asked() == [0, 0]
    assert "Held back" not in words(producer.get(pages[2]))


def test_a_count_is_corrected_and_the_wrong_one_stays_in_the_history(producer: Client, contest: Contest) -> None:
    wrong = count(contest, -10, ames=500, birch=30).new[0]
    page = producer.get(f"{page_of(contest)}?correct={wrong.pk}")
    assert "As of 4:50 PM ET, as the wrong one" in words(page)
    boxes = filled(page, "mend")
    ames = f"votes-{contest.choices.get(key='ames').pk}"
    assert boxes[ames] == "500"
    done = producer.post(page_of(contest), boxes | {ames: "50", "note": "A slip of the finger"}, follow=True)
    assert "Corrected: 80 votes." in messages(done)
    assert "That is 450 votes fewer than before." in messages(done)
    again = producer.post(page_of(contest), boxes | {ames: "50", "note": "A slip of the finger"}, follow=True)
    assert "Nothing was entered twice." in messages(again)
    assert CountUpdate.objects.get(corrects=wrong).as_of == wrong.as_of


def test_two_who_correct_the_same_count_see_each_other(producer: Client, log_in: Any, contest: Contest) -> None:
    wrong = count(contest, -10, ames=500, birch=30).new[0]
    ames = f"votes-{contest.choices.get(key='ames').pk}"
    mine, theirs = (
        filled(client.get(f"{page_of(contest)}?correct={wrong.pk}"), "mend") for client in (producer, log_in("Editor"))
    )
    log_in("Editor").post(page_of(contest), theirs | {ames: "60"})
    asked = producer.post(page_of(contest), mine | {ames: "50"})
    assert "A newer count came in while you were typing." in words(asked)
    assert "Ames 60, Birch 30" in words(asked)
    assert filled(asked, "mend")[ames] == "50"
    assert "Corrected: 80 votes." in messages(producer.post(page_of(contest), filled(asked, "mend"), follow=True))


def test_counting_by_hand_is_switched_on_and_off(producer: Client, contest: Contest) -> None:
    press(producer, contest, "by-hand", by_hand="on")
    assert count(contest, -5, ames=1, birch=2).held
    press(producer, contest, "by-hand", by_hand="off")
    assert not count(contest, -4, ames=1, birch=2).held
    assert "That was so already." in messages(press(producer, contest, "by-hand", by_hand="off"))
    log = words(producer.get(page_of(contest)))
    assert log.count("counted by hand from now on") == log.count("feeds are shown again") == 1


def test_votes_left_warn_before_a_call_and_a_tick_says_it_was_read(producer: Client, contest: Contest) -> None:
    count(contest, -5, ames=500, birch=300, remaining=200)
    boxes = {"keys": ["ames"], "outcome": "wins", "note": "Their own count"}
    asked = press(producer, contest, "propose", **boxes)
    assert "200 votes are left and the margin is 200: the lead may still change." in words(asked)
    assert "Nothing is proposed yet." in words(asked)
    assert filled(asked, "proposal")["note"] == "Their own count"
    assert not Call.objects.exists()
    ticked = press(producer, contest, "propose", **boxes, read=marks(asked)["id_read"])
    assert "Proposed. Readers see nothing of it" in messages(ticked)


@pytest.mark.parametrize(
    ("remaining", "key", "warned"),
    [
        (199, "ames", ""),
        (199, "birch", "Birch is not in the lead."),
        (None, "ames", "Nobody has said how many votes are left"),
    ],
)
def test_what_is_warned_of(producer: Client, contest: Contest, remaining: int | None, key: str, warned: str) -> None:
    count(contest, -5, ames=500, birch=300, remaining=remaining)
    page = press(producer, contest, "propose", keys=[key], outcome="wins")
    assert warned in words(page)
    assert Call.objects.exists() is not bool(warned)


def test_a_call_takes_two_people(producer: Client, log_in: Any, contest: Contest) -> None:
    count(contest, -5, ames=500, birch=300, remaining=0)
    press(producer, contest, "propose", keys=["ames"], outcome="wins")
    (proposal,) = open_proposals(contest)
    assert "You proposed this yourself." in messages(press(producer, contest, "confirm", call=proposal.pk))
    editor = log_in("Editor")
    overview = editor.get(f"/admin/articles/contest/results/{contest.coverage_id}/")
    assert "Needs a second person." in words(overview)
    called = press(editor, contest, "confirm", call=proposal.pk)
    assert "Called: Ames." in messages(called)
    people = [each.get_full_name() or each.username for each in User.objects.order_by("pk")]
    assert f"Proposed by {people[0]}, confirmed by {people[1]}." in words(called)
    assert "That proposal was confirmed or dismissed before." in messages(
        press(editor, contest, "confirm", call=proposal.pk)
    )
    assert Call.objects.filter(step=Call.Step.CONFIRMED).count() == 1


def test_who_confirms_reads_the_warnings_of_that_moment_too(producer: Client, log_in: Any, contest: Contest) -> None:
    count(contest, -5, ames=500, birch=300, remaining=200)
    asked = press(producer, contest, "propose", keys=["ames"], outcome="wins")
    press(producer, contest, "propose", keys=["ames"], outcome="wins", read=marks(asked)["id_read"])
    (proposal,) = open_proposals(contest)
    editor = log_in("Editor")
    for crafted in ({}, {"read": "on"}, {"read": ""}):
        unsure = press(editor, contest, "confirm", call=proposal.pk, **crafted)
        assert "Nothing was called yet: there is a warning to be read." in words(unsure)
        assert "Nothing is called yet. Read this, then tick the box if you confirm it all the same." in words(unsure)
    assert not Call.objects.filter(step=Call.Step.CONFIRMED).exists()
    assert open_proposals(contest) == [proposal]
    ticked = marks(unsure)[f"read-{proposal.pk}"]

    count(contest, -4, ames=500, birch=350, remaining=180)  # other figures, the same warning
    count(contest, -3, ames=500, birch=520, remaining=150)  # now it warns of something else
    overtaken = press(editor, contest, "confirm", call=proposal.pk, read=ticked)
    assert "Ames is not in the lead." in words(overtaken)
    assert not Call.objects.filter(step=Call.Step.CONFIRMED).exists()
    count(contest, -2, ames=530, birch=520, remaining=140)
    assert "Called: Ames." in messages(press(editor, contest, "confirm", call=proposal.pk, read=ticked))


def test_what_is_let_through_is_asked_about_once(producer: Client, contest: Contest) -> None:
    count(contest, -5, ames=-5, birch=3)
    for address in (page_of(contest), f"/admin/articles/contest/results/{contest.coverage_id}/"):
        page = lxml_html.fromstring(producer.get(address).content.decode())
        assert page.xpath("//details[not(@open)]//button[.='Let readers see it']")
        assert not page.xpath("//button[.='Let readers see it'][not(ancestor::details)]")


def test_each_call_has_a_box_of_its_own_to_be_withdrawn_in(producer: Client, log_in: Any) -> None:
    board = ContestFactory(kind=Contest.Kind.SEATS, seats=2, choices=("Ames", "Birch", "Cole"))
    for key in ("ames", "birch"):
        press(producer, board, "propose", keys=[key], outcome="wins", read=_read(board, key))
        (proposal,) = open_proposals(board)
        press(log_in("Editor"), board, "confirm", call=proposal.pk, read=_read(board, key))
    page = lxml_html.fromstring(producer.get(page_of(board)).content.decode())
    ids = page.xpath("//*[@id]/@id")
    assert len(page.xpath("//textarea[@name='why']")) == 2
    assert len(set(ids)) == len(ids)


def test_a_call_is_withdrawn_with_a_reason(producer: Client, log_in: Any, contest: Contest) -> None:
    count(contest, -5, ames=500, birch=300, remaining=0)
    press(producer, contest, "propose", keys=["ames"], outcome="wins")
    editor = log_in("Editor")
    press(editor, contest, "confirm", call=open_proposals(contest)[0].pk)
    call = Call.objects.get(step=Call.Step.CONFIRMED)
    refused = press(editor, contest, "withdraw", call=call.pk, why=" ")
    assert "Say why the call is withdrawn: readers will ask." in words(refused)
    done = press(editor, contest, "withdraw", call=call.pk, why="The clerk counted twice.")
    assert "Withdrawn. Readers are told that, and why." in messages(done)
    assert "The clerk counted twice." in words(done)
    assert "That call has been withdrawn before." in messages(
        press(editor, contest, "withdraw", call=call.pk, why="The clerk counted twice.")
    )
    path = f"/coverage/{contest.coverage.slug}/results/{contest.slug}/"
    assert "The clerk counted twice." in words(Client().get(path))


# --- Who may

RESULTS_ROLES = ("Editor", "Producer")


def _posts(contest: Contest, held: CountUpdate, proposal: Call, call: Call) -> dict[str, dict[str, Any]]:
    votes = {f"votes-{choice.pk}": "1" for choice in contest.choices.all()}
    return {
        "enter": {**votes, "as_of_0": "2026-11-03", "as_of_1": "16:00", "seen": held.pk + 9},
        "mend": {**votes, "count": held.pk},
        "release": {"count": held.pk},
        "by-hand": {"by_hand": "on"},
        "propose": {"keys": ["birch"], "outcome": "wins", "read": _read(contest, "birch")},
        "confirm": {"call": proposal.pk, "read": _read(contest, "ames")},
        "dismiss": {"call": proposal.pk},
        "withdraw": {"call": call.pk, "why": "Because."},
    }


def _read(contest: Contest, key: str) -> str:
    return mark_of(warnings_before(contest, Standing.objects.filter(pk=contest.pk).first(), [key]))


ACTS = ("enter", "mend", "release", "by-hand", "propose", "confirm", "dismiss", "withdraw")


def _everything() -> list[Any]:
    return [
        list(model.objects.order_by("pk").values()) for model in (CountUpdate, Call, ResultsLine, Standing, Contest)
    ]


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", [*ROLES, ""])
def test_what_each_role_may_do(log_in: Any, role: str, act: str) -> None:
    contest = ContestFactory(kind=Contest.Kind.SEATS, seats=3, source="csv", choices=("Ames", "Birch", "Cole"))
    held = count(contest, -5, ames=-1, birch=3, cole=1).new[0]
    count(contest, -6, ames=9, birch=3, cole=1, winners=["cole"])
    call = Call.objects.get(step=Call.Step.FEED)
    proposal = propose(contest.pk, ["ames"], by=UserFactory(role="Producer"), now=NOW)
    before = _everything()
    answer = log_in(role).post(page_of(contest), {"act": act, **_posts(contest, held, proposal, call)[act]})
    if role in RESULTS_ROLES:
        assert answer.status_code == 302
        assert _everything() != before
    else:
        assert answer.status_code == 403
        assert _everything() == before


@pytest.mark.parametrize("act", ["enter", "mend", "propose", "withdraw", "release"])
def test_what_was_typed_when_the_login_ran_out_is_in_the_boxes_again(contest: Contest, act: str) -> None:
    held = count(contest, -5, ames=-1, birch=3).new[0]
    count(contest, -4, ames=500, birch=300, remaining=0)
    maker, editor = UserFactory(role="Producer"), UserFactory(role="Editor")
    editor.set_password("ink")
    editor.save()
    call = confirm(propose(contest.pk, ["ames"], by=maker, now=NOW).pk, by=editor, now=NOW)
    ames = f"votes-{contest.choices.get(key='ames').pk}"
    typed, form_id = {
        "enter": ({ames: "777", "note": "By phone"}, "count"),
        "mend": ({ames: "777", "count": held.pk}, "mend"),
        "propose": ({"keys": ["birch"], "note": "By phone"}, "proposal"),
        "withdraw": ({"call": call.pk, "why": "Counted twice"}, None),
        "release": ({"count": held.pk}, None),
    }[act]
    before, client = _everything(), Client()
    page = log_in_again(client, client.post(page_of(contest), {"act": act, **typed}), editor)
    assert "You were logged out meanwhile, and nothing was sent." in messages(page)
    assert _everything() == before
    if form_id:
        wanted = {name: text[0] if isinstance(text, list) else str(text) for name, text in typed.items()}
        assert filled(page, form_id).items() >= wanted.items()
    if act == "withdraw":
        assert (
            "Counted twice" in lxml_html.fromstring(page.content.decode()).xpath("//details[@open]//textarea/text()")[0]
        )
    assert "You were logged out meanwhile" not in words(client.get(page_of(contest)))


def test_who_only_looks_has_no_buttons_and_no_rights(log_in: Any, contest: Contest) -> None:
    user = UserFactory(role="")
    user.user_permissions.add(Permission.objects.get(codename="view_contest"))
    looker = log_in(user=User.objects.get(pk=user.pk))
    page = looker.get(page_of(contest))
    assert page.status_code == 200
    assert "Enter a count" not in words(page)
    for act in ACTS[:6]:
        assert looker.post(page_of(contest), {"act": act}).status_code == 403


@pytest.mark.parametrize("boxes", [{}, {"act": "explode"}, {"act": "release", "count": "9" * 40}, {"act": "confirm"}])
def test_crafted_requests_do_nothing_and_are_answered_in_words(
    producer: Client, contest: Contest, boxes: dict[str, str]
) -> None:
    answer = producer.post(page_of(contest), boxes, follow=True)
    assert answer.status_code == 200
    assert messages(answer)


def test_what_belongs_to_another_contest_is_not_touched(producer: Client, contest: Contest) -> None:
    other = ContestFactory(coverage=contest.coverage)
    held = count(other, -5, ames=-1, birch=3).new[0]
    proposal = propose(other.pk, ["ames"], by=UserFactory(role="Producer"), now=NOW)
    before = _everything()
    votes = {f"votes-{choice.pk}": "1" for choice in contest.choices.all()}
    for act, boxes in (
        ("release", {"count": held.pk}),
        ("mend", {"count": held.pk, **votes}),
        ("confirm", {"call": proposal.pk}),
        ("dismiss", {"call": proposal.pk}),
        ("withdraw", {"call": proposal.pk, "why": "Because."}),
    ):
        assert "not there any more" in messages(press(producer, contest, act, **boxes))
    assert _everything() == before


@pytest.mark.parametrize("address", [f"results/{9 * 10**40}/", f"{9 * 10**40}/results/"])
def test_numbers_beyond_the_table_are_not_found(producer: Client, address: str) -> None:
    assert producer.get(f"/admin/articles/contest/{address}").status_code == 404


# --- Pages

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


def test_names_and_notes_of_others_are_only_words(producer: Client, log_in: Any) -> None:
    coverage = SpecialCoverageFactory(title=HOSTILE, label=HOSTILE, weight_word=HOSTILE[:40])
    area = ReportingAreaFactory(coverage=coverage, name=HOSTILE, code=HOSTILE[:24])
    contest = ContestFactory(coverage=coverage, area=area, title=HOSTILE, office=HOSTILE, choices=("Ames", "Birch"))
    contest.choices.update(name=HOSTILE, party=HOSTILE[:60], party_code="<b>")
    count(contest, -5, ames=500, birch=300, remaining=0, source="<script>alert(3)</script>")
    count(contest, -4, ames=-1, birch=1, source="<script>alert(3)</script>")
    press(producer, contest, "propose", keys=["ames"], outcome="wins", note=HOSTILE)
    press(log_in("Editor"), contest, "confirm", call=open_proposals(contest)[0].pk)
    press(producer, contest, "withdraw", call=Call.objects.get(step="confirmed").pk, why=HOSTILE)
    press(producer, contest, "propose", keys=["birch"], outcome="wins", note=HOSTILE, read=_read(contest, "birch"))
    producer.post(f"/admin/articles/livepost/write/{coverage.slug}/", {"headline": HOSTILE, "text": HOSTILE})
    readers = f"/coverage/{coverage.slug}/"
    for address in (
        *(page_of(contest), f"/admin/articles/contest/results/{coverage.pk}/", "/admin/articles/contest/"),
        *(f"/admin/articles/livepost/write/{coverage.slug}/", "/admin/articles/livepost/", "/"),
        *(f"/admin/articles/specialcoverage/{coverage.pk}/change/", f"/admin/articles/contest/{contest.pk}/change/"),
        *(readers, f"{readers}live/", f"{readers}results/{contest.slug}/", f"/live/coverage/{coverage.slug}/"),
        *(f"/live/contest/{coverage.slug}/{contest.slug}/card/", "/live/banner/", f"/live/posts/{coverage.slug}/"),
    ):
        page = producer.get(address)
        assert page.status_code == 200, address
        for raw in ("<script>alert", "<img src=x", "<b>"):
            assert raw not in page.content.decode(), (address, raw)


def test_the_menu_leads_to_the_coverage_that_is_on(producer: Client, contest: Contest) -> None:
    answer = producer.get("/admin/articles/contest/results/")
    assert answer.url == f"/admin/articles/contest/results/{contest.coverage_id}/"
    assert "/admin/articles/contest/results/" in producer.get("/admin/").content.decode()


def test_a_contest_of_a_rehearsal_says_so(producer: Client) -> None:
    contest = ContestFactory(coverage=SpecialCoverageFactory(is_rehearsal=True))
    assert "This is a rehearsal: readers see nothing of it." in words(producer.get(page_of(contest)))


def test_a_feed_that_is_out_of_reach_is_told_on_top_until_it_is_there_again(producer: Client, contest: Contest) -> None:
    coverage, now = contest.coverage_id, timezone.now()
    address = f"/admin/articles/contest/results/{coverage}/"
    told = "A feed is out of reach since 5:00 PM ET. ap: The address did not answer. What readers have stands as it was"
    note_lost(coverage, "ap", "The address did not answer.", now=now)
    note_loaded(coverage, "csv", new=3, now=now)  # another feed
    assert told in words(producer.get(address))
    note_found(coverage, "ap", now=now + timezone.timedelta(minutes=1))
    assert told not in words(producer.get(address))


@pytest.mark.parametrize("contests", [1, 51])
def test_the_page_of_a_coverage_asks_as_often_for_one_contest_as_for_many(
    producer: Client, django_assert_num_queries: Any, contests: int
) -> None:
    coverage = SpecialCoverageFactory()
    proposer = UserFactory(role="Producer")
    for _ in range(contests):
        contest = ContestFactory(coverage=coverage)
        count(contest, -5, ames=5, birch=3)
        count(contest, -4, ames=-5, birch=3)
        propose(contest.pk, ["ames"], by=proposer, now=NOW)
    address = f"/admin/articles/contest/results/{coverage.pk}/"
    producer.get(address)
    with django_assert_num_queries(QUERIES):
        page = producer.get(address)
    assert f"{contests} proposal" in words(page)


QUERIES = 11


@pytest.mark.parametrize("counts", [1, 30])
def test_the_page_of_a_contest_asks_as_often_for_one_count_as_for_many(
    producer: Client, contest: Contest, django_assert_num_queries: Any, counts: int
) -> None:
    proposer = UserFactory(role="Producer")
    for number in range(counts):
        area = ReportingAreaFactory(coverage=contest.coverage)
        count(contest, number - 40, area=area.pk, ames=5, birch=3, remaining=0)
        count(contest, number - 40, area=area.pk, ames=-5, birch=3)
    propose(contest.pk, ["ames"], by=proposer, now=NOW)
    producer.get(page_of(contest))
    with django_assert_num_queries(13):
        producer.get(page_of(contest))


def test_a_line_of_the_log_leads_to_how_it_stood_then(producer: Client, contest: Contest) -> None:
    count(contest, -5, ames=50, birch=30)
    count(contest, -4, ames=40, birch=41)
    page = producer.get(page_of(contest)).content.decode()
    address = f"/coverage/{contest.coverage.slug}/results/{contest.slug}/?at=2026-11-03T21:56:00Z"
    assert address in page
    assert Client().get(address).status_code == 200


def test_a_measure_with_more_yes_than_no_that_misses_its_share_says_so(producer: Client) -> None:
    measure = ContestFactory(kind=Contest.Kind.MEASURE, threshold=60, choices=("Yes", "No"))
    measure.choices.filter(name="Yes").update(side="yes")
    measure.choices.filter(name="No").update(side="no")
    count(measure, -30, yes=57, no=43, now=NOW)
    assert "“Yes” has more votes, but not the share it needs." in words(producer.get(page_of(measure)))
