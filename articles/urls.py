"""The readers' addresses. Where is a page? Here, then views/<page>, queries/<page>, templates/articles/<page>."""

from django.urls import path, re_path

from articles.views.article import article
from articles.views.corrections import corrections
from articles.views.errors import missing
from articles.views.home import home
from articles.views.preview import preview
from articles.views.read import read
from articles.views.section import section
from articles.views.shared_preview import shared_preview

app_name = "articles"

urlpatterns = [
    path("", home, name="home"),
    path("corrections/", corrections, name="corrections"),
    path("preview/<int:article_id>/", preview, name="preview"),
    path("preview/shared/<str:token>/", shared_preview, name="shared_preview"),
    re_path(r"^read/(?P<article_id>[0-9]{1,19})/$", read, name="read"),
    path("<slug:section_slug>/", section, name="section"),
    re_path(r"^(?P<section_slug>[-\w]+)/(?P<slug>[-\w]*?)-(?P<article_id>[0-9]{1,19})/$", article, name="article"),
    re_path(r"^(?P<anything>.*)$", missing, name="missing"),
]
