"""What the sizes of a picture cost: a photo of 6000x4000 pixels, all its JPEG and WebP files, and AVIF apart; and what
an upload makes before the desk shows it. `python -m tests.benchmarks.renditions` prints it; it needs no database."""

import io
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROMISED_PER_SECOND, PROMISED_MEGABYTES = 10, 350
SIZE = (6000, 4000)
ROUNDS = 3
ROOT = Path(__file__).resolve().parents[2]


def print_renditions() -> None:
    """The table. Each line is measured in a process of its own, so that memory is that of the work alone."""
    print(
        f"\nPictures: one photo of {SIZE[0]}x{SIZE[1]}, best of {ROUNDS}. Promised: at least {PROMISED_PER_SECOND} "
        f"JPEG and WebP files a CPU second, at most {PROMISED_MEGABYTES} MB.\n"
    )
    print(f"{'':<34} {'files':>5} {'CPU s':>7} {'per CPU s':>9} {'MB':>5}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "photo.jpg"
        _draw(path)
        for types, progressive in (("jpg,webp", ""), ("jpg,webp", "progressive"), ("avif", ""), ("first", "")):
            command = [sys.executable, "-m", "tests.benchmarks.renditions", str(path), types, progressive]
            environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
            done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
            if done.returncode:
                raise SystemExit(f"tests.benchmarks.renditions failed:\n{done.stderr}")
            print(done.stdout.splitlines()[-1])


def _draw(path: Path) -> None:
    """A drawn scene with the grain of a sensor: about as hard to write as a photograph, 10 MB as a JPEG."""
    from PIL import Image

    from articles.demo import art

    image = art.draw("harbour-dawn").resize(SIZE)
    grain = Image.effect_noise(SIZE, 40)
    Image.blend(image, Image.merge("RGB", [grain] * 3), 0.07).save(path, quality=95)


def measure(path: Path, types: str, progressive: str) -> str:
    """One line of the table, measured in this process."""
    from articles.models import Photo
    from articles.photos.making import first_ones, renditions_of
    from articles.photos.renditions import cut_out

    photo = Photo(width=SIZE[0], height=SIZE[1], fingerprint="a" * 64, focus_x=300, focus_y=400)
    named = f"{types}{', from a progressive JPEG' if progressive else ''}"
    wanted = first_ones(photo) if types == "first" else [
        one for one in renditions_of(photo) if one.type in types.split(",")
    ]  # fmt: skip
    data = _as_progressive(path) if progressive else path.read_bytes()
    times, count = [], 0
    for _ in range(ROUNDS):
        before = time.process_time()
        count = sum(1 for _ in cut_out(io.BytesIO(data), SIZE, wanted))
        times.append(time.process_time() - before)
    megabytes = int(re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text())[1]) // 1024  # type: ignore[index]
    best = min(times)
    return f"{named:<34} {count:>5} {best:>7.2f} {count / best:>9.1f} {megabytes:>5}"


def _as_progressive(path: Path) -> bytes:
    """Written by another process, or its memory would count."""
    code = "import sys; from PIL import Image; Image.open(sys.argv[1]).save(sys.argv[2], quality=95, progressive=True)"
    other = path.with_suffix(".progressive.jpg")
    subprocess.run([sys.executable, "-c", code, str(path), str(other)], check=True)
    return other.read_bytes()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        import django

        django.setup()
        print(measure(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
    else:
        print_renditions()
