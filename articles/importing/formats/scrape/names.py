"""Bylines: which line is one, who is in it, and how a name printed in capitals is written in normal case.

Where a byline stands on the page is decided in head.py.
"""

import re

from articles.importing.story import StoryAuthor

from .casing import normal_name, normal_organisation

_LONGEST = 400
_BY = re.compile(
    r"(?:By\s*[:|]?\s*(?=[^\W\d_a-z]|[@“\"'‘(]|20/20)|BY(?:\s+|\s*:\s*)|by\s+(?=[A-Z])"
    r"|(?:An?\s+)?(?:Analysis|Commentary|Opinion|Essay|Column|Written|Reported|Posted|Story|Compiled|Review)"
    r"\s+by\s*:?\s*)(?P<names>.+)",
)
_ANALYSIS = re.compile(
    r"(?:An?\s+)?(?:ANALYSIS|COMMENTARY|OPINION|ESSAY|COLUMN|WRITTEN|REPORTED)\s+[Bb][Yy]\s*:?\s*(.+)"
)
_VIA = re.compile(r"\s*\bvia\b.*$", re.I | re.S)
_GLUED_VIA = re.compile(r"(?<=[A-Z.])via(?=\s|[A-Z]|$).*$", re.S)
_HANDLES = re.compile(r"\(\s*@?\w{1,30}\s*\)|\(@[^)]{0,60}\)|(?<!\w)@\w{1,30}|\([^()]{0,60}\)")
_SEPARATOR = re.compile(r"\s*(,|;|\||\+|&|(?<!\w)(?:and|with)(?!\w))\s*", re.I)
_GLUED_AND = re.compile(r"(?<=[A-Z.])and(?=\s|[A-Z])|(?<=\s)and(?=[A-Z])")

_SUFFIX = re.compile(r"(?:jr|sr)\.?|ii|iii|iv", re.I)
_CREDENTIAL = re.compile(
    r"(?:m\.?d|d\.?o|ph\.?\s?d|r\.?n|r\.?d|j\.?d|m\.?p\.?h|m\.?b\.?a|m\.?a|d\.?d\.?s|d\.?v\.?m|psy\.?d|ed\.?d"
    r"|m\.?s|esq"
    r"|facc|facog|faap|facep|faan|p\.?a|n\.?p)\.?",
    re.I,
)
_ROLE = re.compile(
    r"\b(?:writers?|producers?|correspondents?|reporters?|editors?|contributors?|interns?|columnists?|directors?"
    r"|anchors?|fellows?|analysts?|consultants?|photographers?|bloggers?|associate|digital journalist|commentators?"
    r"|resident|internist|pediatrician|chief)\b",
    re.I,
)
_ORGANISATION = re.compile(
    r"\bnews(?:papers?|week|wire)?\b|\bassociated press\b|\bcanadian press\b|\bpress association\b|\breuters\b"
    r"|\bfrance[- ]presse\b|\bgood morning america\b|\bnightline\b|\b20/20\b|\bprimetime\b|\bworld news\b"
    r"|\bthis week\b"
    r"|\bespn\b|\bnetworks?\b|\bmagazine\b|\bbureau\b|\bunit$|\bteam$|\bradio$|\bdesk$|\bstaff$|\bonline$"
    r"|\.(?:com|org|net)\b|^the [^\s]+(?: [^\s]+)* (?:times|post|journal|tribune|herald|globe|show|view)$"
    r"|^(?:abc|ap|afp|upi|bbc|cnn|cbs|nbc|fox|npr|gma|webmd|healthday|bloomberg|blotter|the blotter|the note|staff"
    r"|[kw][a-z]{2,3}-?tv)$|\buniversity\b|\bcenters?\b|\bfoundation\b|\bwire services?\b|\bstaff reports?\b"
    r"|^usa today$"
    r"|\babc[kw]?\s?news\b",
    re.I,
)
_CALL_LETTERS = re.compile(r"[KW][A-Z]{3}")
_AFTER_NAME = re.compile(
    r"(?P<name>\S+\s+\S.*?)(?:(?:\s+(?:of|for|from))?\s+(?:the\s+)?"
    r"(?:Associated\s+Press\b.*|(?:AP|AFP)(?:\s+[\w/ -]*)?|Reuters\b.*|ESPN(?:\.com)?\b.*)"
    r"|(?:\s+(?:of|for|from))?\s*ABC\s?NEWS\b.*)",
    re.I,
)
_BEFORE_NAME = re.compile(
    r"(?:[\w-]+\s+){0,4}(?:writers?|editors?|correspondents?|reporters?|producers?|anchors?)\s+(?=\S+\s+\S)", re.I
)
_FROM_PLACE = re.compile(
    r"(\w\S*\s+\w\S*)\s+in\s+[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*)*(?:,\s*[A-Z][a-z]+(?=$|\s+and\b|;))?"
)
_COLUMN = re.compile(r"^(?:[A-Z][\w'’&-]*\s+){0,5}(?:BY|By|by)\s+(?=[A-Z])")
_POSSESSIVE = re.compile(r"^ABC\s?NEWS['’]S?\s+(?=\S+\s+\S+)", re.I)
_PARTICLES = frozenset("de la del der den van von da di du dos das le el al bin ibn y e st".split())


