"""Presence: who has a story's form open, and when they last typed. It tells, it never locks. Kept by unsaved/."""

from django.conf import settings
from django.db import models


class Presence(models.Model):
    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    opened_at = models.DateTimeField()
    typed_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "presence"
        constraints = (models.UniqueConstraint(fields=("article", "user"), name="presence_once"),)

    def __str__(self) -> str:
        return f"{self.user} at {self.article_id}"
