"""Photos in a scrape: a caption printed twice (alt text and caption), and the credit line below it."""

import re
from collections.abc import Sequence
from functools import lru_cache

from articles.importing.story import StoryPhoto

from .furniture import is_prose
from .headlines import headline_words, labelled_title, title_key
from .lines import Line

_LONGEST_CAPTION = 1200
_LONGEST_CREDIT = 120
_ALT_LABEL = re.compile(r"(?:PHOTO|IMAGE|Photo|Image|FILE PHOTO)\s*:\s*")
_WORDS = re.compile(r"[^\W_]+")
_AGENCIES = (
    r"getty|getty images|ap|a\.p\.|ap photos?|associated press|the associated press|afp|reuters|epa|upi|corbis"
    r"|shutterstock"
    r"|istock(?:photo)?|thinkstock|wireimage|filmmagic|redferns|polaris|splash(?: news)?|zuma(?: press| wire)?"
    r"|sipa(?: press| usa)?"
    r"|newscom|redux|magnum|landov|rex(?: features)?|retna|startraks|akm-?gsi|inf(?:photo)?|pacific coast news"
    r"|x17|fame"
    r"|bauer-?griffin|barcroft(?: media)?|caters|xinhua|mct|bloomberg|nasa|noaa|fbi|handout|ho|pool|file|abc"
    r"|abc news|cbs|nbc"
    r"|fox|cnn|espn|bbc|pbs|mtv|hbo|universal|paramount|disney|warner bros\.?|everett|wenn|newspix|matrix|ipx"
    r"|ap images"
    r"|facebook|twitter|instagram|youtube|tumblr|vine|flickr|google|linkedin|myspace|contour|nurphoto"
    r"|anadolu(?: agency)?"
    r"|the new york times|usa today(?: sports)?|sports illustrated|time|people|vogue|white house"
    r"|u\.?s\.? (?:army|navy|air force|marines?)"
    r"|kabc|kgo|ktrk|wabc|wls|wpvi|(?-i:[KW][A-Z]{2,3}(?:-TV)?)|gma|abcnews\.com|abc news illustration"
    r"|abc news photo illustration"
)
_AGENCY = re.compile(rf"(?:{_AGENCIES})", re.I)
_STRONG = re.compile(
    r"(?:photo(?:graph)?s? (?:by|courtesy)\b|courtesy\b|(?:getty|ap) (?:images?|photos?)\b|photo credit\b"
    r"|\(?(?:image|photo|picture|video)?\s*credits?\s*:|handout\b"
    r"|@\w+ via\b|(?:twitter|facebook|instagram|youtube)\s*/).*",
    re.I,
)
_CREDIT_LABEL = re.compile(r"^\(?(?:(?:image|photo|picture|video)\s+)?credits?\s*:\s*", re.I)
_SLASHED = re.compile(r"[^/]{2,60}(?:/[^/]{2,60}){1,4}")
_WEAK = re.compile(
    r"\b(?:images|photos?|press|police|sheriff|department|dept|county|university|pool|handout|productions?"
    r"|pictures|via|studios?|family"
    r"|foundation|agency|museum|hospital|court|jail|archives?|times|post|zoo|illustration|entertainment|records"
    r"|museum|office)\b.*",
    re.I,
)
_STOPPED = re.compile(r"[.!?:;,][\"'”’)]*$")
_COMPANY = re.compile(r"(?:\b(?:Inc|Jr|Sr|Co|Corp|Bros|Dept|Ltd|U\.S|St)|\b[A-Z])\.$")


@lru_cache(maxsize=1024)
def is_credit(text: str) -> bool:
    """True for a line that can only be a credit: an agency, "Courtesy …", Name/Agency, a handle."""
    if not _can_be_credit(text):
        return False
    if _AGENCY.fullmatch(text) or _STRONG.fullmatch(text):
        return True
    if "/" in text and _SLASHED.fullmatch(text) and text.count(" ") <= 10:
        return any(_AGENCY.fullmatch(part.strip()) for part in text.split("/")) or text.count(" ") <= 4
    return (
        re.fullmatch(r"@\w{2,30}", text) is not None
        or re.search(r"(?:getty images|ap photo)\)?$", text, re.I) is not None
    )


def may_be_credit(text: str) -> bool:
    """True for a short line without a full stop that fits below a caption: "Jane Doe", "Dallas Police Department"."""
    return is_credit(text) or (_can_be_credit(text) and (bool(_WEAK.search(text)) or len(text.split()) <= 5))


