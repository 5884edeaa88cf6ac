"""Byline: who wrote a story, in printed order."""

from django.db import models


class Byline(models.Model):
    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="bylines")
    contributor = models.ForeignKey("Contributor", on_delete=models.PROTECT, related_name="bylines")
    position = models.PositiveSmallIntegerField(default=0, db_index=True)

    class Meta:
        ordering = ("position", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("article", "contributor"),
                name="byline_once",
                violation_error_message="This name is in the byline already.",
            ),
        )

    def __str__(self) -> str:
        return str(self.contributor)