def byline_names(text: str) -> str | None:
    """The part of a byline after "By", or None when the line is no byline ("By Friday the city had …")."""
    if len(text) > _LONGEST or text[:1] not in "ABCEORSWabPp":
        return None
    match = _BY.fullmatch(text) or _ANALYSIS.fullmatch(text)
    if not match:
        return None
    names: str = match[match.lastindex or 1]
    return names if are_names(names) else None


def loose_byline_names(text: str) -> str | None:
    """Whatever follows "By" in a short line; for lines that stand where only a byline stands."""
    match = _BY.fullmatch(text) if len(text) <= 200 else None
    return match["names"] if match else None


def are_names(text: str) -> bool:
    """True when a text can be a list of people and organisations and nothing else."""
    if len(text) > _LONGEST:
        return False
    pieces = [piece for _, piece in _pieces(text)]
    return 0 < len(pieces) <= 24 and all(_is_name(piece) for piece in pieces) and not _CREDENTIAL.fullmatch(pieces[0])


def is_organisation(name: str) -> bool:
    return bool(_ORGANISATION.search(name)) or bool(_CALL_LETTERS.fullmatch(name))


def read_names(text: str) -> tuple[StoryAuthor, ...]:
    """People and organisations of a byline (without its "By"), in order, each once.

    "via …", handles, roles and a person's affiliation are dropped; "Jr." and "M.D." stay with the name.
    """
    authors: list[StoryAuthor] = []
    for separator, piece in _pieces(text):
        person_before = bool(authors) and authors[-1].kind == "person"
        if person_before and (_SUFFIX.fullmatch(piece) or _CREDENTIAL.fullmatch(piece)):
            authors[-1] = StoryAuthor(_with_suffix(authors[-1].name, piece))
        elif is_organisation(piece):
            if not (separator == "," and person_before):
                authors.append(StoryAuthor(normal_organisation(piece), "organisation"))
        elif not (authors and (_ROLE.search(piece) or (separator == "," and _is_place(piece, text)))):
            name = normal_name(piece)
            if name:
                authors.append(StoryAuthor(name))
    seen: dict[str, StoryAuthor] = {}
    for author in authors:
        seen.setdefault(author.name.casefold(), author)
    return tuple(seen.values())


def _is_place(piece: str, byline: str) -> bool:
    """JANE DOE, Dubai: one word in normal case among names in capitals."""
    return " " not in piece and piece.istitle() and re.search(r"[A-Z]{2,} [A-Z]{2,}", byline) is not None


def _with_suffix(name: str, piece: str) -> str:
    if _SUFFIX.fullmatch(piece):
        bare = piece.rstrip(".")
        return f"{name} {bare.title() + '.' if bare.lower() in ('jr', 'sr') else bare.upper()}"
    return f"{name}, {'Ph.D.' if re.fullmatch(r'ph[. ]*d[.]?', piece, re.I) else piece}"


def _pieces(text: str) -> list[tuple[str, str]]:
    """(separator before, name) for each name; the separator is "," or "and" or empty at the start."""
    text = _GLUED_VIA.sub("", text)
    text = _VIA.sub("", text) if not re.match(r"via\b", text, re.I) else ""
    text = _FROM_PLACE.sub(r"\1", _GLUED_AND.sub(" and ", _HANDLES.sub(" ", text)))
    parts = _SEPARATOR.split(text)
    pieces: list[tuple[str, str]] = []
    separator = ""
    for index, part in enumerate(parts):
        if index % 2:
            separator = "and" if separator == "and" or part.lower() not in (",", ";") else ","
            continue
        name = _POSSESSIVE.sub("", re.sub(r"\s+", " ", part).strip(' ,:-–—•*"“”('))
        name = _without_affiliation(_COLUMN.sub("", name))
        if name:
            pieces.append((separator, name))
            separator = ""
    return pieces


def _without_affiliation(name: str) -> str:
    """JANE DOE Associated Press, or AP Medical Writer JANE DOE, is Jane Doe; The Associated Press stays."""
    name = _BEFORE_NAME.sub("", name)
    match = _AFTER_NAME.fullmatch(name)
    words = match["name"].lower().split() if match else []
    if match is None or words[0] == "the" or words[-1] in ("to", "of", "for") or is_organisation(match["name"]):
        return name
    return match["name"]


def _is_name(piece: str) -> bool:
    if is_organisation(piece):
        return len(piece.split()) <= 8
    if _SUFFIX.fullmatch(piece) or _CREDENTIAL.fullmatch(piece) or (_ROLE.search(piece) and len(piece.split()) <= 8):
        return not re.search(r"[a-z]\.$", piece) or bool(_SUFFIX.fullmatch(piece) or _CREDENTIAL.fullmatch(piece))
    words = piece.split()
    if not 1 <= len(words) <= 6 or any(char.isdigit() for char in piece) or words[0].lower() in ("the", "a", "an"):
        return False
    if words[-1].endswith((".", "?", "!", ":")) and not re.fullmatch(
        r"(?:[A-Z]\.)+|(?:Jr|Sr|JR|SR|M\.D|Ph\.D)\.", words[-1]
    ):
        return False
    return all(word[:1].isupper() or word.lower() in _PARTICLES or word[:1] in "'’(" for word in words)
