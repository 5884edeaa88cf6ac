"""What is to happen later: ScheduledUpdate (a change to a live story that waits for its time), Errand (what follows a
publication or an expiry, and is tried again until it works) and PhotoErrand (the same for the files of a photo).
Made by workflow/publish.py, schedule.py and photo_rights.py, done by workflow/due.py."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Attempted(models.Model):
    """Something that is tried, and may have failed: `fault` says how, `tried_at` when."""

    attempts = models.PositiveSmallIntegerField(default=0)
    fault = models.TextField(blank=True)
    tried_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class ScheduledUpdate(Attempted):
    article = models.OneToOneField("Article", on_delete=models.CASCADE, related_name="scheduled_update")
    revision = models.ForeignKey("Revision", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=13)  # a workflow.kinds.UpdateKind
    note = models.TextField(blank=True)
    at = models.DateTimeField(db_index=True)
    made_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "scheduled update"
        ordering = ("at", "article")

    def __str__(self) -> str:
        return f"Update of {self.article} at {self.at}"


class Errand(Attempted):
    class Step(models.TextChoices):
        ANNOUNCE = "announce", "tell the site that the story is live"
        EXPIRE = "expire", "tell the site that the story is over"
        WITHDRAW = "withdraw", "tell the site that the story is withdrawn"
        INDEX = "index", "find stories like it"
        KEYS = "keys", "tell other versions of it apart"
        PICTURES = "pictures", "make the sizes of its pictures"
        PRINT = "print", "print it anew, with a photo that was given back"

    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="errands")
    step = models.CharField(max_length=10, choices=Step)
    due_at = models.DateTimeField()  # when it should have been done; how late it is counts from here
    # Moved on after a failure. due_at stays, so that lateness is told truly.
    not_before = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("not_before", "id")
        constraints = (
            models.UniqueConstraint(fields=("article", "step"), name="errand_once"),
            models.CheckConstraint(condition=~Q(step=""), name="errand_has_step"),
        )

    def __str__(self) -> str:
        return f"{self.get_step_display()} ({self.article_id})"


class PhotoErrand(Attempted):
    """The public files of a photo: whether they are put away, and whether they are where they belong. Only photos that
    were taken back or whose rights have ended have one. Pages never ask it. See photos/putting_away.py."""

    photo = models.OneToOneField("Photo", on_delete=models.CASCADE, primary_key=True, related_name="errand")
    away_at = models.DateTimeField(null=True)  # null: the files are public
    not_before = models.DateTimeField(null=True, db_index=True)  # null: there is nothing to do

    class Meta:
        verbose_name = "photo errand"

    def __str__(self) -> str:
        return f"Files of photo {self.photo_id}"
