"""Topics: what a story is about, across sections."""

from django.db import models

from articles.models.address import AddressField


class Topic(models.Model):
    name = models.CharField(max_length=80, unique=True)
    slug = AddressField("address", max_length=80, unique=True)
    description = models.CharField(
        max_length=300, blank=True, help_text="One sentence for search results and for links that are shared."
    )
    introduction = models.TextField(
        blank=True,
        max_length=4000,
        help_text="A few sentences at the head of the topic’s page. An empty line begins a new paragraph.",
    )

    class Meta:
        ordering = ("name",)
        constraints = (models.CheckConstraint(condition=~models.Q(slug=""), name="topic_has_slug"),)

    def __str__(self) -> str:
        return self.name
