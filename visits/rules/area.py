"""In which order one drives to addresses, without asking anybody outside where they are."""

import re

_NUMBERED = re.compile(r"\s*(\d+)\S*\s+(.*)")
ELSEWHERE = ""


def area_of(zip_code: str) -> str:
    """Return the area of an address: the five figures of its ZIP code, or '' without them.

    Source: product rule; no address leaves the district to be looked up.
    """
    figures = zip_code.strip()[:5]
    return figures if len(figures) == 5 and figures.isdecimal() else ELSEWHERE


def along(street: str) -> tuple[str, int]:
    """Return by what addresses of an area are put in order: the street, then the number in it.

    Source: product rule.
    """
    if found := _NUMBERED.match(street):
        return found[2].strip().casefold(), int(found[1])
    return street.strip().casefold(), 0
