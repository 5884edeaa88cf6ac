"""Counts: CountUpdate (every count that ever came in, append-only), CurrentCount (the newest of each area) and Standing
(how a contest stands). The last two are worked out from the first by live/recording.py; nothing else writes them.

Votes are {key of the choice: votes}.
"""

from django.conf import settings
from django.db import models
from django.db.models import Exists, Max, OuterRef, Q


class Counted(models.Model):
    """What a count says."""

    class Measure(models.TextChoices):
        NONE = "", "Not known"
        EXPECTED = "expected", "Expected vote"
        PRECINCTS = "precincts", "Precincts reporting"
        REMAINING = "remaining", "Votes left"

    votes = models.JSONField(default=dict)
    total = models.BigIntegerField(default=0)  # as reported; may be more than the choices have together
    remaining = models.BigIntegerField(null=True)  # an estimate of the source; as reported, so it may be below zero
    precincts_reporting = models.IntegerField(null=True)
    precincts_total = models.IntegerField(null=True)
    expected_percent = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    measure = models.CharField(max_length=9, choices=Measure, default=Measure.NONE, blank=True)
    withheld = models.JSONField(default=list)  # parts of it that are not shown: codes of live/rules.py
    source = models.CharField(max_length=40)  # “ap”, “csv”, “desk”
    as_of = models.DateTimeField()  # when the source says it was so
    received_at = models.DateTimeField()

    class Meta:
        abstract = True


class CountUpdateQuerySet(models.QuerySet["CountUpdate"]):
    def waiting(self) -> "CountUpdateQuerySet":
        """Held back from readers until somebody looks: not let through, and not overtaken by one that readers see."""
        overtaken = CurrentCount.objects.filter(
            contest=OuterRef("contest"), area=OuterRef("area"), as_of__gte=OuterRef("as_of")
        )
        return self.filter(~Exists(overtaken), released_at=None).exclude(held="")

    def newest_of_each(self) -> "CountUpdateQuerySet":
        """Of one area and one reason for holding back only the one that came in last. Not inside another query."""
        groups = self.order_by().values("contest", "area", "held")
        return self.filter(pk__in=groups.annotate(newest=Max("pk")).values("newest"))


class CountUpdate(Counted):
    contest = models.ForeignKey("Contest", on_delete=models.CASCADE, related_name="counts", db_index=False)
    area = models.ForeignKey("ReportingArea", on_delete=models.RESTRICT, related_name="+")
    digest = models.CharField(max_length=32)  # of what it says: the same count twice is one
    winners = models.JSONField(null=True)  # keys that the feed flags as winners; None: it does not say
    outcome = models.CharField(max_length=8, blank=True)  # what those win, a Call.Outcome
    # When the feed last said this of the winners: it sets and takes back flags without moving as_of on.
    said_at = models.DateTimeField(null=True)
    held = models.CharField(
        max_length=30, blank=True
    )  # why readers do not see it, a code of live/rules.py; "": they do
    fell_by = models.BigIntegerField(null=True)  # how many votes fewer than the count before it; None: not fewer
    lead_to = models.JSONField(default=list)  # keys that the lead of the contest passed to with it
    corrects = models.ForeignKey("self", on_delete=models.RESTRICT, null=True, blank=True, related_name="corrections")
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    # A person has looked at a count that was held back, and lets readers see it.
    released_at = models.DateTimeField(null=True, editable=False)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = CountUpdateQuerySet.as_manager()

    class Meta:
        verbose_name = "count"
        ordering = ("-as_of", "-id")
        default_permissions = ("view",)
        permissions = (("enter_count", "Can enter and correct counts"),)
        constraints = (
            models.UniqueConstraint(fields=("contest", "area", "source", "as_of", "digest"), name="count_once"),
            models.CheckConstraint(condition=~Q(source=""), name="count_has_source"),
        )
        indexes = (models.Index(fields=("contest", "as_of"), name="count_in_order"),)

    def __str__(self) -> str:
        return f"{self.total:,} votes as of {self.as_of:%Y-%m-%d %H:%M:%S}"

    @property
    def is_shown(self) -> bool:
        """Whether it is among the counts that readers have seen."""
        return not self.held or self.released_at is not None


class CurrentCount(Counted):
    contest = models.ForeignKey("Contest", on_delete=models.CASCADE, related_name="current_counts", db_index=False)
    area = models.ForeignKey("ReportingArea", on_delete=models.RESTRICT, related_name="+")
    update = models.ForeignKey(CountUpdate, on_delete=models.RESTRICT, related_name="+")

    class Meta:
        verbose_name = "current count"
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=("contest", "area"), name="current_count_once"),)

    def __str__(self) -> str:
        return f"{self.total:,} votes"


class Standing(models.Model):
    """One row for each contest that has a count or a call, so that a page of many contests is one read."""

    contest = models.OneToOneField("Contest", on_delete=models.CASCADE, primary_key=True, related_name="standing")
    votes = models.JSONField(default=dict)
    total = models.BigIntegerField(default=0)
    remaining = models.BigIntegerField(null=True)  # as reported; printed only when not in withheld
    precincts_reporting = models.IntegerField(null=True)
    precincts_total = models.IntegerField(null=True)
    expected_percent = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    measure = models.CharField(max_length=9, choices=Counted.Measure, default="", blank=True)
    withheld = models.JSONField(default=list)
    source = models.CharField(max_length=40, blank=True)
    # Keys of those who would win if this were all: as many as there are seats. Empty before votes and in a tie.
    leading = models.JSONField(default=list)
    last_leading = models.JSONField(default=list)  # the same, kept through a tie
    margin = models.BigIntegerField(null=True)  # votes between the last of them and the next; 0 in a tie
    is_tied = models.BooleanField(default=False)
    flips = models.PositiveIntegerField(default=0)  # how often the lead has passed on
    corrections = models.PositiveIntegerField(default=0)  # how often its total fell
    as_of = models.DateTimeField(null=True)  # newest data time
    received_at = models.DateTimeField(null=True)
    # [[seconds since 1970, total, {key: votes}], …], oldest first, thinned: enough to draw shares over time.
    points = models.JSONField(default=list)
    points_step = models.PositiveIntegerField(default=1)  # one point kept of this many
    points_seen = models.PositiveIntegerField(default=0)
    # Calls in force: [{"id", "keys", "outcome", "caller", "source", "at"}, …]; with "withdrawn_at" and "why" those that
    # are not any more.
    calls = models.JSONField(default=list)
    withdrawn_calls = models.JSONField(default=list)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"How {self.contest} stands"
