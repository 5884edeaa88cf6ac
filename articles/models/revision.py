"""Revision: an immutable copy of a story's working copy. Taking one is in workflow/snapshot.py, comparing two in
workflow/compare.py, bringing one back in workflow/restore.py."""

from django.conf import settings
from django.db import models


class AppendOnlyError(TypeError):
    """Somebody tried to rewrite history."""


class Revision(models.Model):
    class Kind(models.TextChoices):
        SAVED = "saved", "Saved"
        HANDED_OVER = "handed over", "Handed over"
        PUBLISHED = "published", "Published"
        RESTORED = "restored", "Brought back"
        SET_ASIDE = "set aside", "Set aside"  # what somebody typed and another's save came before: never lost

    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    # The story's lock_version with this content. None: it never was the working copy (set aside), or is of an older
    # release.
    version = models.PositiveIntegerField(null=True)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.SAVED)
    name = models.CharField(max_length=80, blank=True)  # given by a person; the one thing that may be written later
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    reason = models.CharField(max_length=120, blank=True)
    tab = models.CharField(max_length=36, blank=True)  # which open form it was saved from
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
