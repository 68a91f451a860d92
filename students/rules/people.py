"""What is said of a student and of the adults around, as plain functions."""

from calendar import isleap
from collections.abc import Mapping
from datetime import date

from students.choices import Relation

EARLY_GRADES = {"TK": "Transitional kindergarten", "K": "Kindergarten", "KN": "Kindergarten"}
# A relation that tells of foster care is named only to those who may read of it. Everybody else
# reads one word for it and for its neighbor, so that the word itself tells nothing.
PLAIN_RELATIONS: dict[str, str] = {
    Relation.FOSTER_PARENT: "Caregiver",
    Relation.CAREGIVER: "Caregiver",
    Relation.AGENCY_WORKER: "Other adult",
    Relation.OTHER: "Other adult",
}


def age_on(birth_date: date | None, day: date) -> int | None:
    """Return the age in whole years, or None without a birth date.

    Source: product rule, a year of age is complete on the birthday; one of 29 February falls on 28
    February in other years, as judging has it (clause C5 of attendance).
    """
    if birth_date is None:
        return None
    born = (birth_date.month, birth_date.day)
    if born == (2, 29) and not isleap(day.year):
        born = (2, 28)
    return day.year - birth_date.year - ((day.month, day.day) < born)


def grade_words(value: str) -> str:
    """Write a grade: "7" is "Grade 7", "K" is "Kindergarten", anything else stays.

    Source: product rule, grades as schools say them.
    """
    if value.upper() in EARLY_GRADES:
        return EARLY_GRADES[value.upper()]
    return f"Grade {value}" if value.isdecimal() else value


def plain_relation(relation: str) -> str:
    """Return what an adult is to a student, for those who may not read of foster care.

    Source: EC 49076, product rule: a placement is told to those who need it alone.
    """
    return PLAIN_RELATIONS.get(relation) or str(Relation(relation).label)


def written_address(place: Mapping[str, str]) -> str:
    """Return an address (street, city, state, zip) on one line, or '' when there is none to
    write to: it takes a street and a city.

    Source: product rule.
    """
    if not (place["street"] and place["city"]):
        return ""
    region = f"{place['state']} {place['zip']}".strip()
    return ", ".join(part for part in (place["street"], place["city"], region) if part)
