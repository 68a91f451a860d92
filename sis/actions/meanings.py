"""A person says what a word of the SIS means, or takes it back: on file at once, and in every import."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.expressions import Combinable

from attendance.actions.due import mark_due
from attendance.models import AttendanceCode, Mark
from audit.actions import record
from audit.rules import Act
from core.refusals import Refusal
from sis.actions.places import PLACES, WordPlace
from sis.actions.turns import hold_imports
from sis.choices import WordKind
from sis.models import SetAside, SourceWord
from sis.rules.meanings import KEPT, UNSAID, code_of, meanings_of
from students.models import Enrollment
from students.rules import school_year_of

ONE_DAY = timedelta(days=1)


class HasAMeaning(Refusal):
    """Somebody was quicker."""

    advice = "Nothing was done: somebody has given this word a meaning by now. Take it back first."


class HasNoMeaning(Refusal):
    """There is nothing to take back."""

    advice = "Nothing was done: this word has no meaning that could be taken back."


class NoSuchMeaning(Refusal):
    """The word cannot mean that."""

    advice = "Nothing was done: choose one of the meanings."
    field = "meaning"


class CodeIsInUse(Refusal):
    """Marks were counted by the code."""

    advice = (
        "Nothing was done: marks on file carry this code by now. Send codes.csv with what it means: "
        "the information system's word counts."
    )


@transaction.atomic
def give_meaning(act: Act, *, word: SourceWord, meaning: str) -> SourceWord:
    """Say what a word means: what is on file is put right at once, what comes later is read so.

    Raises ImportRuns, HasAMeaning or NoSuchMeaning.
    """
    hold_imports()
    found = SourceWord.objects.select_for_update().get(pk=word.pk)
    if not found.is_open:
        raise HasAMeaning
    if meaning not in dict(meanings_of(found.kind)):
        raise NoSuchMeaning
    rows = _put(found, meaning, act.on)
    found.meaning, found.given_at = meaning, act.at
    found.given_by_id, found.given_by = act.actor.id, act.actor.name
    found.save()
    _record(act, found, "import.meaning-given", meaning, rows)
    return found


@transaction.atomic
def take_back(act: Act, *, word: SourceWord) -> SourceWord:
    """Have a word mean nothing again: on file it stands as the SIS has it.

    Raises ImportRuns, HasNoMeaning or CodeIsInUse.
    """
    hold_imports()
    found = SourceWord.objects.select_for_update().get(pk=word.pk)
    if found.is_open:
        raise HasNoMeaning
    meaning = found.meaning
    rows = _put_back(found, meaning, act.on)
    found.meaning, found.given_at, found.given_by_id, found.given_by = "", None, "", ""
    found.save()
    _record(act, found, "import.meaning-taken-back", meaning, rows)
    return found


def _put(word: SourceWord, meaning: str, on: date) -> int:
    """Put the meaning into what is on file; return how many rows."""
    if word.kind == WordKind.CODE:
        kind, excuse = code_of(meaning)
        AttendanceCode.objects.create(code=word.word, kind=kind, excuse=excuse)
        return 1
    if meaning == KEPT:
        return 0
    if word.kind == WordKind.EXIT:
        left = Enrollment.objects.filter(exit_date=F("entry_date"))
        return _judge_again(word, left, F("entry_date") - ONE_DAY)
    means = "" if meaning == UNSAID else meaning
    graded = _years_of(word, on)
    rows = sum(_put_into(place, word.word, means) for place in _places(word))
    mark_due(graded)
    return rows


def _put_back(word: SourceWord, meaning: str, on: date) -> int:
    if word.kind == WordKind.CODE:
        return _forget_code(word)
    if meaning == KEPT:
        return 0
    if word.kind == WordKind.EXIT:
        never = Enrollment.objects.filter(exit_date=F("entry_date") - ONE_DAY)
        return _judge_again(word, never, F("entry_date"))
    rows = sum(_take_out(place, word.word) for place in _places(word))
    mark_due(_years_of(word, on))
    return rows


def _places(word: SourceWord) -> list[WordPlace]:
    return [place for place in PLACES if place.kind == word.kind]


def _put_into(place: WordPlace, word: str, means: str) -> int:
    rows = place.model._default_manager
    if place.is_moved:
        moved = {place.kept_in: F(place.column), place.column: means}
        return rows.filter(**{f"{place.column}__iexact": word}).update(**moved)
    said = {f"{place.kept_in}__iexact": word, place.column: place.unread}
    return rows.filter(**said).update(**{place.column: means})


def _take_out(place: WordPlace, word: str) -> int:
    rows = place.model._default_manager.filter(**{f"{place.kept_in}__iexact": word})
    if place.is_moved:
        return rows.update(**{place.column: F(place.kept_in), place.kept_in: ""})
    return rows.exclude(**{place.column: place.unread}).update(**{place.column: place.unread})


def _judge_again(word: SourceWord, enrollments: QuerySet[Enrollment], ends: Combinable) -> int:
    """Have enrollments of a type of exit end otherwise, and judge their years by it."""
    found = enrollments.filter(exit_type__iexact=word.word)
    years = [
        (student, school_year_of(day))
        for student, day in found.values_list("student_id", "entry_date")
    ]
    changed = found.update(exit_date=ends)
    mark_due(years)
    return changed


def _years_of(word: SourceWord, on: date) -> list[tuple[int, int]]:
    """Return the student-years in which a grade is written so."""
    if word.kind != WordKind.GRADE:
        return []
    stays = Enrollment.objects.filter(grade__iexact=word.word)
    return [
        (student, year)
        for student, first, last in stays.values_list("student_id", "entry_date", "exit_date")
        for year in range(school_year_of(first), school_year_of(last or on) + 1)
    ]


def _forget_code(word: SourceWord) -> int:
    code = AttendanceCode.objects.filter(code=word.word)
    if (
        Mark.objects.filter(code__in=code).exists()
        or SetAside.objects.filter(code__in=code).exists()
    ):
        raise CodeIsInUse
    return code.delete()[0]


def _record(act: Act, word: SourceWord, action: str, meaning: str, rows: int) -> None:
    record(
        act,
        action=action,
        target_kind="word",
        target_id=word.pk,
        detail={"kind": word.kind, "word": word.word, "meaning": meaning, "rows": rows},
    )
