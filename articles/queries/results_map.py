"""A map of tiles of one size: contests by their areas, or the areas of a contest. Pure; drawn by _tile_map.html.

A tile says by letters whose it is, by a tick that it is called and by hatching that somebody leads, so that its colour
only repeats it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.models.call import Call
from articles.queries.results_shapes import AreaLine, ChoiceLine, ContestCard

STEP, SIZE = 46, 42  # from tile to tile, and a side of one
LEAST_TILES = 4
MOST_LETTERS, MOST_OF_CODE = 2, 5
WIDE = 16  # columns; a wider map scrolls in a frame of its own on a phone
SIZES = ((4, 1.4), (8, 1.25))  # up to so many columns, so much larger than SIZE
UNCOLOURED = "grey"


@dataclass(frozen=True, slots=True)
class Tile:
    """`state`: called, leads, tied, none (no votes yet), open (polls). `mark`: letters of who has it. `told`: all of
    it in words."""

    x: int
    y: int
    code: str
    link: str
    state: str
    colour: str
    mark: str
    told: str

    @property
    def shown(self) -> str:
        """The letters on it, which its name has to begin with: who speaks to the page says what is seen."""
        mark = "=" if self.state == "tied" else self.mark
        return f"{self.code} {mark}".strip()

    @property
    def is_long(self) -> bool:
        """Its letters have to be smaller."""
        return len(self.code) > 3


@dataclass(frozen=True, slots=True)
class Legend:
    colour: str
    mark: str
    name: str


@dataclass(frozen=True, slots=True)
class TileMap:
    name: str
    width: int
    height: int
    tiles: tuple[Tile, ...]
    legend: tuple[Legend, ...]
    is_wide: bool

    @property
    def shown_width(self) -> int:
        """Pixels on a screen that has room: the fewer columns, the larger the tiles."""
        columns = -(-self.width // STEP)
        return round(self.width * next((size for most, size in SIZES if columns <= most), 1))

    @property
    def shown_height(self) -> int:
        return round(self.height * self.shown_width / self.width)

    @property
    def states(self) -> frozenset[str]:
        return frozenset(tile.state for tile in self.tiles)


def map_of_contests(cards: Sequence[ContestCard], *, name: str = "") -> TileMap | None:
    """A tile for each contest whose area has a place, the first where two have the same; None when they are few."""
    placed: dict[tuple[int, int], tuple[ContestCard, ChoiceLine | None]] = {}
    for card in cards:
        if card.tile is not None:
            placed.setdefault(card.tile, (card, _whose(card)))
    if len(placed) < LEAST_TILES:
        return None
    tiles = [
        _tile(place, card.area_code, card.path, _state(card), choice, f"{card.title}: {_told(card)}")
        for place, (card, choice) in placed.items()
    ]
    return _map(name, tiles, [choice for _card, choice in placed.values() if choice])


def map_of_areas(card: ContestCard, areas: Sequence[AreaLine]) -> TileMap | None:
    """A tile for each area that has a place, with a link to its line in the table. Areas are not called."""
    choices = {choice.key: choice for choice in card.choices}
    placed = {area.tile: area for area in reversed(areas) if area.tile is not None}
    if len(placed) < LEAST_TILES:
        return None
    tiles, owners = [], []
    prefix = _prefix([area.code for area in placed.values()])
    for place, area in placed.items():
        choice = choices.get(area.leading)
        state = "leads" if choice else "tied" if area.total else "none"
        told = f"{area.name}: {_lead_in(choice) if choice else _('Tied.') if area.total else _('No votes yet.')}"
        tiles.append(_tile(place, area.code.removeprefix(prefix), f"#{area.anchor}", state, choice, told))
        owners += [choice] if choice else []
    return _map(card.title, tiles, owners)


def _map(name: str, tiles: Sequence[Tile], owners: Iterable[ChoiceLine]) -> TileMap:
    left, top = min(tile.x for tile in tiles), min(tile.y for tile in tiles)
    moved = [
        Tile(
            tile.x - left, tile.y - top, tile.code, tile.link, tile.state, tile.colour, tile.mark, tile.told
        )
        for tile in sorted(tiles, key=lambda tile: (tile.y, tile.x))
    ]  # fmt: skip
    width = max(tile.x for tile in moved) + SIZE
    legend = {(choice.colour, mark_of(choice)): _named(choice) for choice in owners}
    return TileMap(
        name=name,
        width=width,
        height=max(tile.y for tile in moved) + SIZE,
        tiles=tuple(moved),
        legend=tuple(sorted((Legend(*key, name=named) for key, named in legend.items()), key=lambda line: line.name)),
        is_wide=width > WIDE * STEP,
    )


def _tile(
    place: tuple[int, int], code: str, link: str, state: str, choice: ChoiceLine | None, told: str
) -> Tile:  # fmt: skip
    column, row = place
    return Tile(
        x=column * STEP,
        y=row * STEP,
        code=_short(code),
        link=link,
        state=state,
        colour=choice.colour if choice else UNCOLOURED,
        mark=mark_of(choice) if choice else "",
        told=told,
    )


def mark_of(choice: ChoiceLine) -> str:
    """Two letters at most, since a tick stands beside them: of the party, or of the words of the name."""
    if choice.party_code:
        return choice.party_code[:MOST_LETTERS]
    words = (choice.party or choice.name).split()
    return "".join(word[0] for word in words[:2]).upper() if len(words) > 1 else words[0][:MOST_LETTERS]


def _named(choice: ChoiceLine) -> str:
    return choice.party or choice.name


def _prefix(codes: Sequence[str]) -> str:
    """`MI-` of `MI-17` and `MI-18`."""
    head, dash, _rest = codes[0].partition("-")
    prefix = head + dash
    return prefix if dash and all(code.startswith(prefix) for code in codes) else ""


def _short(code: str) -> str:
    """`Alcona` is more than a tile holds."""
    return code if len(code) <= MOST_OF_CODE else f"{code[: MOST_OF_CODE - 1]}…"


def _whose(card: ContestCard) -> ChoiceLine | None:
    found = card.called or card.leading or (card.choices if card.phase == "uncontested" else ())
    return found[0] if found else None


def _state(card: ContestCard) -> str:
    if card.phase == "polls-open":
        return "open"
    if card.is_called:
        return "called"
    if card.is_tied:
        return "tied"
    return "leads" if card.leading else "none"


def _told(card: ContestCard) -> str:
    if card.calls:
        newest = card.calls[-1]
        said = {"names": newest.names, "caller": newest.caller}
        if newest.outcome == Call.Outcome.ADVANCES:
            return _("%(names)s to the run-off, called by %(caller)s.") % said
        return _("called for %(names)s by %(caller)s.") % said
    if card.phase == "polls-open":
        return _("Polls are open.")
    return card.standing or _("No votes yet.")


def _lead_in(choice: ChoiceLine) -> str:
    return _("%(name)s leads.") % {"name": choice.name}
