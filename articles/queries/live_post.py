"""The page of one post of a live blog: what its permanent address shows. The whole blog is live_blog.py."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.text import Truncator
from django.utils.translation import gettext

from articles.html import plain_text
from articles.models.live_post import LivePost
from articles.queries.article import SharePicture
from articles.queries.live_blog import Post, post_path, printed_post
from articles.queries.site import Site, read_site

DESCRIPTION = 200  # characters of the post, for search engines and cards


@dataclass(frozen=True, slots=True)
class LivePostPage:
    """`is_gone`: readers had the post, and it was withdrawn; `post` is None then. `blog_path`: where to read on."""

    site: Site
    coverage: str
    blog_path: str
    path: str
    post: Post | None
    is_gone: bool = False

    @property
    def name(self) -> str:
        return (self.post and self.post.headline) or self.coverage

    @property
    def description(self) -> str:
        return (self.post and Truncator(plain_text(self.post.html)).chars(DESCRIPTION)) or self.coverage

    @property
    def share_image(self) -> SharePicture | None:
        """The one that networks show: the post's own."""
        picture = self.post.photo.picture if self.post and self.post.photo else None
        if picture is None:
            return None
        address = picture.largest if picture.largest.startswith("http") else self.site.url + picture.largest
        return SharePicture(address, 0, 0, picture.alt)

    @property
    def trail(self) -> tuple[tuple[str, str], ...]:
        blog = self.blog_path.removesuffix("live/")
        return ((self.coverage, blog), (gettext("Live blog"), self.blog_path))


def read_live_post_page(slug: str, post_id: int, *, now: datetime) -> LivePostPage | None:
    """Four queries. None when readers never had such a post in this coverage."""
    posts = LivePost.objects.filter(coverage__slug=slug, coverage__is_rehearsal=False, published_at__lte=now)
    read = posts.select_related("coverage", "author", "photo").prefetch_related("corrections")
    post = read.filter(pk=post_id).first()
    if post is None:
        return None
    is_gone = post.withdrawn_at is not None
    return LivePostPage(
        site=read_site(now=now),
        coverage=post.coverage.title,
        blog_path=f"/coverage/{slug}/live/",
        path=post_path(slug, post.pk),
        post=None if is_gone else printed_post(post, slug, now=now),
        is_gone=is_gone,
    )
