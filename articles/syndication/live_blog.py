"""A live blog as structured data: LiveBlogPosting with its posts (https://schema.org/LiveBlogPosting). Other pages are
in structured_data.py."""

from django.utils.safestring import SafeString

from articles.html import plain_text
from articles.queries.live_blog import LiveBlog, LiveBlogPage, Post
from articles.queries.live_post import LivePostPage
from articles.queries.site import Site
from articles.syndication.things import Thing, absolute, breadcrumbs, paper, paper_id, printed, without_blanks


def live_blog_data(page: LiveBlogPage) -> SafeString:
    """LiveBlogPosting and BreadcrumbList of a page of posts."""
    return printed(
        [live_blog_thing(page.site, page.blog), paper(page.site), breadcrumbs(page.site, page.trail, page.name)]
    )


def live_post_data(page: LivePostPage) -> SafeString:
    """BlogPosting of a single post; nothing for one that was withdrawn."""
    if page.post is None:
        return SafeString("")
    return printed([_posting(page.site, page.post), paper(page.site), breadcrumbs(page.site, page.trail, page.name)])


def live_blog_thing(site: Site, blog: LiveBlog) -> Thing:
    posts = sorted(blog.all, key=lambda post: post.order, reverse=True)
    newest = max([each for post in posts for each in (post.iso, post.edited_iso) if each], default="")
    return without_blanks(
        {
            "@type": "LiveBlogPosting",
            "@id": f"{site.url}{blog.path}#blog",
            "url": site.url + blog.path,
            "headline": blog.title,
            "coverageStartTime": blog.starts_iso or (posts[-1].iso if posts else ""),
            "coverageEndTime": blog.ends_iso,
            "datePublished": posts[-1].iso if posts else "",
            "dateModified": newest,
            "publisher": {"@id": paper_id(site)},
            "author": {"@id": paper_id(site)},
            "inLanguage": site.language,
            "liveBlogUpdate": [_posting(site, post) for post in posts],
        }
    )


def _posting(site: Site, post: Post) -> Thing:
    who = {"@type": "Person" if post.author_is_person else "Organization", "name": post.author}
    picture = post.photo.picture if post.photo else None
    return without_blanks(
        {
            "@type": "BlogPosting",
            "url": site.url + post.path,
            "headline": post.headline or post.printed_whole,
            "datePublished": post.iso,
            "dateModified": post.edited_iso or post.iso,
            "author": {**who, "url": site.url + post.author_path} if post.author else {"@id": paper_id(site)},
            "publisher": {"@id": paper_id(site)},
            "articleBody": plain_text(post.html),
            "image": absolute(site, picture.largest) if picture else "",
            "correction": [
                {"@type": "CorrectionComment", "text": each.text, "datePublished": each.iso}
                for each in post.corrections
            ],
            "inLanguage": site.language,
        }
    )
