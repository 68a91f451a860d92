"""School-year arithmetic and names, as plain functions."""

from datetime import date


def school_year_of(day: date) -> int:
    """Return the school year a day falls in, named by its first calendar year.

    1 July 2026 to 30 June 2027 is 2026.

    Source: EC 37200.
    """
    return day.year if day.month >= 7 else day.year - 1


def first_day_of(school_year: int) -> date:
    """Return 1 July of the year. Source: EC 37200."""
    return date(school_year, 7, 1)


def last_day_of(school_year: int) -> date:
    """Return 30 June that ends the year. Source: EC 37200."""
    return date(school_year + 1, 6, 30)


def label_of(school_year: int) -> str:
    """Return the year as people write it: 2026 is 2026-27. Source: EC 37200."""
    return f"{school_year}-{(school_year + 1) % 100:02d}"


def listed_name(last_name: str, first_name: str) -> str:
    """Return a name as lists have it: 'Ito, Ana'; a part that is missing leaves no comma.

    Source: product rule, lists are by surname.
    """
    return f"{last_name}, {first_name}".strip(", ")


def name_and_id(name: str, sis_id: str) -> str:
    """Return what tells a child from another of the same name: 'Ito, Ana, ID 901'.

    Source: product rule, whoever chooses a child knows which.
    """
    return f"{name}, ID {sis_id}"


def phone_key(phone: str) -> str:
    """Return the digits of a phone number without a leading country code 1.

    Source: product rule, search by phone however it is written.
    """
    digits = "".join(c for c in phone if c.isdigit())
    return digits[1:] if len(digits) == 11 and digits[0] == "1" else digits
