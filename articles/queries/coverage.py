"""The page of a special coverage: everything the paper has on one event."""

from dataclasses import dataclass
from datetime import datetime

from articles.models.coverage import SpecialCoverage
from articles.queries.cards import cards_of
from articles.queries.fragments import read_version
from articles.queries.listing import Listing, ListingPage, cursor_in, live_stories, paragraphs_of
from articles.queries.live_blog import LiveBlog, blog_of
from articles.queries.results import read_results, results_of
from articles.queries.results_board import Board, board_of, live_path_of
from articles.queries.site import read_site, story_path

_of_coverage = Listing(lambda *, now, coverage_id: live_stories(now=now).filter(coverage_id=coverage_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveragePage(ListingPage):
    """`label` and `url`: where its banner leads, empty when that is nowhere. `tag`: the version
    of its results, which read_board_of reads; on the first page only. `coverage`: as it was read for the page, when
    nothing of its results has changed since."""

    label: str = ""
    url: str = ""
    slug: str = ""
    tag: str = ""
    blog: LiveBlog | None = None  # its newest posts, on the first page
    coverage: SpecialCoverage | None = None

    @property
    def live_path(self) -> str:
        """Where an open page finds the newer results."""
        return live_path_of(self.slug)


def read_coverage_page(slug: str, *, now: datetime, before: str = "", after: str = "") -> CoveragePage | None:
    """A page of the stories of a coverage, on the first page with its live blog; five queries, at most three
    more with a blog. Its results are in read_board_of. None when there is no such coverage. Raises BadCursor."""
    coverage = SpecialCoverage.objects.for_readers().select_related("target").filter(slug=slug).first()
    if coverage is None:
        return None
    site = read_site(now=now)
    listed = _of_coverage.read(site, now=now, before=before, after=after, coverage_id=coverage.pk)
    introduction = paragraphs_of(coverage.introduction)
    version = read_version(slug, now=now, coverage=coverage) if listed.is_first else None
    blog = blog_of(coverage, now=now) if listed.is_first else None
    target, url = coverage.target, coverage.url
    if target is not None and target.is_live(now) and target.section_id in site.by_id:
        url = story_path(site.by_id[target.section_id].slug, target.slug, target.article_id)
    return CoveragePage(
        site=site,
        name=coverage.title,
        path=f"/coverage/{coverage.slug}/",
        description=introduction[0][:300] if introduction else "",
        introduction=introduction,
        cards=cards_of(listed.stories, site),
        older=listed.older,
        newer=listed.newer,
        cursor=cursor_in(before, after, listed),
        label=coverage.label,
        url=url,
        slug=slug,
        tag=version.tag if version else "",
        blog=blog if blog and blog.all else None,
        coverage=coverage if version and version.number == coverage.results_version else None,
    )


def read_board_of(page: CoveragePage, *, now: datetime) -> Board | None:
    """The results for a page, two queries; three when they have changed since it was read. A part is kept under the
    version of its page (views/fragments.py), so nothing in it may be older than that."""
    return board_of(results_of(page.coverage, now=now)) if page.coverage else read_board(page.slug, now=now)


def read_board(slug: str, *, now: datetime) -> Board | None:
    """The results of a coverage, three queries; None when there is no such coverage, or no contest in it."""
    results = read_results(slug, now=now)
    return board_of(results) if results else None
