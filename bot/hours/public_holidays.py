"""Public holidays of a country or a part of it, from the `holidays` library, which loads only that country."""

from datetime import date
from functools import cache

from bot.hours.errors import WrongHours
from bot.suggest import remedy


def read_region(code: str) -> str:
    """Return the code as the library spells it, `DE` or `DE-BE` (ISO 3166). Raise WrongHours for an unknown place."""
    country, _, part = code.strip().partition("-")
    parts = _countries().get(country.upper())
    if parts is None:
        raise WrongHours(f'no holidays are known for "{code}"', _remedy(code))
    if not part:
        return country.upper()
    by_folded = {name.casefold(): name for name in parts}
    if part.casefold() not in by_folded:
        known = [f"{country.upper()}-{name}" for name in parts] or [country.upper()]
        raise WrongHours(f'no holidays are known for "{code}"', remedy(code, known, count=3))
    return f"{country.upper()}-{by_folded[part.casefold()]}"


@cache
def days_off(region: str, year: int) -> frozenset[date]:
    """Return the public holidays of that year, with the substitute days for those on a weekend."""
    # The library is slow to import, and most teams name no holidays.
    import holidays

    country, _, part = region.partition("-")
    return frozenset(holidays.country_holidays(country, subdiv=part or None, years=year))


def name_of(region: str) -> str:
    """Return the name of `DE-BE` for people, `Berlin, Germany`, as far as the library has names."""
    import holidays

    country, _, part = region.partition("-")
    names = getattr(holidays.country_holidays(country), "subdivisions_aliases", {})
    by_part = {code: name for name, code in names.items()}
    whole = {code: name for name, code in _names().items()}.get(country, country)
    return f"{by_part.get(part, part)}, {whole}" if part else whole


@cache
def _countries() -> dict[str, list[str]]:
    import holidays

    return holidays.list_supported_countries()


def _names() -> dict[str, str]:
    """Return every country's two-letter code by its English name."""
    from holidays.registry import COUNTRIES

    return {key.replace("_", " ").title(): codes[1] for key, codes in COUNTRIES.items()}


def _remedy(code: str) -> str:
    names = {name.casefold(): letters for name, letters in _names().items()}
    if code.casefold() in names:
        return f"write {names[code.casefold()]}"
    return remedy(code, [letters for letters in _countries() if len(letters) == 2], count=3)
