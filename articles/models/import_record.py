"""ImportRecord: what an imported story looked like when the importer last wrote it (importing/match.py reads it)."""

from django.db import models


class ImportRecord(models.Model):
    article = models.OneToOneField("Article", on_delete=models.CASCADE, related_name="import_record")
    path = models.CharField(max_length=500, blank=True)
    source_digest = models.CharField(max_length=64)  # of what the source said
    content_digest = models.CharField(max_length=64)  # of the working copy just after the import
    identity = models.CharField(max_length=64, db_index=True)  # of headline and time: the same story under another name
    imported_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.path