def is_weak_credit(text: str) -> bool:
    return _can_be_credit(text) and _WEAK.search(text) is not None and len(text.split()) <= 8


def are_twins(first: str, second: str) -> bool:
    """True when two lines are one caption printed twice: equal words, one cut short, or almost all words in common."""
    if first == second:
        return True
    if len(first) > _LONGEST_CAPTION or len(second) > _LONGEST_CAPTION:
        return False
    if (
        not _ALT_LABEL.match(first)
        and first[:1].lower() != second[:1].lower()
        and first[:1].isalnum()
        and second[:1].isalnum()
    ):
        return False
    a, b = _words(first), _words(second)
    short, long = sorted(("".join(a), "".join(b)), key=len)
    if short == long:
        return bool(short)
    if min(len(a), len(b)) >= 4 and long.startswith(short):
        return True
    common = len(set(a) & set(b))
    return min(len(a), len(b)) >= 5 and common >= 0.85 * max(len(set(a)), len(set(b)))


def read_photo(lines: Sequence[Line], at: int, place: int, flat: bool) -> tuple[StoryPhoto, int] | None:
    """A photo that begins in line `at` and the position after it, or None. `place` is the paragraph it stands below."""
    first = lines[at].text
    second = lines[at + 1] if at + 1 < len(lines) else None
    labelled = _ALT_LABEL.match(first) is not None
    if second is None or len(first) > _LONGEST_CAPTION:
        return (StoryPhoto(_bare(first), "", place), at + 1) if labelled and second is None and not flat else None
    if _may_be_twins(lines, at) and are_twins(first, second.text):
        return _twin_photo(lines, at, place, flat)
    if labelled and is_credit(second.text):
        return StoryPhoto(_bare(first), clean_credit(second.text), place), at + 2
    if second.gap or is_credit(first):
        return (StoryPhoto(_bare(first), "", place), at + 1) if labelled and second.gap and not flat else None
    if _is_credit_below(lines, at + 1, flat) and (not flat or len(first.split()) <= 45):
        return StoryPhoto(_bare(first), clean_credit(second.text), place), at + 2
    return _photo_with_alt(lines, at, place) if not flat else None


def _is_credit_below(lines: Sequence[Line], at: int, flat: bool) -> bool:
    """A credit beyond doubt, or "Dell Police Department" that closes a block of two lines."""
    weak = not flat and lines[at - 1].gap and is_weak_credit(lines[at].text) and _ends_block(lines, at)
    return weak or is_credit(lines[at].text)


def _may_be_twins(lines: Sequence[Line], at: int) -> bool:
    """Spares most paragraphs the comparison: without room for a credit, only equal letters count as twins."""
    first, second = lines[at].text, lines[at + 1].text
    if first == second or _ALT_LABEL.match(first) or first.endswith(("...", "…")):
        return True
    if at + 2 >= len(lines) or _can_be_credit(lines[at + 2].text):
        return True
    return abs(len(first) - len(second)) < 8 and title_key(first) == title_key(second)


def _photo_with_alt(lines: Sequence[Line], at: int, place: int) -> tuple[StoryPhoto, int] | None:
    """A block of three lines of its own: an alt text, a different caption, a credit."""
    block = lines[at : at + 3]
    if len(block) < 3 or block[2].gap or not is_credit(block[2].text) or not _ends_block(lines, at + 2):
        return None
    alt, caption, credit = (line.text for line in block)
    if len(alt) > 200 or is_prose(alt, 40):
        return None
    return StoryPhoto(_bare(caption), clean_credit(credit), place, alt=_bare(alt)), at + 3


def _twin_photo(lines: Sequence[Line], at: int, place: int, flat: bool) -> tuple[StoryPhoto, int] | None:
    first, second = lines[at], lines[at + 1]
    end = at + 2
    while end < len(lines) and end < at + 5 and lines[end].text == second.text:
        end += 1
    labelled = bool(_ALT_LABEL.match(first.text))
    if labelled_title(first.text) and not labelled:
        return None
    caption, credit = better_caption(first.text, second.text), _glued_credit(first.text, second.text)
    if credit:
        return StoryPhoto(_bare(first.text), credit, place), end
    if end < len(lines) and _credit_fits(lines, end, flat):
        return StoryPhoto(caption, clean_credit(lines[end].text), place), end + 1
    if labelled or _is_caption_alone(first, second):
        return StoryPhoto(caption, "", place), end
    return None


