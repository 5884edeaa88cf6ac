"""ArticlePhoto: a photo inside the text of a story. The lead photo is a column of Article."""

from django.db import models


class ArticlePhoto(models.Model):
    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="photos")
    photo = models.ForeignKey("Photo", on_delete=models.PROTECT, related_name="uses")
    caption = models.TextField(blank=True, help_text="Empty: the photo’s own caption.")
    after_paragraph = models.PositiveSmallIntegerField(
        default=1, help_text="It stands below this paragraph of the text."
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
