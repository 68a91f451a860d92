"""Telephones as offices write them: which numbers stand in a cell, and what a tap dials."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import phonenumbers
from phonenumbers import Leniency, PhoneNumber, PhoneNumberMatcher

HERE = "US"  # where a number without a country is; the plan of numbers is that of North America
LOCAL, WHOLE = 7, 10  # digits without and with the area
_USUAL = re.compile(r"(?:\+?1[ .-]?)?\(?(\d{3})\)?[ .-]?(\d{3})[ .-]?(\d{4})\Z", re.ASCII)
_DECIMALS = re.compile(r"(?<=\d)\.0+(?!\d)")
_ROUNDED = re.compile(r"\d[.,]?\d*E\+?\d+", re.IGNORECASE)
_BETWEEN = re.compile(r"[/;,&|\n]|\b(?:or|and|y|o)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Phone:
    """A telephone: as it is shown, and as a link dials it; '' where no number stands there."""

    shown: str
    link: str
    key: str = ""


def phones_in(text: str) -> tuple[Phone, ...]:
    """Return the numbers of a cell, in its order; what is no number is shown and dials none.

    A spreadsheet's '.0' is no part of a number, one that it rounded is none, and of two in a cell
    the second may lack the area of the first.

    Source: product rule, a tap dials a number that is written there or none; ITU E.164.
    """
    text = text.strip()
    if not text:
        return ()
    plain = _DECIMALS.sub("", text)
    found = list(_numbers(plain))
    if len(found) == 1 and not found[0].extension and not _BETWEEN.search(plain):
        return (Phone(plain, _link(found[0]), _key(found[0])),)
    return tuple(Phone(_written(n), _link(n), _key(n)) for n in found) or (Phone(text, ""),)


def phone_keys(*cells: str) -> str:
    """Return the digits by which all numbers of some cells are found.

    Source: product rule, search by phone however it is written.
    """
    return " ".join(key for cell in cells for key in _keys(cell))


def _keys(cell: str) -> Iterator[str]:
    usual = _USUAL.match(cell)
    if usual:
        yield "".join(usual.groups())  # nearly all of them, and a hundred times faster
    elif cell:
        yield from (phone.key for phone in phones_in(cell) if phone.key)


def _numbers(text: str) -> Iterator[PhoneNumber]:
    area = ""
    for part in _BETWEEN.split(text):
        if _ROUNDED.search(part):
            continue
        for match in PhoneNumberMatcher(part, HERE, leniency=Leniency.POSSIBLE):
            number = match.number
            national = str(number.national_number)
            if number.country_code == 1 and len(national) == LOCAL:
                if not area:
                    continue
                number = phonenumbers.parse(area + national, HERE)
            area = str(number.national_number)[: WHOLE - LOCAL]
            yield number


def _written(number: PhoneNumber) -> str:
    style = phonenumbers.PhoneNumberFormat
    is_far = number.country_code != 1
    plain = PhoneNumber(number.country_code, number.national_number)
    written = phonenumbers.format_number(plain, style.INTERNATIONAL if is_far else style.NATIONAL)
    return f"{written} ext. {number.extension}" if number.extension else written


def _link(number: PhoneNumber) -> str:
    return f"tel:+{number.country_code}{number.national_number}"


def _key(number: PhoneNumber) -> str:
    country = "" if number.country_code == 1 else str(number.country_code)
    return f"{country}{number.national_number}"
