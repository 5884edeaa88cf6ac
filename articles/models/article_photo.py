"""ArticlePhoto: a photo inside the text of a story, or in its gallery. The lead photo is columns of Article.

PhotoUse names what a single use of a photo may say for itself instead of the photo: both have it.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from articles.models.photo import WHOLE


class UseAlt(models.TextChoices):
    """How a use describes the photo. Empty: as the photo itself says."""

    INHERITED = "", "As the photo says"
    TEXT = "text", "Read out this description"
    DECORATIVE = "decorative", "Decorative here: skip it"


def check_crop(crop: Any) -> None:
    """A part of a picture: [left, top, width, height] in thousandths. Raises ValidationError for anything else."""
    is_four = isinstance(crop, list) and len(crop) == 4 and all(type(number) is int for number in crop)
    if not is_four:
        raise ValidationError("That is no part of a picture.")
    left, top, width, height = crop
    if min(left, top) < 0 or min(width, height) < 1 or left + width > WHOLE or top + height > WHOLE:
        raise ValidationError("That part lies outside the picture.")


class ArticlePhoto(models.Model):
    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="photos")
    photo = models.ForeignKey("Photo", on_delete=models.PROTECT, related_name="uses")
    caption = models.TextField(blank=True, help_text="Empty: the photo’s own caption.")
    after_paragraph = models.PositiveSmallIntegerField(
        default=1, help_text="It stands below this paragraph of the text."
    )
    alt_decision = models.CharField(
        "for readers who cannot see it", max_length=12, choices=UseAlt, default=UseAlt.INHERITED, blank=True
    )
    alt_text = models.CharField(
        "description here", max_length=300, blank=True, help_text="Only if this story needs another description."
    )
    crop = models.JSONField("part of the picture", null=True, blank=True, validators=[check_crop])
    in_gallery = models.BooleanField(
        "in the gallery", default=False, help_text="In the gallery under the text instead of inside the text."
    )
    # Its place is a mark in the text, put there at the cursor; workflow/inserts.py keeps these rows.
    in_text = models.BooleanField(default=False, editable=False)
    position = models.PositiveSmallIntegerField(default=0, db_index=True)

    class Meta:
        verbose_name = "photo in the text"
        verbose_name_plural = "photos in the text"
        ordering = ("position", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("article", "photo"),
                name="article_photo_once",
                violation_error_message="This photo is in the story already.",
            ),
        )

    def __str__(self) -> str:
        return str(self.photo)
