"""FrontEdition: how a producer has arranged a front, from a moment on. Append-only: the newest that has begun shows, so
putting one up for six o'clock needs no job at six, and bringing an old one back is making a new one of it.

What the layout may say is in fronts/layout.py; the verbs are in fronts/arranging.py.
"""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q


class FrontEditionQuerySet(models.QuerySet["FrontEdition"]):
    def of(self, section_id: int | None) -> "FrontEditionQuerySet":
        """Of a section's front; None: of the home page."""
        return self.filter(section=section_id) if section_id is not None else self.filter(section__isnull=True)

    def showing(self, now: datetime) -> "FrontEditionQuerySet":
        """Begun and not taken back at `now` (aware), the one that shows first."""
        return self.filter(starts_at__lte=now, cancelled_at__isnull=True).order_by("-starts_at", "-id")

    def to_come(self, now: datetime) -> "FrontEditionQuerySet":
        return self.filter(starts_at__gt=now, cancelled_at__isnull=True).order_by("starts_at", "id")


class FrontEdition(models.Model):
    section = models.ForeignKey(
        "Section", on_delete=models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )  # none: the home page
    layout = models.JSONField(default=dict)
    starts_at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)  # only before it began

    objects = FrontEditionQuerySet.as_manager()

    class Meta:
        verbose_name = "front"
        verbose_name_plural = "fronts"
        permissions = (("arrange_front", "Can arrange fronts"),)
        indexes = (
            models.Index(
                fields=("section", "-starts_at", "-id"), condition=Q(cancelled_at__isnull=True), name="front_showing"
            ),
        )

    def __str__(self) -> str:
        return f"Front from {self.starts_at:%Y-%m-%d %H:%M}"
