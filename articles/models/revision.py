"""Revision: an immutable copy of a story's working copy. Taking one is in workflow/snapshot.py."""

from django.conf import settings
from django.db import models


class AppendOnlyError(TypeError):
    """Somebody tried to rewrite history."""


class Revision(models.Model):
    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    reason = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("article", "-number")
        constraints = (models.UniqueConstraint(fields=("article", "number"), name="revision_number_once"),)

    def __str__(self) -> str:
        return f"Version {self.number}"

    def save(self, **kwargs) -> None:
        if not self._state.adding:
            raise AppendOnlyError("A revision is never changed; take a new one.")
        super().save(**kwargs)
