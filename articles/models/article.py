"""Article: the working copy of a story. Readers never see these rows; they see PublishedArticle (published.py).

Bylines, photos and related links of a story are in byline.py, article_photo.py and related_link.py.
"""

from ckeditor.fields import RichTextField
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from articles.html import clean_body, one_line
from articles.models.address import AddressField
from articles.models.article_photo import UseAlt, check_crop
from articles.models.photo import Photo


class ArticleQuerySet(models.QuerySet["Article"]):
    def for_list(self) -> "ArticleQuerySet":
        """With everything a row of the desk's list prints, in a fixed number of queries."""
        return self.select_related("section", "lead_photo", "published", "edited_by").prefetch_related(
            "bylines__contributor"
        )

    def for_snapshot(self) -> "ArticleQuerySet":
        """With everything a revision records."""
        return self.select_related("section", "coverage", "lead_photo", "share_photo").prefetch_related(
            "topics", "bylines__contributor", "photos__photo", "related_links__target"
        )


class Article(models.Model):
    class Stage(models.TextChoices):
        DRAFT = "draft", "Draft"
        IN_REVIEW = "review", "In review"
        READY = "ready", "Ready"

    headline = models.CharField(max_length=300, blank=True)
    slug = AddressField(
        "address", max_length=120, blank=True, help_text="Last part of the web address. Filled from the headline."
    )
    kicker = models.CharField(
        max_length=80, blank=True, help_text="The label above the headline: “Analysis”, “Exclusive”."
    )
    dek = models.TextField(max_length=600, blank=True, help_text="The sentence under the headline.")
    section = models.ForeignKey("Section", on_delete=models.PROTECT, null=True, blank=True, related_name="articles")
    topics = models.ManyToManyField("Topic", blank=True, related_name="articles")
    coverage = models.ForeignKey(
        "SpecialCoverage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name="special coverage",
        help_text="The big event this story is part of. Stories of one coverage are shown with each other.",
    )
    dateline = models.CharField(
        max_length=120, blank=True, help_text="Place or date that opens the text, without the dash: NAIROBI, Kenya"
    )
    body = RichTextField(blank=True)
    lead_photo = models.ForeignKey("Photo", on_delete=models.PROTECT, null=True, blank=True, related_name="lead_of")
    lead_caption = models.TextField(
        "caption of the lead photo", blank=True, help_text="Leave empty to print the photo’s own caption."
    )
    lead_alt_decision = models.CharField(
        "lead photo for readers who cannot see it",
        max_length=12,
        choices=UseAlt,
        default=UseAlt.INHERITED,
        blank=True,
    )
    lead_alt_text = models.CharField(
        "description of the lead photo here",
        max_length=300,
        blank=True,
        help_text="Only if this story needs another description.",
    )
    lead_crop = models.JSONField("part of the lead photo", null=True, blank=True, validators=[check_crop])

    # Moved by the verbs in workflow/stages.py and by publication, never by the form.
    stage = models.CharField(max_length=8, choices=Stage, default=Stage.DRAFT, editable=False)
    is_shared = models.BooleanField(
        "open to all reporters",
        default=False,
        help_text="Every reporter may then work on it, not only those who began it or have their name on it.",
    )
    publish_at = models.DateTimeField(
        null=True, blank=True, help_text="Empty: at the moment someone presses Publish. In the future: scheduled."
    )
    expires_at = models.DateTimeField(
        "take down at", null=True, blank=True, help_text="Readers stop seeing the story at this time. Usually empty."
    )
    embargo_until = models.DateTimeField(
        null=True, blank=True, help_text="Readers never see the story before this time, whoever presses Publish."
    )

    seo_title = models.CharField("search headline", max_length=120, blank=True, help_text="Empty: the headline.")
    seo_description = models.CharField("search description", max_length=320, blank=True, help_text="Empty: the dek.")
    canonical_url = models.URLField(
        "original address", max_length=500, blank=True, help_text="If the story first appeared on another site."
    )
    share_title = models.CharField(
        "headline when shared",
        max_length=120,
        blank=True,
        help_text="On cards in chats and networks. Empty: the headline.",
    )
    share_photo = models.ForeignKey(
        "Photo",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="photo when shared",
        help_text="Empty: the lead photo.",
    )
    source = models.CharField(max_length=60, blank=True, editable=False, help_text="Where it was imported from.")
    external_id = models.CharField(max_length=200, blank=True, editable=False)

    lock_version = models.PositiveIntegerField(default=1, editable=False)
    content_digest = models.CharField(max_length=64, blank=True, editable=False)
    # Whether the working copy differs from what was last published: kept by the verbs, so that the desk's front finds
    # those few among 100,000 without comparing all.
    is_changed = models.BooleanField(default=False, editable=False)
    # Whether it was ever published: tells what is ready and waits from 100,000 stories that are ready and out.
    has_been_out = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    edited_at = models.DateTimeField(null=True, blank=True, editable=False, db_index=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = "story"
        verbose_name_plural = "stories"
        ordering = ("-id",)
        permissions = (
            ("publish_article", "Can publish stories"),
            ("withdraw_article", "Can withdraw stories"),
            ("change_any_article", "Can edit everybody’s stories"),
        )
        indexes = (
            # Partial: what the desk's front counts and lists is a handful among everything ever published.
            models.Index(
                fields=("stage", "section", "-edited_at"), condition=~Q(stage="ready"), name="article_waiting"
            ),
            models.Index(
                fields=("section", "-edited_at"), condition=Q(stage="ready", has_been_out=False), name="article_ready"
            ),
            models.Index(fields=("-edited_at",), condition=Q(is_changed=True), name="article_changed"),
            models.Index(fields=("created_by", "-edited_at"), name="article_by_creator"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("source", "external_id"), condition=~Q(external_id=""), name="article_imported_once"
            ),
            models.CheckConstraint(
                condition=Q(external_id="") | ~Q(source=""), name="article_external_id_needs_source"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__isnull=True) | Q(publish_at__isnull=True) | Q(expires_at__gt=F("publish_at")),
                name="article_expires_after_publishing",
                violation_error_message="The story would be taken down before it is published. Check both times.",
            ),
            models.CheckConstraint(condition=Q(stage__in=("draft", "review", "ready")), name="article_known_stage"),
        )

    def __str__(self) -> str:
        return self.headline or "Story without a headline"

    def save(self, **kwargs) -> None:
        self.headline = one_line(self.headline)
        self.body = clean_body(self.body)
        super().save(**kwargs)

    @property
    def all_photos(self) -> list[Photo]:
        """The lead photo and those in the text, in printed order."""
        lead = [self.lead_photo] if self.lead_photo else []
        return [*lead, *(use.photo for use in self.photos.select_related("photo"))]
