"""Private files of photos in tests: each test has a folder of its own, beside its media (tests/conftest.py)."""

import os
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage


class SentFolder(FileSystemStorage):
    @property
    def base_location(self) -> str:
        return str(Path(settings.MEDIA_ROOT).with_name("sent"))

    @property
    def location(self) -> str:
        return os.path.abspath(self.base_location)  # noqa: PTH100 (as Django has it: not resolved)
