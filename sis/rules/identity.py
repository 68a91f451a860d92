"""Whether a row of the SIS can be the child that its id has on file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from students.rules.words import plain

SHORT = 4  # letters up to which one wrong letter makes another name
PARTICLE = 2  # "de", "la": no name by itself
SEXES = frozenset({"male", "female"})
# How much each thing that differs speaks for another child. One may be a correction, a married name
# or a family that changed; two together are asked about.
NAME = BORN = SEX = ADULTS = 2
SPELLING = BORN_NEAR = 1
NAMESAKE = 3
ENOUGH = 4


@dataclass(frozen=True)
class KnownAdult:
    """An adult of a child, by the SIS's id and the name."""

    sis_id: str
    name: str


@dataclass(frozen=True)
class Person:
    """Who a row says that a child is, and with which adults. What is blank says nothing."""

    called: str
    between: str
    family: str
    birth_date: date | None
    sex: str = ""
    adults: frozenset[KnownAdult] = frozenset()


def is_another_child(old: Person, new: Person, *, is_namesake: bool = False) -> bool:
    """Return whether an id seems to have been given to another child: more is different than what
    a corrected spelling, a married name or a corrected birth date makes different.

    Of first name, last name, birth date, sex and all of the adults, two differ; or a name changed,
    and name and birth date are now those of another id (`is_namesake`). Who has the name and the
    birth date on file is the same child whatever else changed. What is filled in for the first
    time, or a name in another order, is no difference.

    Source: product rule, docs/import.md (whose an id is).
    """
    is_called_so = _words(old.called, old.family) == _words(new.called, new.family)
    if is_called_so and not _is_far(old.birth_date, new.birth_date):
        return False
    points = 0 if is_called_so else _points_of_names(old, new) + NAMESAKE * is_namesake
    points += _points_of_births(old.birth_date, new.birth_date)
    points += SEX * ({old.sex, new.sex} == SEXES)
    points += ADULTS * _are_others(old.adults, new.adults)
    return points >= ENOUGH


def _points_of_names(old: Person, new: Person) -> int:
    first = _differ((old.called, old.between), (new.called, new.between), old.called)
    last = _differ((old.family, old.between), (new.family,), old.family)
    is_known = bool(old.called or old.family)
    return NAME * (first + last) or SPELLING * is_known


def _points_of_births(old: date | None, new: date | None) -> int:
    if _is_far(old, new):
        return BORN
    return BORN_NEAR * (old is not None and new is not None and old != new)


def _are_others(old: Iterable[KnownAdult], new: Iterable[KnownAdult]) -> bool:
    """Say whether none of the adults is among the others; where nobody is named, nobody can say."""
    before, after = list(old), list(new)
    if not (before and after):
        return False
    return not any(_is_same_adult(one, other) for one in before for other in after)


def _is_same_adult(one: KnownAdult, other: KnownAdult) -> bool:
    """Names that have a word in common may be those of one family; ids of adults are given anew, so that
    they tell only where a name lacks.
    """
    names, others = _words(one.name), _words(other.name)
    if not (names and others):
        return one.sis_id == other.sis_id
    return any(_alike(a, b) for a in names for b in others)


def _words(*names: str) -> set[str]:
    words = plain(" ".join(names)).split()
    return {word for word in words if len(word) > PARTICLE} or set(words)


def _differ(old: Iterable[str], new: Iterable[str], known: str) -> bool:
    """Say whether no word of one name is like any of the other; a blank name says nothing."""
    before, after = _words(*old), _words(*new)
    if not (known and before and after):
        return False
    return not any(_alike(one, other) for one in before for other in after)


def _alike(one: str, other: str) -> bool:
    """One name is how the other begins, or is it but for a wrong letter, or two in a long name."""
    short, long = sorted((one, other), key=len)
    if len(short) > PARTICLE and long.startswith(short):
        return True
    allowed = 0 if len(short) < SHORT else 1 if len(long) <= 2 * SHORT else 2
    return _distance(short, long, allowed) <= allowed


def _distance(one: str, other: str, most: int) -> int:
    """Return how many letters are to be put in, taken out, replaced or exchanged with the next."""
    if len(other) - len(one) > most:
        return most + 1
    before, row = list[int](), list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _is_far(old: date | None, new: date | None) -> bool:
    """Say whether more of a birth date differs than one number of it, or day and month changed
    places.
    """
    if old is None or new is None or old == new:
        return False
    if (old.year, old.month, old.day) == (new.year, new.day, new.month):
        return False
    same = (old.year == new.year) + (old.month == new.month) + (old.day == new.day)
    return same < 2
