"""Names printed in capitals, in normal case: `MARY ANN O'NEIL` is Mary Ann O'Neil. Names in normal case stay."""

import re

_ROMAN = frozenset(("II", "III", "IV", "VI", "VII", "VIII"))
_SHORT_FIRST_NAMES = frozenset("AJ BJ CJ DJ EJ JJ KJ MJ PJ RJ TJ JC JD JP JR JT KC OJ AC AB LZ".split())
_LOWER = frozenset("de del los las dos das von y bin ibn".split())
_TITLES = {"DR": "Dr", "SEN": "Sen", "REP": "Rep", "GOV": "Gov", "REV": "Rev", "JR": "Jr", "SR": "Sr", "ST": "St"}
_KNOWN = {
    name.upper(): name
    for name in (
        "JuJu DeGeneres DeVito DiCaprio DeSantis DeLay LaBeouf LeBron DeMarco DiMaggio DeRosa LaPorta FitzGerald "
        "MacArthur MacIntyre MacMillan MacMahon MacAskill MacCallum MacAllister MacManus MacMurray MacTavish MacRae "
        "MacKay MacKinnon Ph.D. Esq. PhD"
    ).split()
}
# Before these letters Mac is nearly always the Scottish prefix; Macy, Machado, Macias, Mackey, Macri are not.
_MAC = re.compile(r"MAC(?=[DFGLNPQRVW]\w{3})")
_MACKENZIE = "MACKENZIE"
_PREFIXED = re.compile(r"(Mc|Mac|O['’]|De|Di|La|Le|Van|Von|D['’])([A-ZÀ-Þ]{2,})")
_INITIALS = re.compile(r"(?:\w\.)+-?\w?\.?|\w")
_ACRONYMS = frozenset(
    "ABC AP AFP UPI BBC CNN CBS NBC NPR ESPN GMA USA U.S. US UK TV KABC KGO WABC WLS KTRK WPVI PBS MTV TMZ".split()
)
_SMALL = frozenset("of the and for with in on at".split())


def normal_name(printed: str) -> str:
    """A person's name; capitals become normal case, tokens already in normal case are kept."""
    words = printed.split()
    shouted = [word for word in words if _is_shouted(word)]
    if not shouted or len(shouted) * 2 < len([word for word in words if len(word.strip(".")) > 1]):
        return " ".join(words)
    fixed = [
        _word(word, words, index) if _is_shouted(word) or len(word) < 3 else _half(word)
        for index, word in enumerate(words)
    ]
    return " ".join(fixed)


def normal_organisation(printed: str) -> str:
    """An organisation's name; ABC NEWS becomes ABC News, acronyms stay, normal case is kept."""
    printed = re.sub(r"\bABCNEWS$", "ABC News", printed)
    if any(char.islower() for char in printed):
        return printed
    words = printed.split()
    return " ".join(_organisation_word(word, index) for index, word in enumerate(words))


def _organisation_word(word: str, index: int) -> str:
    if word.strip("()\"'") in _ACRONYMS or re.fullmatch(r"[KW][A-Z]{2,3}(?:-TV)?", word):
        return word
    if index and word.lower() in _SMALL:
        return word.lower()
    if "." in word:
        return word.lower() if re.search(r"\.(?:COM|ORG|NET)$", word) else word
    return "-".join(part.capitalize() for part in word.split("-"))


def _is_shouted(word: str) -> bool:
    if "<" in word or ">" in word:
        return False
    letters = [char for char in word if char.isalpha()]
    return len(letters) > 1 and all(char.isupper() for char in letters) and not _INITIALS.fullmatch(word)


def _half(word: str) -> str:
    """McFADDEN among capitals."""
    match = _PREFIXED.fullmatch(word)
    return match[1] + match[2].capitalize() if match else word


def _word(word: str, words: list[str], index: int) -> str:
    bare = word.rstrip(".")
    if word in _KNOWN:
        return _KNOWN[word]
    if bare in _TITLES and (word != bare or index == 0 or bare in ("JR", "SR")) and not (bare == "JR" and index == 0):
        return _TITLES[bare] + word[len(bare) :]
    if _INITIALS.fullmatch(word) or (index and bare in _ROMAN) or (index == 0 and word in _SHORT_FIRST_NAMES):
        return word
    if 0 < index < len(words) - 1:
        if word.lower() in _LOWER and not (word == "DE" and words[index + 1] in ("NIRO", "PALMA", "LAURENTIIS")):
            return word.lower()
        if word == "LA" and words[index - 1] == "DE":
            return "la"
    surname = index > 0
    return re.sub(r"[^-–]+", lambda part: _part(part[0], surname), word)


def _part(part: str, surname: bool) -> str:
    if part in _KNOWN:
        return _KNOWN[part]
    if part.startswith("MC") and len(part) > 3:
        return "Mc" + _part(part[2:], surname)
    if surname and (part == _MACKENZIE or _MAC.match(part)):
        return "Mac" + part[3:].capitalize()
    if re.match(r"[A-Z]['’][A-Z]{2}", part):
        return part[0] + part[1] + _part(part[2:], surname)
    return re.sub(r"(?<=['’])\w(?=\w\w)", lambda char: char[0].upper(), part.capitalize())
