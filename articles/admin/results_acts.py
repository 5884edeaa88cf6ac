"""What the buttons of the results desk do. Each returns what the page has to show again, nothing when it is done; the
rights are asked by the verbs in live/ too, and before a form is read."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, QueryDict

from articles.admin.results_contest import (
    count_form,
    mend_form,
    newest_count,
    proposal_form,
    warned,
    withdrawal_form,
)
from articles.admin.results_forms import number_in
from articles.live import CallRefused, CountRefused, NewCount, dismiss, release, withdraw
from articles.live.by_hand import Overtaken, count_by_hand, enter, mend
from articles.live.recording import Recorded
from articles.live.rules import SENTENCES
from articles.live.warnings import NotSure, confirm_surely, propose_surely
from articles.models import Contest, CurrentCount

Shown = dict[str, Any]
GONE = "That is not there any more. The page below is new."


def enter_one(request: HttpRequest, contest: Contest, *, now: datetime) -> Shown:
    form = count_form(contest, request.POST, area=number_in(request.POST.get("area")))
    if not form.is_valid():
        return {"count_form": form}
    area = number_in(form.cleaned_data["area"])
    count = NewCount(form.figures, form.cleaned_data["as_of"], area_id=area or None, note=form.cleaned_data["note"])
    try:
        done = enter(contest.pk, count, seen=form.seen_count, by=request.user, now=now)
    except Overtaken as overtaken:
        return {"count_form": form.seeing(newest_count(contest)), "newer": overtaken.counts}
    except CountRefused as refused:
        form.add_error(None, str(refused))
        return {"count_form": form}
    _tell(request, contest, done, "Entered")
    return {}


def mend_one(request: HttpRequest, contest: Contest, *, now: datetime) -> Shown:
    count = contest.counts.select_related("area").filter(pk=number_in(request.POST.get("count"))).first()
    if count is None:
        messages.warning(request, GONE)
        return {}
    form = mend_form(contest, count, request.POST)
    shown = {"mend_form": form, "mended": count}
    if not form.is_valid():
        return shown
    try:
        note = form.cleaned_data["note"]
        done = mend(count.pk, form.figures, seen=form.seen_count, by=request.user, now=now, note=note)
    except Overtaken as overtaken:
        return {"mend_form": form.seeing(newest_count(contest)), "mended": count, "newer": overtaken.counts}
    except CountRefused as refused:
        form.add_error(None, str(refused))
        return shown
    _tell(request, contest, done, "Corrected")
    return {}


def release_one(request: HttpRequest, contest: Contest, *, now: datetime) -> Shown:
    held = contest.counts.filter(pk=number_in(request.POST.get("count"))).first()
    if held is None:
        messages.warning(request, GONE)
        return {}
    try:
        is_new = release(held.pk, by=request.user, now=now)
    except CountRefused as refused:
        messages.warning(request, str(refused))
        return {}
    if is_new:
        messages.success(request, f"Let through: {held.total:,} votes. {_readers(contest, now=now)}")
    else:
        messages.info(request, "Readers see that count already.")
    return {}


def propose_one(request: HttpRequest, contest: Contest, *, now: datetime) -> Shown:
    form = proposal_form(contest, request.POST)
    if not form.is_valid():
        return {"proposal_form": form}
    data = form.cleaned_data
    try:
        propose_surely(
            contest.pk,
            data["keys"],
            read=data["read"],
            by=request.user,
            now=now,
            outcome=data["outcome"],
            note=data["note"],
        )
    except NotSure as unsure:
        form.add_error("read", "Nothing is proposed yet. Read this, then tick the box if it is called all the same.")
        return {"proposal_form": form, "warned": warned(unsure.warnings)}
    except CallRefused as refused:
        form.add_error("keys", str(refused))
        return {"proposal_form": form}
    messages.success(request, "Proposed. Readers see nothing of it until a second person confirms it.")
    return {}


def confirm_one(request: HttpRequest, contest: Contest, *, now: datetime) -> Shown:
    number = _call(request, contest)
    try:
        call = confirm_surely(number, read=request.POST.get("read", ""), by=request.user, now=now)
    except NotSure:
        return {"not_confirmed": number}
    names = {choice.key: choice.name for choice in contest.choices.all()}
    who = " and ".join(names.get(key, key) for key in call.keys)
    messages.success(request, f"Called: {who}. {_readers(contest, now=now)}")
    return {}


def dismiss_one(request: HttpRequest, contest: Contest, *, now: datetime) -> Shown:
    dismiss(_call(request, contest), by=request.user, now=now)
    messages.success(request, "Put aside. Readers never saw it.")
    return {}


def withdraw_one(request: HttpRequest, contest: Contest, *, now: datetime) -> Shown:
    number = _call(request, contest)
    form = withdrawal_form(number, request.POST)
    if not form.is_valid():
        return {"withdrawal_form": form, "withdrawn": number}
    withdraw(number, by=request.user, now=now, why=form.cleaned_data["why"])
    messages.success(request, "Withdrawn. Readers are told that, and why.")
    return {}


def switch(request: HttpRequest, contest: Contest, *, now: datetime) -> Shown:
    is_by_hand = request.POST.get("by_hand") == "on"
    if not count_by_hand(contest.pk, is_by_hand, by=request.user, now=now):
        messages.info(request, "That was so already.")
    elif is_by_hand:
        messages.success(request, "Counted by hand from now on: what feeds send is kept, and readers do not see it.")
    else:
        messages.success(request, "Readers see what feeds send again. Counts that were held back stay so.")
    return {}


# The name of a button, the right that it takes, and what it does. Who proposed may dismiss without any.
ACTS: dict[str, tuple[str, Callable[..., Shown]]] = {
    "enter": ("enter_count", enter_one),
    "mend": ("enter_count", mend_one),
    "release": ("enter_count", release_one),
    "by-hand": ("enter_count", switch),
    "propose": ("propose_call", propose_one),
    "confirm": ("confirm_call", confirm_one),
    "dismiss": ("", dismiss_one),
    "withdraw": ("withdraw_call", withdraw_one),
}


def typed_again(contest: Contest, typed: QueryDict) -> Shown:
    """The page with what somebody had typed in its boxes, nothing of it done."""
    act = typed.get("act")
    if act == "enter":
        return {"count_form": count_form(contest, typed, area=number_in(typed.get("area")))}
    if act == "propose":
        return {"proposal_form": proposal_form(contest, typed)}
    if act == "withdraw":
        number = number_in(typed.get("call"))
        return {"withdrawal_form": withdrawal_form(number, typed), "withdrawn": number}
    count = contest.counts.select_related("area").filter(pk=number_in(typed.get("count"))).first()
    if act != "mend" or count is None:
        return {}
    return {"mend_form": mend_form(contest, count, typed), "mended": count}


def _call(request: HttpRequest, contest: Contest) -> int:
    """The number of a call of this contest. Raises CallRefused."""
    number = number_in(request.POST.get("call"))
    if not contest.calls.filter(pk=number).exists():
        raise CallRefused("That call is not there any more. The page below is new.")
    return number


def _readers(contest: Contest, *, now: datetime) -> str:
    if contest.coverage.is_rehearsal:
        return "This is a rehearsal: readers see nothing of it."
    if contest.polls_are_open(now):
        return "Readers see it when polls close."
    return "Readers see it within seconds."


def _tell(request: HttpRequest, contest: Contest, done: Recorded, what: str) -> None:
    if not done.new:
        messages.info(request, "That count is in already. Nothing was entered twice.")
        return
    count = done.new[0]
    if done.held:
        messages.warning(request, f"Kept, but held back: {SENTENCES.get(count.held, count.held)}")
        return
    if not CurrentCount.objects.filter(contest=contest, update=count).exists():
        messages.warning(
            request, f"{what}: {count.total:,} votes, in the history. A newer count stands: readers still see that."
        )
        return
    messages.success(request, f"{what}: {count.total:,} votes. {_readers(contest, now=count.received_at)}")
    if count.fell_by is not None:
        fewer = f"That is {count.fell_by:,} votes fewer than before."
        messages.warning(request, f"{fewer} Readers are told of the correction.")
