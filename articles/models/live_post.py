"""LivePost: a dated post of a live blog, and LivePostCorrection: a note on what was wrong in one. Written by the verbs
in live/blog.py alone, which clean the text and say who may; readers' pages read them by queries/live_blog.py."""

from datetime import datetime
from html import unescape

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.html import strip_tags
from django.utils.text import Truncator


class LivePostQuerySet(models.QuerySet["LivePost"]):
    def live(self, now: datetime) -> "LivePostQuerySet":
        """What readers see at `now` (aware), the newest first."""
        return self.filter(published_at__lte=now, withdrawn_at__isnull=True).order_by("-published_at", "-id")

    def for_readers(self) -> "LivePostQuerySet":
        """Those that readers have: a post goes out when it is published, never later."""
        return self.filter(published_at__isnull=False, withdrawn_at__isnull=True, coverage__is_rehearsal=False)


class LivePost(models.Model):
    coverage = models.ForeignKey("SpecialCoverage", on_delete=models.CASCADE, related_name="posts", db_index=False)
    headline = models.CharField(max_length=160, blank=True)
    body = models.TextField("text", blank=True)
    photo = models.ForeignKey("Photo", on_delete=models.PROTECT, null=True, blank=True, related_name="live_posts")
    author = models.ForeignKey("Contributor", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_pinned = models.BooleanField("stays at the top", default=False)
    is_key = models.BooleanField("key moment", default=False)
    published_at = models.DateTimeField("published", null=True, blank=True)  # none: a draft
    edited_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Counts up with every change, so that nobody overwrites what somebody else has changed meanwhile.
    version = models.PositiveIntegerField(default=1, editable=False)
    # Which press of the button made it: pressed twice, or sent again by a bad network, it is one post.
    sent_as = models.CharField(max_length=36, blank=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = LivePostQuerySet.as_manager()

    class Meta:
        verbose_name = "live post"
        ordering = ("-published_at", "-id")
        permissions = (("change_any_livepost", "Can change everybody’s live posts"),)
        constraints = (
            models.UniqueConstraint(
                fields=("coverage", "sent_as"), condition=~Q(sent_as=""), name="live_post_sent_once"
            ),
            models.CheckConstraint(
                condition=~Q(headline="") | ~Q(body="") | Q(photo__isnull=False), name="live_post_says_something"
            ),
        )
        indexes = (models.Index(fields=("coverage", "-published_at", "-id"), name="live_post_newest"),)

    def __str__(self) -> str:
        return self.headline or Truncator(_words(self.body)).chars(80) or f"Post {self.pk}"


def _words(body: str) -> str:
    """Of a body that the verbs have cleaned."""
    apart = body.replace("</p>", "</p> ").replace("</li>", "</li> ").replace("<br>", " ")
    return " ".join(unescape(strip_tags(apart)).split())


class LivePostCorrection(models.Model):
    post = models.ForeignKey(LivePost, on_delete=models.CASCADE, related_name="corrections")
    text = models.TextField(max_length=2000)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "correction of a live post"
        ordering = ("at", "id")
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="live_post_correction_has_text"),)

    def __str__(self) -> str:
        return self.text
