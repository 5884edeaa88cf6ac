"""The readers' addresses. Where is a page? Here, then views/<page>, queries/<page>, templates/articles/<page>."""

from django.urls import path, re_path

from articles.views.archive import archive
from articles.views.article import article
from articles.views.author import author
from articles.views.authors import authors
from articles.views.contest import contest
from articles.views.corrections import corrections
from articles.views.coverage import coverage
from articles.views.discovery import ads, favicon, manifest, opensearch, robots, security
from articles.views.errors import missing
from articles.views.feeds import feed
from articles.views.home import home
from articles.views.live_banner import live_banner
from articles.views.live_blog import live_blog
from articles.views.live_post import live_post
from articles.views.live_posts import live_posts
from articles.views.live_results import (
    live_contest,
    live_contest_card,
    live_contest_json,
    live_coverage,
    live_coverage_json,
)
from articles.views.preview import preview
from articles.views.read import read
from articles.views.search import search
from articles.views.section import section
from articles.views.shared_preview import shared_preview
from articles.views.sitemaps import sitemap_index, sitemap_month, sitemap_news, sitemap_places
from articles.views.suggest import suggest
from articles.views.topic import topic
from articles.views.topics import topics

app_name = "articles"

YEAR, MONTH, DAY = r"(?P<year>[0-9]{4})", r"(?P<month>[0-9]{2})", r"(?P<day>[0-9]{2})"

# Files that machines look for under fixed names.
FILES = [
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security, name="security"),
    path("ads.txt", ads, name="ads"),
    path("favicon.ico", favicon, name="favicon"),
    path("manifest.webmanifest", manifest, name="manifest"),
    path("opensearch.xml", opensearch, name="opensearch"),
    path("sitemap.xml", sitemap_index, name="sitemap_index"),
    path("sitemaps/news.xml", sitemap_news, name="sitemap_news"),
    path("sitemaps/places.xml", sitemap_places, name="sitemap_places"),
    re_path(rf"^sitemaps/(?P<section_slug>[-\w]+)-{YEAR}-{MONTH}\.xml$", sitemap_month, name="sitemap_month"),
    re_path(r"^feeds/(?P<kind>rss|atom)\.xml$", feed, name="feed"),
    re_path(r"^feeds/(?P<of>corrections)/(?P<kind>rss|atom)\.xml$", feed, name="corrections_feed"),
    re_path(r"^feeds/(?P<of>sections|topics|authors)/(?P<slug>[-\w]+)/(?P<kind>rss|atom)\.xml$", feed, name="feed_of"),
]

urlpatterns = [
    path("", home, name="home"),
    *FILES,
    path("corrections/", corrections, name="corrections"),
    path("search/", search, name="search"),
    path("search/suggestions/", suggest, name="suggest"),
    path("topics/", topics, name="topics"),
    path("topics/<slug:slug>/", topic, name="topic"),
    path("authors/", authors, name="authors"),
    path("authors/<slug:slug>/", author, name="author"),
    path("coverage/<slug:slug>/", coverage, name="coverage"),
    path("coverage/<slug:coverage_slug>/results/<slug:slug>/", contest, name="contest"),
    path("coverage/<slug:slug>/live/", live_blog, name="live_blog"),
    re_path(r"^coverage/(?P<slug>[-\w]+)/live/(?P<post_id>[0-9]{1,18})/$", live_post, name="live_post"),
    path("live/posts/<slug:slug>/", live_posts, name="live_posts"),
    path("live/banner/", live_banner, name="live_banner"),
    path("live/banner/<slug:section_slug>/", live_banner, name="live_banner_of"),
    path("live/coverage/<slug:slug>/", live_coverage, name="live_coverage"),
    path("live/coverage/<slug:slug>.json", live_coverage_json, name="live_coverage_json"),
    path("live/contest/<slug:coverage_slug>/<slug:slug>/", live_contest, name="live_contest"),
    path("live/contest/<slug:coverage_slug>/<slug:slug>/card/", live_contest_card, name="live_contest_card"),
    path("live/contest/<slug:coverage_slug>/<slug:slug>.json", live_contest_json, name="live_contest_json"),
    re_path(rf"^{YEAR}/$", archive, name="archive_year"),
    re_path(rf"^{YEAR}/{MONTH}/$", archive, name="archive_month"),
    re_path(rf"^{YEAR}/{MONTH}/{DAY}/$", archive, name="archive_day"),
    path("preview/<int:article_id>/", preview, name="preview"),
    path("preview/shared/<str:token>/", shared_preview, name="shared_preview"),
    re_path(r"^read/(?P<article_id>[0-9]{1,19})/$", read, name="read"),
    path("<slug:section_slug>/", section, name="section"),  # or a standing page
    re_path(r"^(?P<section_slug>[-\w]+)/(?P<slug>[-\w]*?)-(?P<article_id>[0-9]{1,19})/$", article, name="article"),
    re_path(r"^(?P<anything>.*)$", missing, name="missing"),
]
