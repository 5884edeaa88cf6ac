"""What published stories have in common, worked out at publication by related/candidates.py and read by the pages.

Trait: one subject, name or word of a story, as a number. Likeness: how alike two stories are, and in what.
"""

from django.db import models


class Trait(models.Model):
    """The newest stories with a trait are one walk down the primary key, however many stories have it."""

    pk = models.CompositePrimaryKey("trait", "story_id")
    trait = models.BigIntegerField()  # related/traits.py says how it is made of kind and text
    story = models.ForeignKey("PublishedArticle", on_delete=models.CASCADE, related_name="traits")

    class Meta:
        verbose_name = "trait of a story"
        verbose_name_plural = "traits of stories"

    def __str__(self) -> str:
        return f"{self.trait} of {self.story_id}"


class Likeness(models.Model):
    """One direction of it: on the page of `story`, `other` is worth `score` points."""

    pk = models.CompositePrimaryKey("story_id", "other_id")
    story = models.ForeignKey("PublishedArticle", on_delete=models.CASCADE, related_name="likenesses", db_index=False)
    other = models.ForeignKey("PublishedArticle", on_delete=models.CASCADE, related_name="likened_to")
    score = models.FloatField()
    parts = models.JSONField(default=list)  # [[kind, words, points]], kind is coverage, topic, name or text

    class Meta:
        verbose_name = "likeness of two stories"
        verbose_name_plural = "likenesses of stories"
        indexes = (models.Index(fields=("story", "-score", "-other"), name="likeness_best"),)
        constraints = (
            models.CheckConstraint(condition=~models.Q(story=models.F("other")), name="likeness_of_two_stories"),
        )

    def __str__(self) -> str:
        return f"{self.story_id} like {self.other_id}"
