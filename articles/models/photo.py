"""Photos: the library. A photo owns its credit and its description; a story may print another caption.

Reading and checking the uploaded file is in photos/ingest.py, the smaller sizes in photos/renditions.py.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q


class PhotoQuerySet(models.QuerySet["Photo"]):
    def missing_picture(self) -> "PhotoQuerySet":
        """Photos whose words are here but whose picture is not."""
        return self.filter(image="")


class Photo(models.Model):
    class Alt(models.TextChoices):
        UNDECIDED = "", "Not decided yet"
        TEXT = "text", "Read out the description"
        CAPTION = "caption", "The caption already says it"
        DECORATIVE = "decorative", "Decorative: skip it"

    image = models.ImageField(
        "picture", upload_to="originals/%Y/%m", width_field="width", height_field="height", blank=True, max_length=255
    )
    width = models.PositiveIntegerField(null=True, blank=True, editable=False)
    height = models.PositiveIntegerField(null=True, blank=True, editable=False)
    fingerprint = models.CharField(
        max_length=64, blank=True, editable=False, help_text="SHA-256 of the stored picture."
    )
    rendition_widths = models.JSONField(default=list, blank=True, editable=False)
    original_name = models.CharField("file name", max_length=255, blank=True, editable=False)
    caption = models.TextField(blank=True, help_text="Printed under the picture. A story may print its own instead.")
    credit = models.CharField(max_length=200, blank=True, help_text="Photographer and agency, as they are printed.")
    alt_decision = models.CharField(
        "for readers who cannot see it", max_length=12, choices=Alt, default=Alt.UNDECIDED, blank=True
    )
    alt_text = models.CharField(
        "description",
        max_length=300,
        blank=True,
        help_text="What the picture shows, in one sentence. It should not repeat the caption, which is read out too.",
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint("fingerprint", condition=~Q(fingerprint=""), name="photo_picture_once"),
            models.CheckConstraint(
                condition=~Q(alt_decision="text") | ~Q(alt_text=""), name="photo_description_when_read_out"
            ),
        )

    def __str__(self) -> str:
        return self.caption[:80] or self.original_name or f"Photo {self.pk}"

    @property
    def has_picture(self) -> bool:
        return bool(self.image)

    @property
    def alt_is_decided(self) -> bool:
        return self.alt_decision != self.Alt.UNDECIDED
