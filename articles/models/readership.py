"""Readership: how much a story is read, without knowing by whom. Counting is in readership/."""

from django.db import models


class Readership(models.Model):
    story = models.OneToOneField(
        "PublishedArticle", on_delete=models.CASCADE, primary_key=True, related_name="readership"
    )
    reads = models.PositiveBigIntegerField(default=0)
    # Reads that fade with time, as a logarithm: nothing is recounted as time goes on (readership/heat.py).
    heat = models.FloatField(db_index=True)
    last_read_at = models.DateTimeField()

    class Meta:
        verbose_name = "readership"
        verbose_name_plural = "readership"

    def __str__(self) -> str:
        return f"{self.reads} reads"
