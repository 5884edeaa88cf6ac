"""What stays: the pages about the paper itself, and a few words over the topics and the coverage."""

from __future__ import annotations

from .shapes import DemoPage

PAGES: tuple[DemoPage, ...] = (
    DemoPage(
        "about",
        "About The Meridian",
        "about",
        "Who makes The Meridian, for whom, and who pays for it.",
        """<p>The Meridian has reported on Port Meridian and the coast around it since 1887, first once a week on four
pages, now at every hour of the day. Forty-one people work in our newsroom above the old customs house.</p>
<h2>Who owns us</h2>
<p>The paper belongs to a cooperative of its readers and its staff. No member holds more than one vote. The members
choose the editor for five years and have no say in what is printed.</p>
<h2>Who pays</h2>
<p>Most of our money comes from members’ dues, the rest from advertising and from a yearly fair at the harbor. We take no
money from parties, candidates or public offices. Reading this site costs nothing.</p>
<h2>How we work</h2>
<p>Every story is read by a second person before it goes out. Where we got something wrong, we say so under the story and
on our <a href="/corrections/">corrections page</a>. What we ask of ourselves is written down in our
<a href="/ethics/">ethics and standards</a>.</p>""",
    ),
    DemoPage(
        "ethics",
        "Ethics and standards",
        "ethics",
        "The rules our reporters and editors work by, and what to do when we break one.",
        """<p>These rules bind everybody who writes, photographs or edits for The Meridian. They are reviewed each January.</p>
<h2>Facts and sources</h2>
<ul><li>We name our sources. When we do not, an editor knows the name and the story says why.</li>
<li>Whoever is accused of something is asked before we print it, and is given time to answer.</li>
<li>Quotes are what was said. We do not mend them, and we do not join two into one.</li>
<li>Pictures show what happened. We crop and lighten; we add nothing and take nothing away.</li></ul>
<h2>Independence</h2>
<p>Reporters do not cover people they are related to, companies they hold shares in, or campaigns they have given to.
We pay for our tickets and our meals. Presents go to the raffle.</p>
<h2>Elections</h2>
<p>We print counts with the hour they came in and say who counted. We call no race before the votes that are still out
could no longer change it, and we say how we know.</p>
<h2>Mistakes</h2>
<p>A correction says what was wrong and what is right, with its date, under the story itself. We do not take stories down
to hide them. If one has to go, its page says that it went.</p>""",
    ),
    DemoPage(
        "contact",
        "Contact",
        "contact",
        "How to reach the newsroom, tell us of a mistake, or send us something in confidence.",
        """<p>The newsroom is staffed from five in the morning until midnight, and all night on election nights.</p>
<ul><li>News tips: <a href="mailto:tips@example.org">tips@example.org</a></li>
<li>Mistakes: <a href="mailto:corrections@example.org">corrections@example.org</a>. Please give the address of the
story.</li>
<li>Letters: <a href="mailto:letters@example.org">letters@example.org</a>. Two hundred words, with your name and town.</li>
<li>Everything else: <a href="mailto:newsroom@example.org">newsroom@example.org</a></li></ul>
<h2>In confidence</h2>
<p>To send us papers without a name, use the letterbox at the customs house, Pier Street 1. Nobody keeps a camera
there.</p>""",
    ),
)

INTRODUCTIONS: dict[str, str] = {
    "election-2026": "Port Meridian chooses a mayor, three council members and whether to borrow for its schools. "
    "Our reporters are at the count.\n\nResults are printed with the hour they came in, and we call no race while the "
    "votes still out could change it.",
    "harbor": "The port employs one in nine people of the city. We follow its ships, its dredgers, its prices and its "
    "water.",
    "casimir-bridge": "A crack in a cable anchor closed two lanes of the Casimir Bridge. What was found, who knew, and "
    "when it will be mended.",
}

COVERAGE_INTRODUCTION = (
    "Everything we have on the election of 2026: the count as it comes in, what the numbers mean, and the people who "
    "won and lost.\n\nThe counts are those of the city elections office. We call no race while the votes still out could change it."
)
