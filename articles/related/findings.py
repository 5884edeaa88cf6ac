"""Findings: what the linter says, in the words of the desk, and the clicks it offers. What it looks for: linter.py."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, NamedTuple

from articles.dates import printed_soon
from articles.related.identity import story_path
from articles.related.uses import Place, Use

# In which states readers cannot see a story: how it is said, what readers who follow a link to it find, and what they
# see where a card or a row of it would stand.
UNSEEN = {
    "draft": ("is not published yet", "find nothing until it is", "see it once it is"),
    "embargoed": ("is under embargo until {time}", "find nothing before", "see it then"),
    "scheduled": ("is scheduled for {time}", "find nothing before", "see it then"),
    "withdrawn": ("was withdrawn", "are told so, and no more", "do not see it"),
    "expired": ("has been down since {time}", "are told so, and no more", "do not see it"),
}


@dataclass(frozen=True, slots=True)
class Fix:
    """One click. `do` is unlink, set_href, remove_insert, repeat_insert, remove_row, repeat_row or use_story; `value`
    is the new address for set_href and the id of our story for use_story."""

    do: str
    label: str
    at: Place
    value: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """`sentence` is for the journalist. `code` is twice, repeats_pick, itself, draft, embargoed, scheduled, withdrawn,
    expired, gone or ours; or it is more, which tells that there are more and has no fixes."""

    code: str
    sentence: str
    at: Place
    fixes: tuple[Fix, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """For JSON: {"code", "sentence", "at": {"kind", "number"}, "fixes": [{"do", "label", "at", "value"}]}."""
        return {**asdict(self), "fixes": [asdict(fix) for fix in self.fixes]}


class Target(NamedTuple):
    """One of our stories as far as links are concerned. Never published: everything from `story_key` on is None."""

    id: int
    headline: str
    canonical_url: str
    embargo_until: datetime | None
    story_key: str | None
    published_at: datetime | None
    expires_at: datetime | None
    withdrawn_at: datetime | None
    slug: str | None
    section_slug: str | None

    @property
    def title(self) -> str:
        return self.headline or "Story without a headline"

    @property
    def path(self) -> str:
        """Where readers find it; empty if it was never published."""
        return story_path(self.section_slug, self.slug, self.id) if self.section_slug and self.slug else ""


class Problem(NamedTuple):
    """What is wrong (a code), with which use, and what it is about: an earlier use, one of our stories. `only_two`:
    the story stands nowhere else, so taking the earlier one away helps as well."""

    code: str
    use: Use
    earlier: Use | None = None
    target: Target | None = None
    only_two: bool = False


def finding_of(problem: Problem, *, now: datetime) -> Finding:
    """The problem in words, with what one click can do about it."""
    code, use, earlier, target, _ = problem
    if earlier is not None:
        at = earlier.at if code == "repeats_pick" else use.at
        return Finding(
            code, _said_of_two(earlier, use, target), at, _fixes_of_two(earlier, use, only_two=problem.only_two)
        )
    if code == "ours" and target is not None:
        return Finding(code, _said_of_ours(use, target), use.at, (_use_ours(use, target),))
    if code == "itself":
        sentence = _said_of_itself(use, target)
    elif code == "gone" or target is None:
        sentence = _said_of_gone(use)
    else:
        sentence = _said_of_unseen(code, use, target, now=now)
    return Finding(code, sentence, use.at, (_removal(use),))


def finding_of_the_rest(problems: list[Problem]) -> Finding:
    """One line for all that is not told one by one."""
    more = f"{len(problems):,} more of this kind. They" if len(problems) > 1 else "One more. It"
    return Finding("more", f"{more} will be shown when some of those above are mended.", problems[0].use.at)


def finding_of_the_unread(first: Use, *, read: int) -> Finding:
    return Finding("more", f"Only the first {read:,} links of this story were looked at: it has more.", first.at)


def _said_of_two(earlier: Use, use: Use, target: Target | None) -> str:
    if earlier.where == use.where == "link":
        return f"The same story is linked twice in the text: “{earlier.words}” and “{use.words}”."
    both_rows = earlier.at.kind == use.at.kind == "row"
    first, second = (_where(one, target, named=both_rows or one.at.kind != "row") for one in (earlier, use))
    return f"The same story stands twice: {first} and {second}."


def _where(use: Use, target: Target | None, *, named: bool) -> str:
    told = {
        "link": "linked in the text",
        "insert": "put into the text as a card",
        "inline": "picked for the text",
        "sidebar": "picked for the sidebar",
    }[use.where]
    name = _name(use, target) if named else ""
    return f"{told} (“{name}”)" if name else told


def _said_of_ours(use: Use, target: Target) -> str:
    if use.where == "link":
        return (
            f"The link “{use.words}” leads to our own story “{target.title}”, but not by the address that it has "
            "now. Use that one: it works without detours."
        )
    return (
        f"The web address of “{use.words}” is our own story “{target.title}”. Pick the story itself: then its "
        "headline and picture stay right."
    )


def _said_of_itself(use: Use, target: Target | None) -> str:
    what = "this story itself" if target is None else "another copy of this story"
    if use.where == "link":
        return f"The link “{use.words}” leads to {what}. Readers have it open already."
    return f"{_thing(use, target)} is {what}. A page does not recommend itself, so readers do not see it."


def _said_of_gone(use: Use) -> str:
    if use.where == "link":
        return f"The link “{use.words}” leads to a story of ours that is no longer here. Readers find nothing there."
    return f"{_thing(use, None)} is no longer here. Readers do not see it: take it out or choose another story."


def _said_of_unseen(code: str, use: Use, target: Target, *, now: datetime) -> str:
    state, behind_link, here = UNSEEN[code]
    time = {"embargoed": target.embargo_until, "scheduled": target.published_at, "expired": target.expires_at}.get(code)
    state = state.format(time=printed_soon(time, now=now) if time else "")
    if use.where == "link":
        return f"The link “{use.words}” leads to “{target.title}”, which {state}: readers who follow it {behind_link}."
    return f"{_thing(use, target)} {state}: readers {here}."


def _thing(use: Use, target: Target | None) -> str:
    kind = "The card" if use.where == "insert" else "The related story"
    name = _name(use, target)
    return f"{kind} “{name}”" if name else kind


def _name(use: Use, target: Target | None) -> str:
    return use.words if use.where == "link" or target is None else target.title


def _fixes_of_two(earlier: Use, use: Use, *, only_two: bool) -> tuple[Fix, ...]:
    if earlier.where == use.where == "link":
        return (_removal(use, "Remove the second link, keep its words"),)
    if earlier.where == use.where:
        return (_removal(use, "Take the second one out"), _repeat(use))
    return (_removal(use), *((_removal(earlier),) if only_two else ()), _repeat(use))


def _removal(use: Use, label: str = "") -> Fix:
    do, words = {
        "link": ("unlink", "Remove the link, keep its words"),
        "insert": ("remove_insert", "Take the card out of the text"),
        "inline": ("remove_row", "Take it out of the text"),
        "sidebar": ("remove_row", "Take it out of the sidebar"),
    }[use.where]
    return Fix(do, label or words, use.at)


def _repeat(use: Use) -> Fix:
    return Fix("repeat_insert" if use.where == "insert" else "repeat_row", "Repeat it on purpose", use.at)


def _use_ours(use: Use, target: Target) -> Fix:
    if use.where == "link":
        return Fix("set_href", "Use its present address", use.at, target.path + use.place_on_page)
    return Fix("use_story", "Pick our story", use.at, str(target.id))
