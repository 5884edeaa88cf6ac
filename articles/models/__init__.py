"""The tables, one aggregate per file. Readers' code imports from articles.models.published and its neighbours, never
from here: this list also names the working copy, which readers must not reach (held by `make lint`)."""

from articles.models.article import Article
from articles.models.article_photo import ArticlePhoto
from articles.models.attention import Attention
from articles.models.audit import AuditLine
from articles.models.byline import Byline
from articles.models.call import Call
from articles.models.contest import Choice, Contest, ReportingArea
from articles.models.contributor import Contributor
from articles.models.correction import Correction
from articles.models.count import CountUpdate, CurrentCount, Standing
from articles.models.coverage import SpecialCoverage
from articles.models.front import FrontEdition
from articles.models.import_record import ImportRecord
from articles.models.likeness import Likeness, Trait
from articles.models.listing import AuthorListing, TopicListing
from articles.models.live_post import LivePost, LivePostCorrection
from articles.models.page import Page
from articles.models.photo import Photo, PhotoLook
from articles.models.presence import Presence
from articles.models.preview_link import PreviewLink, PreviewOpening
from articles.models.published import PublishedArticle
from articles.models.published_photo import PublishedPhoto
from articles.models.readership import Readership
from articles.models.redirect import Redirect
from articles.models.related_link import RelatedLink
from articles.models.results_line import ResultsLine
from articles.models.revision import Revision
from articles.models.schedule import Errand, PhotoErrand, ScheduledUpdate
from articles.models.search import SearchEntry, SearchWord
from articles.models.section import Section
from articles.models.topic import Topic
from articles.models.unsaved import UnsavedWork

__all__ = [
    "Article",
    "ArticlePhoto",
    "Attention",
    "AuditLine",
    "AuthorListing",
    "Byline",
    "Call",
    "Choice",
    "Contest",
    "Contributor",
    "Correction",
    "CountUpdate",
    "CurrentCount",
    "Errand",
    "FrontEdition",
    "ImportRecord",
    "Likeness",
    "LivePost",
    "LivePostCorrection",
    "Page",
    "Photo",
    "PhotoErrand",
    "PhotoLook",
    "Presence",
    "PreviewLink",
    "PreviewOpening",
    "PublishedArticle",
    "PublishedPhoto",
    "Readership",
    "Redirect",
    "RelatedLink",
    "ReportingArea",
    "ResultsLine",
    "Revision",
    "ScheduledUpdate",
    "SearchEntry",
    "SearchWord",
    "Section",
    "SpecialCoverage",
    "Standing",
    "Topic",
    "TopicListing",
    "Trait",
    "UnsavedWork",
]
