"""Words of a district's own that we cannot read, and what a person may say that each means."""

from attendance.choices import Excuse, MarkKind
from sis.choices import WordKind
from sis.rules import words
from students.choices import PopulationKind, Relation
from students.rules.languages import LANGUAGES, is_language

KEPT, UNSAID, NEVER_CAME = "kept", "unsaid", "never-came"
NO_WORD = "(none)"  # of an exit without a type
GRADES = ("PK", "TK", "K", *map(str, range(1, 13)))
SEXES = ("female", "male", "nonbinary")
# Of these kinds of mark the excuse is said, too.
EXCUSED_KINDS = (MarkKind.ABSENT, MarkKind.TARDY, MarkKind.EARLY, MarkKind.PARTIAL)
OTHER_KINDS = tuple(kind for kind in MarkKind if kind not in EXCUSED_KINDS)
# The file that says words of each kind, by which it follows who may read rare ones.
FILES = {
    WordKind.LANGUAGE: "guardians.csv",
    WordKind.RELATION: "guardians.csv",
    WordKind.POPULATION: "populations.csv",
    WordKind.GRADE: "enrollments.csv",
    WordKind.SEX: "students.csv",
    WordKind.EXIT: "enrollments.csv",
    WordKind.CODE: "marks.csv",
}
# Words of these kinds may tell of a placement or a protected group: no student is named beside them but
# to who may know that.
PRIVATE = frozenset({WordKind.RELATION, WordKind.POPULATION})
Meanings = list[tuple[str, str]]


def is_known(kind: str, word: str) -> bool:
    """Return whether we can read a word of a kind, without anybody saying what it means.

    Source: docs/import.md, words of the district's own.
    """
    if kind == WordKind.LANGUAGE:
        return is_language(word)
    if kind == WordKind.RELATION:
        return words.relation(word) != Relation.OTHER or word.casefold() == Relation.OTHER
    if kind == WordKind.POPULATION:
        is_read = words.population(word) != PopulationKind.OTHER
        return is_read or word.casefold() == PopulationKind.OTHER
    if kind == WordKind.GRADE:
        return words.grade(word) in GRADES
    if kind == WordKind.SEX:
        return words.sex(word) in SEXES
    return False


def meanings_of(kind: str) -> Meanings:
    """Return what a word of a kind may mean, each with its words.

    Source: docs/import.md, words of the district's own.
    """
    if kind == WordKind.LANGUAGE:
        as_it_is = (KEPT, "A language that no letter is written in: keep the word")
        return [*((name, name) for name in LANGUAGES), _unsaid("The language"), as_it_is]
    if kind == WordKind.RELATION:
        as_it_is = (KEPT, "None of these: keep the word")
        return [*_without(Relation.choices, Relation.OTHER), as_it_is]
    if kind == WordKind.POPULATION:
        as_it_is = (KEPT, "None of these: keep the word")
        return [*_without(PopulationKind.choices, PopulationKind.OTHER), as_it_is]
    if kind == WordKind.GRADE:
        as_it_is = (KEPT, "No grade from PK to 12: keep the word")
        return [*((grade, _grade(grade)) for grade in GRADES), _unsaid("The grade"), as_it_is]
    if kind == WordKind.SEX:
        as_it_is = (KEPT, "None of these: keep the word")
        return [*((sex, sex.capitalize()) for sex in SEXES), _unsaid("The sex"), as_it_is]
    if kind == WordKind.EXIT:
        was_there = (KEPT, "The student was there, and left on the first day")
        return [(NEVER_CAME, "The student never came"), was_there]
    return [*_codes()]


def said_of(kind: str, meaning: str) -> str:
    """Return what a meaning is in words.

    Source: docs/import.md, words of the district's own.
    """
    return dict(meanings_of(kind)).get(meaning, meaning)


def code_of(meaning: str) -> tuple[str, str]:
    """Return the kind of mark and the excuse that the meaning of a code names.

    Source: docs/import.md, codes.csv.
    """
    kind, _, excuse = meaning.partition("/")
    return kind, excuse


def _unsaid(what: str) -> tuple[str, str]:
    return UNSAID, f"{what} is not known"


def _without(choices: Meanings, left_out: str) -> Meanings:
    return [(value, str(label)) for value, label in choices if value != left_out]


def _grade(grade: str) -> str:
    return f"Grade {grade}"


def _codes() -> Meanings:
    excuses = (Excuse.EXCUSED, Excuse.UNEXCUSED, Excuse.UNVERIFIED)
    both = [
        (f"{kind.value}/{excuse.value}", f"{kind.label}, {str(excuse.label).lower()}")
        for kind in EXCUSED_KINDS
        for excuse in excuses
    ]
    return [*both, *((f"{kind.value}/", str(kind.label)) for kind in OTHER_KINDS)]
