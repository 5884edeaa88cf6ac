"""IPTC-IIM: the records in which agencies have written what a picture is since 1991, read by Pillow; in which letters
they are written is found out here. IPTC-NAA Information Interchange Model 4.2, chapter 6."""

from PIL import Image, ImageFile, IptcImagePlugin

LETTERS_TOLD = (1, 90)  # "coded character set": an escape sequence of ISO 2022
_UTF8, _LATIN = b"\x1b%G", (b"\x1b.A", b"\x1b-A")
MOST_BYTES = 64 * 1024  # of one value; the standard's longest is 2,000


def records_of(image: Image.Image) -> dict[tuple[int, int], list[str]]:
    """{(2, 80): ["Jo Lens"], …}: texts by record and data set. Empty for a picture without, or with a broken one."""
    if not isinstance(image, ImageFile.ImageFile):
        return {}
    try:
        found = IptcImagePlugin.getiptcinfo(image) or {}
    except Exception:  # it raises whatever a broken one brings it to
        return {}
    raw = {
        place: [value[:MOST_BYTES] for value in (values if isinstance(values, list) else [values])]
        for place, values in found.items()
        if place[0] == 2
    }
    told = found.get(LETTERS_TOLD, b"")
    letters = _letters(
        told if isinstance(told, bytes) else b"", b"\n".join(value for one in raw.values() for value in one)
    )
    return {place: [value.decode(letters, "replace") for value in values] for place, values in raw.items()}


def _letters(told: bytes, written: bytes) -> str:
    """The encoding: as it is told, else UTF-8 if it can be that, else the likelier of Windows' and the old Macintosh's:
    programs never said which they used."""
    if told.startswith(_LATIN):
        return "cp1252"
    try:
        written.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    if told.startswith(_UTF8):
        return "utf-8"
    return max(("cp1252", "mac_roman"), key=lambda one: _likelihood(written.decode(one, "replace")))


def _likelihood(text: str) -> int:
    """How many accented letters of western European languages stand where they may: small ones after a letter, capital
    ones at the beginning of a word."""
    return sum(_points(before, letter) for before, letter in zip(" " + text, text, strict=False))


def _points(before: str, letter: str) -> int:
    if letter in "ß’“”–":
        return 1
    if "\u00e0" <= letter <= "\u00ff" and letter != "÷":
        return 2 if before.isalpha() else 1
    return int("\u00c0" <= letter <= "\u00de" and letter != "×" and not before.isalpha())
