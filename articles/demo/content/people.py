"""Who and what the demo stories belong to: sections, topics, contributors."""

from __future__ import annotations

from .shapes import DemoContributor, DemoSection, DemoTopic

SECTIONS: tuple[DemoSection, ...] = (
    DemoSection("news", "News", "Port Meridian and the coast, hour by hour."),
    DemoSection("politics", "Politics", "City Hall, the council and the state capitol."),
    DemoSection("elections", "Elections", "Who runs, who counts, who won.", parent="politics"),
    DemoSection("business", "Business", "The port, the companies and the people who work for them."),
    DemoSection("science", "Science & Health", "Research, medicine and the natural world."),
    DemoSection("culture", "Culture", "Stage, page, screen and museum."),
    DemoSection("sport", "Sport", "The Harriers, the Terns and everyone else who keeps score."),
)

TOPICS: tuple[DemoTopic, ...] = tuple(
    DemoTopic(slug, name)
    for slug, name in (
        ("election-2026", "Election 2026"),
        ("city-hall", "City Hall"),
        ("harbor", "Harbor"),
        ("environment", "Environment"),
        ("weather", "Weather"),
        ("schools", "Schools"),
        ("transportation", "Transportation"),
        ("casimir-bridge", "Casimir Bridge"),
        ("health-care", "Health care"),
        ("hospital-merger", "Hospital merger"),
        ("housing", "Housing"),
        ("economy", "Economy"),
        ("labor", "Labor"),
        ("energy", "Energy"),
        ("courts", "Courts"),
        ("astronomy", "Astronomy"),
        ("oceans", "Oceans"),
        ("museums", "Museums"),
        ("performing-arts", "Performing arts"),
        ("books", "Books"),
        ("harriers", "Harriers"),
        ("baseball", "Baseball"),
        ("track-and-field", "Track and field"),
        ("sailing", "Sailing"),
    )
)

CONTRIBUTORS: tuple[DemoContributor, ...] = (
    DemoContributor(
        "maren-oduya",
        "Maren Oduya",
        "City Hall reporter",
        "Maren Oduya has covered three mayors and more zoning hearings than she can count.",
    ),
    DemoContributor(
        "tomas-varga",
        "Tomas Varga",
        "Politics editor",
        "Tomas Varga leads the politics desk and runs The Meridian’s election count.",
    ),
    DemoContributor(
        "grace-lindholm",
        "Grace Lindholm",
        "Harbor and environment reporter",
        "Grace Lindholm reports on the water, the weather and the people who depend on both.",
    ),
    DemoContributor(
        "devon-achebe",
        "Devon Achebe",
        "Business reporter",
        "Devon Achebe writes about shipping, work and what things cost.",
    ),
    DemoContributor(
        "priya-natesan",
        "Priya Natesan",
        "Science and health reporter",
        "Priya Natesan trained as a pharmacist before she turned to reporting.",
    ),
    DemoContributor(
        "lucia-ferrant",
        "Lucia Ferrant",
        "Culture editor",
        "Lucia Ferrant edits the culture pages and reviews books and theater.",
    ),
    DemoContributor(
        "sam-tierney",
        "Sam Tierney",
        "Sports reporter",
        "Sam Tierney follows the Harriers home and away.",
    ),
    DemoContributor(
        "noor-haddan",
        "Noor Haddan",
        "Schools reporter",
        "Noor Haddan covers classrooms, budgets and the buses in between.",
    ),
    DemoContributor(
        "meridian-staff",
        "Meridian staff",
        "Newsroom",
        "Reports compiled by the reporters and editors of The Meridian.",
        organisation=True,
    ),
    DemoContributor(
        "coastal-wire",
        "Coastal Wire Service",
        "News agency",
        "A cooperative that shares news among the papers of the coast.",
        organisation=True,
    ),
)
