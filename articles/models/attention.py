"""Attention: what the desk should look at in a story: links that lead nowhere or repeat themselves, photos without a
description or without rights. Written when a story is saved, when a photo is taken back, and by check_links and
check_rights; read by the desk's front page."""

from django.db import models
from django.db.models import Q


class Attention(models.Model):
    class Kind(models.TextChoices):
        ALT = "alt", "Photo without a description"
        LINK = "link", "Link to look at"
        BROKEN = "broken", "Broken link"
        PHOTO = "photo", "Photo that readers do not see"
        RIGHTS = "rights", "Rights to look at"

    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="attention")
    kind = models.CharField(max_length=8, choices=Kind)
    sentence = models.CharField(max_length=600)
    found_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "attention"
        ordering = ("-found_at", "-id")
        indexes = (models.Index(fields=("-found_at", "-id"), name="attention_newest"),)
        constraints = (models.CheckConstraint(condition=~Q(sentence=""), name="attention_says_what"),)

    def __str__(self) -> str:
        return self.sentence
