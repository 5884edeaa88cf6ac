"""Datelines: `CHICAGO --`, `NAIROBI, Kenya --`, `WASHINGTON (AP) --`, `NEW YORK, Feb. 3, 2010 —`, `May 8, 2014 --`."""

import re

from .times import MONTH, WEEKDAY

_OPENING = 200
_DASH = r"(?P<dash>\s*(?:-{2,}|—|–|―)(?:\s*(?:-{2,}|—|–|―|-(?=\s)))*|\s+-(?=\s))"
_DATE = rf"(?P<date>(?:{WEEKDAY}?{MONTH}\s*\d{{1,2}}(?:st|nd|rd|th)?(?:\s*,?\s*\d{{4}})?))"
_CAPITALS = r"[A-ZÀ-Þ](?:[A-ZÀ-Þ.'’/-]*[A-ZÀ-Þ.])?"
_WORD = r"[A-ZÀ-Þ][\w.'’-]*"
_SHOUTED = (
    rf"(?P<place>{_CAPITALS}(?:,?\s+(?:{_CAPITALS}|and|of|the|in|on|de|la|del|à|au))*"
    rf"(?:\s*,\s*{_WORD}(?:\s+(?:{_WORD}|of|the|and|de|la|del)){{0,4}})?)"
)
_QUIET = rf"(?P<place>{_WORD}(?:\s+(?:{_WORD}|de|la|del|of)){{0,3}}(?:\s*,\s*{_WORD}(?:\s+{_WORD}){{0,2}})?)"
_AGENCY = r"(?P<agency>\((?:[A-Z][\w.&/'’ -]{1,40})\))"
_AGENCY_LAST = _AGENCY.replace("agency", "agency2")
_STATE = re.compile(
    r".*,\s*(?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev"
    r"|N\.?\s?[HJMYCD]|Okla|Ore|Pa|R\.?\s?I|S\.?\s?[CD]|Tenn|Tex|Texas|Vt|Va|Wash|W\.?\s?Va|Wis|Wyo|Iowa|Ohio"
    r"|Utah|Idaho"
    r"|Maine|Hawaii|Alaska|D\.?\s?C)\.?"
)
_SHOUTED_LINE = re.compile(
    rf"[\s,]*(?:{_SHOUTED}\s*,?\s*)?(?:{_AGENCY}\s*,?\s*)?(?:{_DATE}\s*,?)?\s*"
    rf"(?:{_AGENCY_LAST})?{_DASH}"
)
_QUIET_LINE = re.compile(rf"{_QUIET}\s*,?\s*(?:{_AGENCY}\s*)?(?:{_DATE}\s*)?{_DASH}")
_BARE_DASH = re.compile(r"[\s,]*(?:-{2,}|—|–|―)(?:\s*(?:-{2,}|—|–|―))*\s*")
_NO_PLACE = frozenset(
    "NASA NATO AIDS BREAKING UPDATE UPDATED EXCLUSIVE ANALYSIS CORRECTION NOTE WARNING WATCH PHOTO PHOTOS VIDEO MORE "
    "RELATED READ ALSO OPINION REVIEW QUESTION ANSWER FACT MYTH PROS CONS WINNER LOSER FICTION FALSE TRUE STEP TIP "
    "INTRO NARRATOR ANNOUNCER FLASHBACK DEVELOPING LIVE POLL WAIT STOP YES NEVER BUT THEN".split()
)
_NO_PLACE_PHRASES = re.compile(
    r"(?:BREAKING NEWS|SPOILER|EDITOR['’]?S?|JUST IN|FULL STORY|BOTTOM LINE|THE BOTTOM LINE|FACT CHECK|FIRST ON|"
    r"FLASH|READ MORE|SEE ALSO|CLICK HERE|NEW(?! ))\b"
)


def split_dateline(text: str) -> tuple[str, str]:
    """(dateline with its dash, rest of the paragraph). A dash without place and date is dropped: ("", rest).

    Site and agency may both have set one ("OSLO -- OSLO (AP) — …"): the same place is told once, the fuller way.
    """
    first, rest = _split_once(text)
    if not first and rest != text:
        first, rest = _split_once(rest)
    second, below = _split_once(rest) if first else ("", rest)
    if not second:
        return first, rest
    same = second.startswith(first.rstrip(" -–—―"))
    return (second if same else f"{first} {second}"), below


def _split_once(text: str) -> tuple[str, str]:
    opening = text[:_OPENING]
    if not any(dash in opening for dash in ("--", "—", "–", "―", " - ")):
        return "", text
    for pattern, fits in ((_SHOUTED_LINE, _is_shouted_dateline), (_QUIET_LINE, _is_quiet_dateline)):
        match = pattern.match(opening)
        doubled = match is not None and len(match["dash"].split()) > 1
        if match and fits(match) and (doubled or _opens_sentence(text[match.end() :])):
            return _printed(match), text[match.end() :].strip()
    bare = _BARE_DASH.match(opening)
    return "", (text[bare.end() :].strip() if bare else text)


def opens_with_dateline(text: str) -> bool:
    return bool(split_dateline(text)[0])


def _printed(match: re.Match[str]) -> str:
    """Old pages print the dash twice ("— --"): the last one stands for both."""
    dash = re.findall(r"-{2,}|—|–|―|-", match["dash"])[-1]
    return f"{match[0][: match.start('dash') - match.start()].strip(' ,')} {dash}"


def _opens_sentence(rest: str) -> bool:
    """After a dateline a sentence begins; after a dash inside a sentence it goes on in small letters."""
    for char in rest[:8]:
        if char.isalnum():
            return not char.islower() or bool(re.match(r"\W*(?:i[A-Z]|e[A-Z]|al[- ]|de |el-)", rest))
        if char in "?!,;.":
            return char == "."
    return not rest


def _is_shouted_dateline(match: re.Match[str]) -> bool:
    place = (match["place"] or "").strip(" ,")
    supported = bool(match["date"] or match["agency"] or match["agency2"])
    if not place:
        return supported
    head = place.split(",")[0]
    letters = sum(char.isalpha() for char in head)
    if letters < 3 and not (supported or re.fullmatch(r"(?:[A-Z]\.){2,}", head)):
        return False
    if head.split()[0].rstrip(".") in _NO_PLACE or _NO_PLACE_PHRASES.match(head):
        return False
    hyphenless = "-" if match["dash"].strip() == "-" else ""
    return len(place.split()) <= 10 and not (hyphenless and letters < 4)


def _is_quiet_dateline(match: re.Match[str]) -> bool:
    """A place in normal case needs a date, an agency or a state beside it: "Then -- silence" is none."""
    return bool(match["date"] or match["agency"] or _STATE.fullmatch(match["place"].strip(" ,")))
