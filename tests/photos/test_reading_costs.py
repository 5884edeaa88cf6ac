"""What the worst pictures cost: each is read in a process of its own, with 500 MB and 5 s (of CPU: machines that run
tests are busy) to its verdict."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.samples.pictures.make import PICTURES, saved

ROOT = Path(__file__).resolve().parent.parent.parent
TURNED = Image.Exif()
TURNED[0x0112] = 6


def grain(width: int, height: int, mode: str = "RGB") -> Image.Image:
    return Image.effect_noise((width // 16, height // 16), 60).resize((width, height)).convert(mode)


WORST: dict[str, tuple[Callable[[], bytes], str]] = {
    "a large camera's, on its side": (
        lambda: saved(grain(8256, 5504), quality=90, exif=TURNED.tobytes(), subsampling="4:2:0"),
        "5504 x 8256",
    ),
    "in many walks, each in full colour": (
        lambda: saved(grain(9300, 6200), quality=60, progressive=True),
        "4650 x 3100",
    ),
    "for the press": (lambda: saved(grain(8256, 5504, "CMYK"), quality=60, exif=TURNED.tobytes()), "5504 x 8256"),
    "transparent": (lambda: saved(grain(7700, 5200, "RGBA"), "PNG", compress_level=1), "3850 x 2600"),
    "a hundred times smaller than its pixels": (
        lambda: saved(Image.new("P", (8900, 8900)), "PNG"),
        "4450 x 4450",
    ),
    "WebP": (lambda: saved(grain(6000, 4000), "WEBP", quality=50, method=0), "6000 x 4000"),
    "larger than memory": (
        lambda: saved(grain(8900, 8900), quality=20, progressive=True),
        "The picture is too large to be worked on in this format. Export it as a plain JPEG.",
    ),
    **{name: (PICTURES[name], "damaged") for name in ("bomb-of-scans.jpg", "bomb-of-text.png", "bomb-of-tiles.tif")},
}


@pytest.mark.parametrize("name", WORST)
def test_every_verdict_is_cheap(name, tmp_path):
    make, said = WORST[name]
    path = tmp_path / "picture"
    path.write_bytes(make())
    asked = subprocess.run(
        [sys.executable, "-m", "tests.photos.reading", str(path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    read = json.loads(asked.stdout)
    assert said in read["said"], read
    assert read["cpu"] < 5, read
    assert read["megabytes"] < 500, read
