"""Reads one picture file, as the library does, in a process of its own: what it said, and what it cost. Prints JSON:
`python -m tests.photos.reading FILE`. Imports first, so that the figures are of the picture, memory aside."""

import json
import os
import sys
import time
from pathlib import Path

import django


def peak_megabytes() -> int:
    """The most memory this process has ever had; ru_maxrss would tell of the one that started it, too."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) // 1024


def main(path: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from articles.photos import PictureRefused, read_picture

    data, began, cpu = Path(path).read_bytes(), time.monotonic(), time.process_time()
    try:
        picture = read_picture(data)
        said = f"{picture.width} x {picture.height}"
    except PictureRefused as refusal:
        said = str(refusal)
    took = {"seconds": time.monotonic() - began, "cpu": time.process_time() - cpu}
    sys.stdout.write(json.dumps({"said": said, **took, "megabytes": peak_megabytes()}))


if __name__ == "__main__":
    main(sys.argv[1])
