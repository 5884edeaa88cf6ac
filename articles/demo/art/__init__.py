"""Pictures for the demo newsroom, drawn in code: nothing to download, no rights to clear, the same every time.

Scenes are grouped by subject in the modules here; sheet.py and brushes.py are what they draw with.
"""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image

from . import business, city, civic, culture, harbour, nature, science, sport, stage, street

_SCENES: dict[str, Callable[[], Image.Image]] = {
    "harbour-dawn": harbour.harbour_dawn,
    "dredger": harbour.dredger,
    "lighthouse-storm": harbour.lighthouse_storm,
    "ferry": harbour.ferry,
    "regatta": harbour.regatta,
    "skyline-night": city.skyline_night,
    "bridge-fog": city.bridge_fog,
    "bridge-cables": city.bridge_cables,
    "flooded-street": street.flooded_street,
    "snowy-street": street.snowy_street,
    "school-bus": street.school_bus,
    "polling-queue": civic.polling_queue,
    "ballot-box": civic.ballot_box,
    "council-chamber": civic.council_chamber,
    "city-hall": civic.city_hall,
    "lectern": civic.lectern,
    "wildfire-smoke": nature.wildfire_smoke,
    "wind-turbines": nature.wind_turbines,
    "coral-reef": nature.coral_reef,
    "observatory": science.observatory,
    "comet": science.comet,
    "cells": science.cells,
    "hospital-corridor": science.hospital_corridor,
    "museum-vase": culture.museum_vase,
    "library": culture.library,
    "concert": stage.concert,
    "theatre-curtain": stage.theatre_curtain,
    "market-chart": business.market_chart,
    "bakery-window": business.bakery_window,
    "stadium-night": sport.stadium_night,
    "sprinter": sport.sprinter,
    "ballpark": sport.ballpark,
}

NAMES: tuple[str, ...] = tuple(_SCENES)


def draw(name: str) -> Image.Image:
    """The picture of that name, RGB, 1800x1200 pixels, identical on every call.

    Raises KeyError for a name that is not in NAMES.
    """
    return _SCENES[name]()
