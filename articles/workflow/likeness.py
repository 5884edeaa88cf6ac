"""What a story is about, for finding stories like it: from its snapshot to its traits. The reckoning is in related/."""

from articles.html import cut_paragraphs, plain_text
from articles.related.traits import StoryTrait, story_traits
from articles.workflow.snapshot import Snapshot


def traits_of(snapshot: Snapshot) -> list[StoryTrait]:
    """The traits of a working copy or of a revision's content."""
    coverage = snapshot.get("coverage")  # revisions from before stories belonged to coverages have none
    return story_traits(
        headline=snapshot["headline"],
        dek=snapshot["dek"],
        text="\n".join(plain_text(html) for html in cut_paragraphs(snapshot["body"])),
        topics=[(topic["id"], topic["name"]) for topic in snapshot["topics"]],
        coverage=(coverage["id"], coverage["title"]) if coverage else None,
    )
