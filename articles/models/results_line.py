"""ResultsLine: the log of a coverage's results, what happened and when. Lines about people's acts are never changed;
lines about loading go on while nothing else happens; lines about a count are worked out from the history, anew when a
late count arrives between two others."""

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Max, OuterRef, Q, Subquery, Value, When


class ResultsLineQuerySet(models.QuerySet["ResultsLine"]):
    def told_once(self) -> "ResultsLineQuerySet":
        """Of the counts of one area that are held back for one reason only the newest of these lines, with how many
        there are as `times`: feeds that send votes before polls close do so every few seconds."""
        held = self.filter(what=ResultsLine.What.HELD).order_by()
        newest = held.values("contest", "count__area", "count__held").annotate(newest=Max("pk")).values("newest")
        same = held.filter(
            contest=OuterRef("contest"), count__area=OuterRef("count__area"), count__held=OuterRef("count__held")
        )
        times = same.values("count__held").annotate(times=Count("pk")).values("times")
        return self.filter(~Q(what=ResultsLine.What.HELD) | Q(pk__in=newest)).annotate(
            times=Case(When(what=ResultsLine.What.HELD, then=Subquery(times)), default=Value(1))
        )


class ResultsLine(models.Model):
    class What(models.TextChoices):
        LOADED = "loaded", "counts loaded"
        REFUSED = "refused", "feed refused"
        TEST_REFUSED = "test refused", "test data refused"
        LOST = "lost", "feed out of reach"
        FOUND = "found", "feed can be read again"
        HELD = "held", "count held back"
        RELEASED = "released", "count let through"
        CORRECTED = "corrected", "total corrected down"
        LEAD = "lead", "lead changed"
        ENTERED = "entered", "count entered by hand"
        BY_HAND = "by hand", "counted by hand from now on"
        BY_FEED = "by feed", "feeds are shown again"
        PROPOSED = "proposed", "call proposed"
        DISMISSED = "dismissed", "proposal dismissed"
        CALLED = "called", "called"
        WITHDRAWN = "withdrawn", "call withdrawn"
        DISPUTED = "disputed", "feed and desk call it differently"

    coverage = models.ForeignKey("SpecialCoverage", on_delete=models.CASCADE, related_name="results_lines")
    contest = models.ForeignKey(
        "Contest", on_delete=models.CASCADE, null=True, blank=True, related_name="results_lines"
    )
    count = models.ForeignKey(
        "CountUpdate", on_delete=models.CASCADE, null=True, blank=True, related_name="results_lines"
    )
    call = models.ForeignKey("Call", on_delete=models.CASCADE, null=True, blank=True, related_name="results_lines")
    what = models.CharField(max_length=12, choices=What)
    detail = models.CharField(max_length=500, blank=True)
    figures = models.JSONField(default=dict)  # what a line that goes on adds up (live/load_log.py)
    at = models.DateTimeField()  # when it happened; for a count, its data time
    noted_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ResultsLineQuerySet.as_manager()

    class Meta:
        verbose_name = "results log line"
        ordering = ("-at", "-id")
        default_permissions = ("view",)
        constraints = (
            models.UniqueConstraint(
                fields=("count", "what"), condition=Q(count__isnull=False), name="results_line_once_for_a_count"
            ),
        )
        indexes = (models.Index(fields=("coverage", "-at", "-id"), name="results_log_newest"),)

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.detail}" if self.detail else self.get_what_display()
