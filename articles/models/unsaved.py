"""UnsavedWork: what somebody has typed into a story's form and not saved. One row for each person and story, written
over and over; no part of the history. What is done with it is in unsaved/."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class UnsavedWork(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="unsaved_work")
    # None: a story that was never saved, or one that was deleted meanwhile; the text stays.
    article = models.ForeignKey("Article", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    place = models.CharField(max_length=60)  # "story:17", or "new:<tab>" for a story that was never saved
    boxes = models.JSONField()  # the form's boxes as a browser sends them: {name: [values]}
    headline = models.CharField(max_length=300, blank=True)  # to know it by in a list
    opened_version = models.PositiveIntegerField(null=True)
    tab = models.CharField(max_length=36, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "unsaved work"
        verbose_name_plural = "unsaved work"
        ordering = ("-at",)
        constraints = (
            models.UniqueConstraint(fields=("user", "place"), name="unsaved_work_once"),
            models.CheckConstraint(condition=~Q(place=""), name="unsaved_work_has_place"),
        )

    def __str__(self) -> str:
        return self.headline or "Story without a headline"
