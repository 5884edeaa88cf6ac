"""Listings: under which topics and authors readers find a story, newest first. Written with the readers' row
(workflow/listings.py); whether the story is live is asked of that row, as everywhere."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q


class ListingQuerySet(models.QuerySet[Any]):
    def live(self, now: datetime) -> "ListingQuerySet":
        """The rule of PublishedArticleQuerySet.live, one table further. `published_at` stands here too, so that a walk
        down the index of one topic needs no sorting."""
        return self.filter(
            Q(story__expires_at__isnull=True) | Q(story__expires_at__gt=now),
            published_at__lte=now,
            story__withdrawn_at__isnull=True,
        )


class TopicListing(models.Model):
    topic = models.ForeignKey("Topic", on_delete=models.PROTECT, related_name="listings", db_index=False)
    story = models.ForeignKey("PublishedArticle", on_delete=models.CASCADE, related_name="topic_listings")
    published_at = models.DateTimeField()

    objects = ListingQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("topic", "story"), name="topic_lists_story_once"),)
        indexes = (models.Index(fields=("topic", "-published_at", "-story"), name="topic_listing_newest"),)

    def __str__(self) -> str:
        return f"story {self.story_id} under topic {self.topic_id}"


class AuthorListing(models.Model):
    author = models.ForeignKey("Contributor", on_delete=models.PROTECT, related_name="listings", db_index=False)
    story = models.ForeignKey("PublishedArticle", on_delete=models.CASCADE, related_name="author_listings")
    published_at = models.DateTimeField()

    objects = ListingQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("author", "story"), name="author_lists_story_once"),)
        indexes = (models.Index(fields=("author", "-published_at", "-story"), name="author_listing_newest"),)

    def __str__(self) -> str:
        return f"story {self.story_id} by author {self.author_id}"
