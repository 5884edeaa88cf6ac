"""AuditLine: who did what to a story, and when. Written by the verbs in workflow/, never changed."""

from django.conf import settings
from django.db import models


class AuditLine(models.Model):
    class Verb(models.TextChoices):
        SAVED = "saved", "saved"
        MERGED = "merged", "brought two versions together"
        RESTORED = "restored", "brought back an earlier version"
        SUBMITTED = "submitted", "sent to review"
        SENT_BACK = "sent back", "sent back"
        READY = "ready", "marked ready"
        TAKEN_BACK = "taken back", "took back"
        PUBLISHED = "published", "published"
        SCHEDULED = "scheduled", "scheduled"
        UPDATED = "updated", "published an update"
        UPDATE_SCHEDULED = "update scheduled", "scheduled an update"
        UNSCHEDULED = "unscheduled", "took off the schedule"
        WENT_OUT = "went out", "went out"
        EXPIRED = "expired", "was taken down"
        WITHDRAWN = "withdrawn", "withdrew"
        IMPORTED = "imported", "imported"
        PHOTO_KILLED = "photo taken back", "took a photo back"
        PHOTO_BACK = "photo brought back", "brought a photo back"
        PHOTO_RIGHTS = "photo rights", "changed the rights of a photo"
        LINK_MADE = "link made", "made a preview link"
        LINK_REVOKED = "link revoked", "revoked a preview link"

    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="audit_lines")
    verb = models.CharField(max_length=20, choices=Verb)
    detail = models.CharField(max_length=2000, blank=True)
    revision = models.ForeignKey("Revision", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "log line"
        verbose_name_plural = "log"
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.by or 'The newsroom'} {self.get_verb_display()}"