def _is_caption_alone(first: Line, second: Line) -> bool:
    words = len(second.text.split())
    return 4 <= words <= 70 and not headline_words(second.text) and _is_bare_caption(first, second)


def _glued_credit(alt: str, caption: str) -> str:
    """The credit that the second printing has run on to the caption ("… May 3, 2012.Getty Images"), or nothing."""
    alt = _bare(alt)
    tail = caption[len(alt) :].strip() if len(alt) > 20 and caption.startswith(alt) else ""
    return clean_credit(tail.strip("()|")) if tail and is_credit(tail.strip("()|")) else ""


def _is_bare_caption(first: Line, second: Line) -> bool:
    """Without a credit, only the very same sentence twice is a caption: verses and refrains are not."""
    if second.text[:1] in "\"“'‘" or not (is_prose(second.text, 4) or not second.gap):
        return False
    return "".join(_words(first.text)) == "".join(_words(second.text)) or first.text.rstrip().endswith(("...", "…"))


def _credit_fits(lines: Sequence[Line], at: int, flat: bool) -> bool:
    line = lines[at]
    if is_credit(line.text):
        return True
    if labelled_title(line.text):
        return False
    if line.gap:
        return is_weak_credit(line.text)
    if flat:
        following = lines[at + 1].text if at + 1 < len(lines) else ""
        return is_weak_credit(line.text) or (may_be_credit(line.text) and len(following) > 80)
    return _can_be_credit(line.text) and (_ends_block(lines, at) or may_be_credit(line.text))


def _ends_block(lines: Sequence[Line], at: int) -> bool:
    return at + 1 >= len(lines) or lines[at + 1].gap


def lead_photos(block: Sequence[Line]) -> list[StoryPhoto]:
    """The photos of the block that hangs on the time line: captions, alt texts and credits, nothing else."""
    photos: list[StoryPhoto] = []
    at = 0
    while at < len(block):
        found = read_photo(block, at, 0, flat=False)
        if found:
            photo, at = found
        else:
            photo, at = _lone_photo(block, at)
        photos.append(photo)
    return photos


def _lone_photo(block: Sequence[Line], at: int) -> tuple[StoryPhoto, int]:
    """Alt text and caption that differ, a caption without credit, or a credit without caption."""
    texts = [line.text for line in block[at : at + 3]]
    if len(texts) == 3 and not may_be_credit(texts[1]) and may_be_credit(texts[2]):
        return StoryPhoto(_bare(texts[1]), clean_credit(texts[2]), alt=_bare(texts[0])), at + 3
    if is_credit(texts[0]):
        return StoryPhoto("", clean_credit(texts[0])), at + 1
    if len(texts) == 2 and may_be_credit(texts[1]):
        return StoryPhoto(_bare(texts[0]), clean_credit(texts[1])), at + 2
    if len(texts) == 2:
        alt, caption = _bare(texts[0]), _bare(texts[1])
        return StoryPhoto(caption, alt="" if alt == caption else alt), at + 2
    return StoryPhoto(_bare(texts[0])), at + 1


def better_caption(alt: str, caption: str) -> str:
    """The fuller of two printings; the second when they are equally long."""
    first, second = (re.sub(r"\s*(?:\.{2,}|…)$", "", _bare(text)) for text in (alt, caption))
    return _bare(alt) if len(first) > len(second) else _bare(caption)


def clean_credit(text: str) -> str:
    """The credit without "(Image Credit: …)" around it."""
    bare = _CREDIT_LABEL.sub("", text)
    return bare.rstrip(")") if bare != text and text[0] == "(" else bare


def _bare(text: str) -> str:
    return _ALT_LABEL.sub("", text, count=1) if _ALT_LABEL.match(text) else text


def _words(text: str) -> list[str]:
    return _WORDS.findall(_bare(text).casefold().replace("'", "").replace("’", ""))


def _can_be_credit(text: str) -> bool:
    return (
        len(text) <= _LONGEST_CREDIT
        and len(text.split()) <= 14
        and text[:1] not in "\"“'‘"
        and (not _STOPPED.search(text) or bool(_COMPANY.search(text)))
        and not labelled_title(text)
    )
