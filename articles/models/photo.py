"""Photos: the library. A photo owns its credit, its description and its rights; a story may print another caption,
say another description, and show a part of it.

Reading and checking the uploaded file is in photos/ingest.py, the smaller sizes in photos/renditions.py, what rights
mean for readers in photos/rights.py. Which published stories print a photo: published_photo.py.
"""

from datetime import datetime

from django.apps import apps
from django.conf import settings
from django.core.files.storage import Storage, storages
from django.core.validators import MaxValueValidator
from django.db import connections, models
from django.db.models import Exists, OuterRef, Q

# Every column that points at a photo because somebody prints it.
_USERS = (
    ("PublishedPhoto", "photo"),
    ("Article", "lead_photo"),
    ("Article", "share_photo"),
    ("ArticlePhoto", "photo"),
    ("Contributor", "photo"),
    ("LivePost", "photo"),
)
WHOLE = 1000  # places in a picture are told in thousandths of its width and height


def sent_files() -> Storage:
    """Where files stay as they came, with everything a camera writes into them: never served to anybody."""
    return storages["sent"]


class PhotoQuerySet(models.QuerySet["Photo"]):
    def missing_picture(self) -> "PhotoQuerySet":
        """Photos whose words are here but whose picture is not."""
        return self.filter(image="")

    def printable(self, now: datetime) -> "PhotoQuerySet":
        """Photos that may be shown to readers at `now` (aware): not barred, not taken back, rights not over."""
        return self.filter(
            Q(rights_end_at__isnull=True) | Q(rights_end_at__gt=now), do_not_publish=False, killed_at__isnull=True
        )

    def hidden(self, now: datetime) -> "PhotoQuerySet":
        """The others: readers see them nowhere at `now`, whatever stories print them."""
        return self.filter(Q(do_not_publish=True) | Q(killed_at__isnull=False) | Q(rights_end_at__lte=now))

    def unused(self) -> "PhotoQuerySet":
        """Photos that no story has, neither on the desk nor with readers, and that nobody's page shows."""
        found = self
        for table, column in _USERS:
            used = apps.get_model("articles", table)._default_manager.filter(**{column: OuterRef("pk")})
            found = found.exclude(Exists(used.order_by()))
        return found

    def hold_for_printing(self) -> None:
        """Keep others from taking these photos back until the transaction ends; others may print them meanwhile, and
        change their words. SQLite lets one transaction write at a time anyway."""
        connection = connections[self.db]
        if connection.vendor != "postgresql":
            return
        ids = sorted(self.values_list("pk", flat=True))
        with connection.cursor() as cursor:
            # Django has no word for the weakest lock. A stronger one would make two publications wait for each other.
            cursor.execute("SELECT 1 FROM articles_photo WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE", [ids])


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
    # The sizes that are made, by the part shown: {"": {"webp": [320, 480]}, "-0.10.900.600": …} (photos/making.py).
    renditions = models.JSONField(default=dict, blank=True, editable=False)
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
    # What matters most in the picture: crops are laid around it.
    focus_x = models.PositiveSmallIntegerField(
        default=WHOLE // 2, editable=False, validators=[MaxValueValidator(WHOLE)]
    )
    focus_y = models.PositiveSmallIntegerField(
        default=WHOLE // 2, editable=False, validators=[MaxValueValidator(WHOLE)]
    )

    photographer = models.CharField(max_length=200, blank=True, help_text="Who took it. The credit is what is printed.")
    taken_at = models.DateTimeField("taken", null=True, blank=True)
    keywords = models.TextField(max_length=2000, blank=True, help_text="For finding it, separated by commas.")

    rights_holder = models.CharField("rights held by", max_length=200, blank=True)
    rights_terms = models.TextField(
        "terms", max_length=4000, blank=True, help_text="What was agreed: for which use, where, until when."
    )
    rights_end_at = models.DateTimeField(
        "rights end",
        null=True,
        blank=True,
        db_index=True,
        help_text="From then on readers no longer see it, in any story. Empty: no end.",
    )
    most_uses = models.PositiveSmallIntegerField(
        "stories at most", null=True, blank=True, help_text="In how many stories it may stand. Empty: no limit."
    )
    do_not_publish = models.BooleanField(
        "do not publish", default=False, help_text="It stays in the library, and no story with it goes out."
    )
    # Taken back by a photo editor (photos/rights.py): gone from every page, whatever the boxes above say.
    killed_at = models.DateTimeField(null=True, editable=False)
    killed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    killed_reason = models.CharField(max_length=300, blank=True, editable=False)

    # The file as it came, kept apart from everything public if the desk wants it (settings.PHOTO_KEEP_SENT).
    sent = models.FileField(storage=sent_files, upload_to="%Y/%m", max_length=255, blank=True, editable=False)
    sent_fingerprint = models.CharField(
        max_length=64, blank=True, editable=False, db_index=True, help_text="SHA-256 of the file as it came."
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        permissions = (("kill_photo", "Can take photos back from readers"),)
        constraints = (
            models.UniqueConstraint("fingerprint", condition=~Q(fingerprint=""), name="photo_picture_once"),
            models.CheckConstraint(
                condition=~Q(alt_decision="text") | ~Q(alt_text=""), name="photo_description_when_read_out"
            ),
            models.CheckConstraint(
                condition=Q(focus_x__lte=WHOLE, focus_y__lte=WHOLE), name="photo_focus_in_the_picture"
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

    def is_printable(self, now: datetime) -> bool:
        """The same rule as `printable()`, for a row already read."""
        is_over = self.rights_end_at is not None and self.rights_end_at <= now
        return not (self.do_not_publish or self.killed_at or is_over)


class PhotoLook(models.Model):
    """What a picture looks like, in numbers that stay nearly the same when it is made smaller or saved again: pieces of
    a perceptual fingerprint, so that pictures that look the same share at least one. Made by photos/likeness.py."""

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="looks")
    piece = models.PositiveSmallIntegerField()
    bits = models.IntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("photo", "piece"), name="photo_look_once"),)
        indexes = (models.Index(fields=("piece", "bits"), name="photo_look_alike"),)

    def __str__(self) -> str:
        return f"{self.photo_id}: {self.piece}={self.bits:x}"
