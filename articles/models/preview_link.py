"""PreviewLink: a revision shown to somebody without a log-in, for a while; PreviewOpening: each time it was opened. The
rules (signed, expiring, dead at publication) are in sharing/."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class PreviewLink(models.Model):
    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="preview_links")
    revision = models.ForeignKey("Revision", on_delete=models.CASCADE, related_name="+")
    made_for = models.CharField("for whom", max_length=120, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "preview link"
        ordering = ("-made_at", "-id")
        constraints = (
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="preview_link_expires_later"),
        )

    def __str__(self) -> str:
        return self.made_for or f"Preview link {self.pk}"


class PreviewOpening(models.Model):
    link = models.ForeignKey(PreviewLink, on_delete=models.CASCADE, related_name="openings")
    at = models.DateTimeField()
    network = models.CharField(max_length=50, blank=True)  # the address without its last part
    browser = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.link_id} at {self.at}"
