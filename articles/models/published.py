"""PublishedArticle: the only stories that readers' code may query. Written by workflow/, read by queries/.

A row is finished: HTML sanitised and cut into blocks, times printed, pictures resolved. Whether readers see it is
decided at reading time, by `live()` alone.
"""

from datetime import datetime

from django.db import models
from django.db.models import F, Q


class PublishedArticleQuerySet(models.QuerySet["PublishedArticle"]):
    def live(self, now: datetime) -> "PublishedArticleQuerySet":
        """Stories readers see at `now` (aware): begun, not expired, not withdrawn."""
        return self.filter(
            Q(expires_at__isnull=True) | Q(expires_at__gt=now), published_at__lte=now, withdrawn_at__isnull=True
        )

    def newest_first(self) -> "PublishedArticleQuerySet":
        return self.order_by("-published_at", "-article_id")

    def older_than(self, published_at: datetime, article_id: int) -> "PublishedArticleQuerySet":
        """What follows a given story in `newest_first` order: the next page, at the same cost however deep."""
        return self.filter(published_at__lte=published_at).exclude(
            Q(published_at=published_at, article_id__gte=article_id)
        )


class PublishedArticle(models.Model):
    article = models.OneToOneField("Article", on_delete=models.PROTECT, primary_key=True, related_name="published")
    revision = models.ForeignKey("Revision", on_delete=models.PROTECT, related_name="+")
    content_digest = models.CharField(max_length=64)

    # Which story this is: its own key, or the key of the original that it repeats (related/twins.py).
    story_key = models.CharField(max_length=255, db_index=True)
    canonical_key = models.CharField(max_length=255, blank=True)
    # Other versions of the same story are known by these (related/sameness.py); empty: not known.
    wire_key = models.CharField(max_length=255, blank=True)
    opening_key = models.CharField(max_length=32, blank=True)

    headline = models.CharField(max_length=300)
    headline_key = models.CharField(max_length=255, db_index=True)  # its words alone: finds a story by its headline
    slug = models.SlugField(max_length=120, db_index=False)
    kicker = models.CharField(max_length=80, blank=True)
    dek = models.TextField(blank=True)
    section = models.ForeignKey("Section", on_delete=models.PROTECT, related_name="+", db_index=False)
    coverage = models.ForeignKey(
        "SpecialCoverage", on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    topics = models.JSONField(default=list)  # [{"name", "slug"}] as printed
    authors = models.JSONField(default=list)  # [{"name", "kind", "slug"}] in printed order
    byline = models.CharField(max_length=600, blank=True)  # "By Ann Lee and Bo Diaz"
    dateline = models.CharField(max_length=120, blank=True)
    blocks = models.JSONField(default=list)  # the body, see workflow/blocks.py
    picked = models.JSONField(default=list)  # sidebar picks: [{"key", "article_id", "title", "url", "repeat"}]
    text_keys = models.JSONField(default=list)  # keys of the stories that the running text links to
    corrections = models.JSONField(default=list)  # [{"kind", "note", "at", "printed_at"}], newest first
    lead = models.JSONField(null=True)  # {"picture", "caption", "credit"} or null
    # The lead picture again, flat: lists read it for every story, and taking JSON apart costs more than reading it.
    teaser_picture = models.CharField(max_length=300, blank=True)  # address, widths, types: photos/printing.py
    teaser_alt = models.CharField(max_length=300, blank=True)
    teaser_until = models.DateTimeField(null=True)  # when the rights in it end: no list shows it from then on
    word_count = models.PositiveIntegerField(default=0)
    search_text = models.TextField(blank=True)

    published_at = models.DateTimeField()
    printed_at = models.CharField(max_length=40)  # "May 8, 2014, 12:30 PM" in the newsroom's zone
    updated_at = models.DateTimeField(null=True)  # moved by substantial changes only
    printed_updated_at = models.CharField(max_length=40, blank=True)
    expires_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)  # for the desk only
    withdrawn_note = models.CharField(max_length=600, blank=True)  # what readers are told instead of the story
    projected_at = models.DateTimeField()

    seo_title = models.CharField(max_length=120, blank=True)
    seo_description = models.CharField(max_length=320, blank=True)
    canonical_url = models.CharField(max_length=500, blank=True)
    share_title = models.CharField(max_length=120, blank=True)
    share_picture = models.JSONField(null=True)  # as `lead["picture"]`, when another one is shared

    objects = PublishedArticleQuerySet.as_manager()

    class Meta:
        verbose_name = "published story"
        verbose_name_plural = "published stories"
        indexes = (
            # Partial: withdrawn stories never take part in a list. The names say which page reads them.
            models.Index(
                fields=("-published_at", "-article"), condition=Q(withdrawn_at__isnull=True), name="published_latest"
            ),
            models.Index(
                fields=("section", "-published_at", "-article"),
                condition=Q(withdrawn_at__isnull=True),
                name="published_in_section",
            ),
            models.Index(
                fields=("coverage", "-published_at", "-article"),
                condition=Q(withdrawn_at__isnull=True, coverage__isnull=False),
                name="published_in_coverage",
            ),
            models.Index(
                fields=("-withdrawn_at", "-article"),
                condition=Q(withdrawn_at__isnull=False) & ~Q(withdrawn_note=""),
                name="published_withdrawn_note",
            ),
            models.Index(fields=("canonical_key",), condition=~Q(canonical_key=""), name="published_copies"),
        )
        constraints = (
            models.CheckConstraint(condition=~Q(headline=""), name="published_has_headline"),
            models.CheckConstraint(condition=~Q(slug=""), name="published_has_slug"),
            models.CheckConstraint(condition=~Q(story_key=""), name="published_has_story_key"),
            models.CheckConstraint(
                condition=Q(expires_at__isnull=True) | Q(expires_at__gt=F("published_at")),
                name="published_expires_after_publishing",
            ),
        )

    def __str__(self) -> str:
        return self.headline

    def is_live(self, now: datetime) -> bool:
        """The same rule as `live()`, for a row already read."""
        return is_live(
            published_at=self.published_at, expires_at=self.expires_at, withdrawn_at=self.withdrawn_at, now=now
        )


def is_live(
    *, published_at: datetime, expires_at: datetime | None, withdrawn_at: datetime | None, now: datetime
) -> bool:
    """The same rule as `live()`, for times read without their row. All aware."""
    return withdrawn_at is None and published_at <= now and (expires_at is None or now < expires_at)
