"""Name lists: first names, surnames and places that are known beforehand, loaded when first asked for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module
from typing import Any

from workbench.privacy.name_cues import words_of
from workbench.privacy.towns import TOWNS

OWN = ("fr_FR", "fr_BE", "fr_CA", "fr_CH", "fr_DZ", "en_US", "en_GB", "en_IE")
"""Where the languages of the interviews are spoken: names from here are believed first."""
NEAR = ("es_ES", "it_IT", "de_DE", "pt_PT", "nl_NL", "pl_PL", "tr_TR", "en_IN", "en_NG", "en_KE", "tw_GH", "yo_NG")
"""Where people may have come from."""


@lru_cache(maxsize=1)
def first_names() -> frozenset[str]:
    """Return first names of French- and English-speaking countries, as they are written."""
    return frozenset({*(name for place in OWN for name in _first(place)), *MORE_FIRST_NAMES})


@lru_cache(maxsize=1)
def foreign_first_names() -> frozenset[str]:
    """Return first names of other countries."""
    return frozenset(name for place in NEAR for name in _first(place)) - first_names()


@lru_cache(maxsize=1)
def surnames() -> frozenset[str]:
    """Return surnames of all these countries."""
    return frozenset(name for place in (*OWN, *NEAR) for name in _latin(getattr(_people(place), "last_names", ())))


@lru_cache(maxsize=1)
def towns() -> frozenset[str]:
    """Return towns of the world, French departments and British counties."""
    world = {row[2] for row in import_module("faker.providers.geo").Provider.land_coords}
    departments = {name for _, name in _places("fr_FR").departments}
    counties = set(_places("en_GB").counties)
    cities = {name for name in _zones() if name not in countries()}
    return frozenset(_latin({*world, *departments, *counties, *cities, *TOWNS})) - countries()


@lru_cache(maxsize=1)
def far_towns() -> frozenset[str]:
    """Return towns of countries where neither French nor English is spoken: believed after `à`, `in` and the like."""
    rows = import_module("faker.providers.geo").Provider.land_coords
    return frozenset(row[2] for row in rows if row[3] not in NEAR_COUNTRIES) - TOWNS


NEAR_COUNTRIES = frozenset({"FR", "US", "GB", "IE", "BE", "CH", "CA", "LU"})


@lru_cache(maxsize=1)
def town_beginnings() -> frozenset[str]:
    """Return the first word of every town."""
    return frozenset(name.split()[0] for name in towns())


@lru_cache(maxsize=1)
def regions() -> frozenset[str]:
    """Return French regions, American states and Canadian provinces: too large to lead to anybody alone."""
    states = {*_places("en_US").states, *_places("en_CA").provinces, *_places("fr_CA").provinces}
    return frozenset({*_places("fr_FR").regions, *states} - TWO_MEANINGS)


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """Return the countries and continents of the world in French and English: they lead to nobody."""
    from babel import Locale

    return frozenset(str(name) for tongue in ("fr", "en") for name in Locale(tongue).territories.values())


MORE_FIRST_NAMES = words_of(
    "Abdoulaye Adama Aïssata Aïssatou Amadou Aminata Assitan Awa Bakary Bintou Boubacar Cheikh Coumba Demba Diarra"
    " Djibril Fanta Fatima Fatou Fatoumata Habib Hawa Ibrahima Issa Kadiatou Kouadio Kouamé Kouassi Lassana Maïmouna"
    " Malika Mamadou Mariam Mariama Modou Moussa Oumar Ousmane Rokia Salimata Samba Seydou Souleymane Youssouf"
    " Anh Linh Minh Thanh Thuy Jin Mei Ming Wei Xin Yan Hiroshi Kenji Yuki Yuko Sanjay Sunita Rajesh Deepak"
    " Anaïs Axelle Bérénice Cédric Colette Enzo Fanny Gaëlle Gwenaëlle Hedwige Ilona Jocelyne Josiane Kévin Killian"
    " Léna Lilou Loïc Ludovic Lydie Maëlle Maëva Mégane Mireille Muriel Nadège Pierrick Romuald Ronan Solène Tanguy"
    " Bertie Drew Ed Eliza Ernie Fergus Freddie Freya Gemma Greta Hettie Imogen Ines Jodie Josie Lottie Millie Ned Nell"
    " Ollie Pippa Poppy Reggie Rhys Ronnie Sadie Saoirse Sid Ted Tess Theo Walt Will Winnie"
    " Tiphaine Typhaine Yannick Yoann Yohan Yves Yvette Yvonne Zélie"
)
"""Common where French and English are spoken, and in no list of these countries."""
TWO_MEANINGS = frozenset({"Washington", "New York", "Georgia", "Québec", "Quebec", "Virginia", "Carolina"})


def _zones() -> set[str]:
    from babel import Locale

    return {zone["city"] for tongue in ("fr", "en") for zone in Locale(tongue).time_zones.values() if "city" in zone}


def _first(place: str) -> list[str]:
    people = _people(place)
    kinds = ("first_names", "first_names_male", "first_names_female")
    return [name for kind in kinds for name in _latin(getattr(people, kind, ())) if len(name) > 2 and " " not in name]


def _latin(names: Iterable[str]) -> list[str]:
    return [name for name in names if name[:1].isupper() and name[:1] < "\u0250" and not name.isupper()]


def _people(place: str) -> Any:
    return import_module(f"faker.providers.person.{place}").Provider


def _places(place: str) -> Any:
    return import_module(f"faker.providers.address.{place}").Provider
