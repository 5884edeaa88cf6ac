"""Files of pictures in the media storage, written so that nobody ever meets half a one: a worker that is killed, or a
full disk, leaves the old state."""

import contextlib
import os
import tempfile
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage


def put_file(path: str, data: bytes) -> None:
    """Write a file named after its content. One that is there already is the same; on a disk it is replaced in one
    step, elsewhere (S3 writes whole files) it is left. Raises OSError when there is no room."""
    storage = default_storage
    if not isinstance(storage, FileSystemStorage):
        if not storage.exists(path):
            storage.save(path, ContentFile(data))
        return
    target = Path(storage.path(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        Path(name).chmod(storage.file_permissions_mode or 0o644)
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise
