"""Kinds of update: what readers are told about a change to a story they already have, and what follows from that."""

from django.db import models

from articles.models import Correction


class UpdateKind(models.TextChoices):
    """What readers are told about a change to a story they already have."""

    SILENT = "silent", "Small fix: readers are not told"
    UPDATE = "update", "Update: readers see “Updated”"
    CORRECTION = "correction", "Correction: with a note to readers"
    CLARIFICATION = "clarification", "Clarification: with a note to readers"


NOTED = {UpdateKind.CORRECTION: Correction.Kind.CORRECTION, UpdateKind.CLARIFICATION: Correction.Kind.CLARIFICATION}
