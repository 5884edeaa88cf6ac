"""The live blog of the Port Meridian election: what was posted while the votes were counted. Who does it is in
demo/live_blog.py."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoPost:
    """`photo`: the name of a picture of the demo; `correction`: hours ago, and the note."""

    hours_ago: float
    headline: str
    body: str
    author: str
    photo: str = ""
    pinned: bool = False
    key: bool = False
    correction: tuple[float, str] | None = None


POSTS: tuple[DemoPost, ...] = (
    DemoPost(
        31.9,
        "Polls have closed",
        "<p>The doors have shut, except at the Alder Street School and the Fairgrounds, where everybody who was in "
        "line by then may still vote.</p>",
        "maren-oduya",
        photo="polling-queue",
        key=True,
    ),
    DemoPost(
        31.4,
        "First returns: Achterberg and Renwick close together",
        "<p>The first boxes are from the hill, where Achterberg was expected to do well. She does, but not by much. It is "
        "four percent of the vote; nobody should read anything into it, and both campaigns are reading everything into "
        "it.</p>",
        "tomas-varga",
    ),
    DemoPost(
        29.1,
        "",
        "<p>A box from Ward 7 was driven to the wrong warehouse and has now been driven to the right one. The seal was "
        "whole, says Elections Director Priscilla Hale, and both parties’ observers rode along.</p>",
        "maren-oduya",
        correction=(28.6, "An earlier version of this post said that the box came from Ward 8. It came from Ward 7."),
    ),
    DemoPost(
        21.2,
        "The count resumes",
        "<p>Forty people in green aprons, eleven tables, one very large coffee urn. The mail ballots are next, and there "
        "are a great many of them.</p>",
        "maren-oduya",
    ),
    DemoPost(
        7.5,
        "Two council seats called, and what that means",
        "<p>We have called Wards 5 and 7. A call is our own judgment, made by two editors who have to agree: it means that "
        "we see no way for the votes still out to change the result. It is not the official result, which comes with "
        "certification.</p>",
        "tomas-varga",
        key=True,
    ),
    DemoPost(
        2.4,
        "How to read these numbers",
        "<p>“Expected vote” is an estimate of how many ballots there will be in the end. Mail ballots from the harbor "
        "wards are opened last, and they have leaned the other way from the hill at every election since 2006. We show "
        "leads; we do not call what we do not know.</p>",
        "tomas-varga",
        pinned=True,
    ),
    DemoPost(
        0.6,
        "Achterberg’s lead grows to 6,900",
        "<p>A batch from the South Bank went to Achterberg by a little and to Renwick by less than he needed. About 24,000 "
        "envelopes are left. The next figures are due before the night is over.</p>",
        "maren-oduya",
        key=True,
    ),
    DemoPost(
        0.2,
        "",
        "<p>Renwick’s people have sent out for more chairs. “We are staying,” says his campaign manager, which answers a "
        "question several of us had been too polite to ask.</p>",
        "maren-oduya",
    ),
)
