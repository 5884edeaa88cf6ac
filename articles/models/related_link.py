"""RelatedLink: a story an editor points at from a story, inside the text or in the sidebar.

`story_key` says which story that is whatever its address looks like; it is worked out by related/identity.py and set
just before saving (receivers.py), so that the database itself can refuse the same story twice.
"""

from django.db import models
from django.db.models import Q


class RelatedLink(models.Model):
    class Placement(models.TextChoices):
        INLINE = "inline", "In the text"
        SIDEBAR = "sidebar", "In the sidebar"

    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="related_links")
    target = models.ForeignKey(
        "Article", on_delete=models.CASCADE, null=True, blank=True, related_name="linked_from", verbose_name="our story"
    )
    url = models.URLField("or web address", max_length=2000, blank=True)
    title = models.CharField(
        max_length=300, blank=True, help_text="Needed for a web address. Empty: the story’s headline."
    )
    placement = models.CharField(max_length=8, choices=Placement, default=Placement.SIDEBAR)
    after_paragraph = models.PositiveSmallIntegerField(default=3, help_text="Only for links in the text.")
    position = models.PositiveSmallIntegerField(default=0, db_index=True)
    story_key = models.CharField(max_length=255, editable=False)
    repeat_on_purpose = models.BooleanField(
        default=False, help_text="Tick only if this story really should be shown a second time on the same page."
    )

    class Meta:
        verbose_name = "related story"
        verbose_name_plural = "related stories"
        ordering = ("position", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("article", "story_key"), condition=Q(repeat_on_purpose=False), name="related_story_once"
            ),
            models.CheckConstraint(condition=~Q(story_key=""), name="related_link_has_key"),
            models.CheckConstraint(
                condition=Q(target__isnull=False) | ~Q(title=""),
                name="related_link_can_be_printed",
                violation_error_message="Choose one of our stories, or give a title for the web address.",
            ),
            models.CheckConstraint(
                condition=Q(target__isnull=True) | ~Q(target=models.F("article")),
                name="related_link_not_to_itself",
                violation_error_message="A story cannot point at itself.",
            ),
        )

    def __str__(self) -> str:
        return self.title or (str(self.target) if self.target_id else self.url)
