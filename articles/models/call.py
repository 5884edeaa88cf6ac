"""Call: who won, according to whom. Append-only: a proposal, its confirmation by another person, a call by a feed, a
withdrawal are each a row, and a row that answers another points at it. The verbs are in live/calling.py."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class CallQuerySet(models.QuerySet["Call"]):
    def in_force(self) -> "CallQuerySet":
        """Calls that are made, by two people or a feed, and not withdrawn."""
        return self.filter(step__in=(Call.Step.CONFIRMED, Call.Step.FEED), answer__isnull=True)


class Call(models.Model):
    class Step(models.TextChoices):
        PROPOSED = "proposed", "proposed"
        DISMISSED = "dismissed", "proposal dismissed"
        CONFIRMED = "confirmed", "called by two people"
        FEED = "feed", "called by a feed"
        WITHDRAWN = "withdrawn", "withdrawn"

    class Outcome(models.TextChoices):
        WINS = "wins", "Wins"
        ADVANCES = "advances", "Goes to the run-off"

    contest = models.ForeignKey("Contest", on_delete=models.CASCADE, related_name="calls")
    step = models.CharField(max_length=9, choices=Step)
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.WINS)
    keys = models.JSONField()  # of the choices, at least one
    # The proposal that is confirmed or dismissed, the call that is withdrawn. Each is answered once.
    answers = models.OneToOneField("self", on_delete=models.RESTRICT, null=True, blank=True, related_name="answer")
    caller = models.CharField(max_length=80, blank=True)  # as readers see it: the paper's name, “AP”
    source = models.CharField(max_length=40)  # “desk”, or the feed
    at = models.DateTimeField()  # when it was done; for a feed, when the feed says so
    made_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    note = models.CharField(max_length=300, blank=True)  # why; readers see it with a withdrawal. A feed gives none

    objects = CallQuerySet.as_manager()

    class Meta:
        ordering = ("at", "id")
        default_permissions = ("view",)
        permissions = (
            ("propose_call", "Can propose who won"),
            ("confirm_call", "Can confirm who won"),
            ("withdraw_call", "Can withdraw a call"),
        )
        constraints = (
            models.CheckConstraint(
                condition=~Q(step="confirmed") | Q(by__isnull=True) | ~Q(by=F("proposed_by")),
                name="call_takes_two_people",
            ),
            models.CheckConstraint(
                condition=Q(step__in=("proposed", "feed"), answers__isnull=True)
                | Q(step__in=("dismissed", "confirmed", "withdrawn"), answers__isnull=False),
                name="call_answers_what_it_must",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {', '.join(self.keys)}"
