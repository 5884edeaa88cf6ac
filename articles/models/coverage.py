"""SpecialCoverage: an event the whole site points at with a banner. Which one shows is in queries/site.py."""

from datetime import datetime, timedelta

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from articles.models.address import AddressField


class SpecialCoverageQuerySet(models.QuerySet["SpecialCoverage"]):
    def showing(self, now: datetime) -> "SpecialCoverageQuerySet":
        """Switched on and within its times at `now` (aware), the most important first."""
        return self.filter(
            Q(starts_at__isnull=True) | Q(starts_at__lte=now),
            Q(ends_at__isnull=True) | Q(ends_at__gt=now),
            is_on=True,
            is_rehearsal=False,
        ).order_by("-priority", "-id")

    def for_readers(self) -> "SpecialCoverageQuerySet":
        """All but rehearsals, whatever their times: their pages stay when the banner is gone."""
        return self.filter(is_rehearsal=False)


class SpecialCoverage(models.Model):
    class Colour(models.TextChoices):
        """Grounds of the banner; site.css has a pair of ink and ground for each, checked for contrast."""

        ACCENT = "accent", "Red, as breaking news"
        INK = "ink", "Black"
        BLUE = "blue", "Blue"
        GREEN = "green", "Green"
        PLUM = "plum", "Plum"
        GOLD = "gold", "Gold"

    title = models.CharField(max_length=120)
    slug = AddressField("address", max_length=120, unique=True)
    label = models.CharField(max_length=60, blank=True, help_text="The link in the banner: “Live results”.")
    target = models.ForeignKey(
        "PublishedArticle",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="points at our story",
    )
    # Neither this nor a story: the banner points at the coverage's own page.
    url = models.URLField("or at a web address", max_length=500, blank=True)
    introduction = models.TextField(
        blank=True,
        max_length=4000,
        help_text="A few sentences at the head of the page that lists all its stories. An empty line begins a new "
        "paragraph.",
    )
    data_updated_at = models.DateTimeField(
        "last updated",
        null=True,
        blank=True,
        help_text="When the newest facts came in. Readers see it as a time stamp.",
    )
    is_on = models.BooleanField("show the banner", default=False)
    starts_at = models.DateTimeField("from", null=True, blank=True)
    ends_at = models.DateTimeField("until", null=True, blank=True)
    priority = models.SmallIntegerField(default=0, help_text="If two are on, the higher number is shown.")
    colour = models.CharField(max_length=6, choices=Colour, default=Colour.ACCENT)
    sections = models.ManyToManyField(
        "Section", blank=True, related_name="+", help_text="Where the banner shows. None chosen: everywhere."
    )
    stale_after = models.PositiveSmallIntegerField(
        "stale after (minutes)",
        default=60,
        null=True,
        blank=True,
        validators=(MinValueValidator(1),),
        help_text="Without newer data for this long, readers are no longer told that it is live. Empty: always.",
    )
    weight_target = models.PositiveIntegerField(
        "target", null=True, blank=True, help_text="What wins the whole: 270. Empty: no race to a target."
    )
    weight_word = models.CharField("of what", max_length=40, blank=True, help_text="“seats”, “electoral votes”.")
    is_rehearsal = models.BooleanField(
        "rehearsal", default=False, help_text="For trying things out. Readers never see anything of it."
    )
    # Counts up with every change of its results, so that a page in an open tab can ask cheaply whether there is news.
    results_version = models.PositiveIntegerField(default=0, editable=False)
    posts_version = models.PositiveIntegerField(default=0, editable=False)  # the same for its live blog

    objects = SpecialCoverageQuerySet.as_manager()

    class Meta:
        verbose_name = "special coverage"
        verbose_name_plural = "special coverage"
        ordering = ("-is_on", "-priority", "-id")
        constraints = (
            models.CheckConstraint(condition=~Q(title=""), name="coverage_has_title"),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True) | Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="coverage_ends_after_start",
                violation_error_message="The banner would end before it starts. Check both times.",
            ),
        )

    def __str__(self) -> str:
        return self.title


def is_old(at: datetime, minutes: int | None, *, now: datetime) -> bool:
    """Whether data of `at` are too old at `now` (both aware) to be called live; `minutes` as in `stale_after`."""
    return minutes is not None and now - at > timedelta(minutes=minutes)
