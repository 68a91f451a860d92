"""How old a student of a grade can be: what is outside is no birth date of theirs."""

YOUNGER, OLDER = 2, 5  # years that somebody may be before or behind the usual age of the grade
FIRST_GRADE_AGE = 6
OLDEST = 22  # until the 22nd birthday, special education; whoever repeats in high school
_EARLY = {"PK": -2, "TK": -1, "K": 0}


def ages_in(grade: str) -> tuple[int, int] | None:
    """Return the youngest and the oldest that a student of the grade can be on 1 September; None
    for a grade that says nothing.

    Source: EC 48000, 48010 (kindergarten at five, first grade at six), EC 56026(c)(4); product
    rule: two years before the usual age, five behind it.
    """
    number = _EARLY.get(grade)
    if number is None:
        if not grade.isdecimal() or not 1 <= int(grade) <= 12:
            return None
        number = int(grade)
    usual = FIRST_GRADE_AGE - 1 + number
    return usual - YOUNGER, OLDEST if number >= 9 else usual + OLDER


def ages() -> dict[str, tuple[int, int]]:
    """Return `ages_in` of every grade that says something.

    Source: as `ages_in`.
    """
    grades = (*_EARLY, *map(str, range(1, 13)))
    return {grade: found for grade in grades if (found := ages_in(grade))}
