"""Correction: a dated note on a fault, tied to the two revisions it lies between. Made by workflow/publish.py."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Correction(models.Model):
    class Kind(models.TextChoices):
        CORRECTION = "correction", _("Correction")
        CLARIFICATION = "clarification", _("Clarification")

    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="corrections")
    kind = models.CharField(max_length=13, choices=Kind)
    note = models.TextField()
    before = models.ForeignKey("Revision", on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey("Revision", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=("-at", "-id"), name="correction_newest"),)
        constraints = (models.CheckConstraint(condition=~Q(note=""), name="correction_has_note"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.note[:60]}"
