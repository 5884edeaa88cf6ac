"""PublishedPhoto: which published stories print which photos, and where. Written with the publication (workflow/), read
to take a photo away from readers and to tell the desk where it is used."""

from django.db import models


class PublishedPhoto(models.Model):
    class Place(models.TextChoices):
        LEAD = "lead", "on top"
        TEXT = "text", "in the text"
        GALLERY = "gallery", "in the gallery"
        SHARE = "share", "when shared"

    story = models.ForeignKey("PublishedArticle", on_delete=models.CASCADE, related_name="printed_photos")
    photo = models.ForeignKey("Photo", on_delete=models.PROTECT, related_name="printed_in")
    place = models.CharField(max_length=8, choices=Place)

    class Meta:
        verbose_name = "printed photo"
        constraints = (
            models.UniqueConstraint(fields=("story", "photo", "place"), name="published_photo_once"),
            models.CheckConstraint(condition=~models.Q(place=""), name="published_photo_has_place"),
        )

    def __str__(self) -> str:
        return f"{self.photo_id} {self.get_place_display()} of {self.story_id}"
