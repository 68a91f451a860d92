"""A person says what a word of the SIS means, or takes it back: on file at once, and in every import."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, QuerySet

from attendance.actions.due import mark_due
from attendance.models import AttendanceCode, Mark, RivalMark
from audit.actions import record
from audit.rules import Act
from core.refusals import Refusal
from sis.actions.places import PLACES, WordPlace
from sis.actions.runs import begin
from sis.actions.turns import hold_imports
from sis.actions.waiting import keep_bundle
from sis.choices import RunState, WordKind
from sis.models import SetAside, SourceWord
from sis.readers.formats import AUTO
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
    rows = _put(act, found, meaning)
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
    rows = _put_back(act, found, meaning)
    found.meaning, found.given_at, found.given_by_id, found.given_by = "", None, "", ""
    found.save()
    _record(act, found, "import.meaning-taken-back", meaning, rows)
    return found


def _put(act: Act, word: SourceWord, meaning: str) -> int:
    """Put the meaning into what is on file; return how many rows."""
    if word.kind == WordKind.CODE:
        if AttendanceCode.objects.filter(code=word.word).exists():
            raise HasAMeaning
        kind, excuse = code_of(meaning)
        AttendanceCode.objects.create(code=word.word, kind=kind, excuse=excuse)
        return 1
    if meaning == KEPT:
        return 0
    if word.kind == WordKind.EXIT:
        return _load_again(act, word, Enrollment.objects.filter(exit_date=F("entry_date")))
    means = "" if meaning == UNSAID else meaning
    graded = _years_of(word, act.on)
    rows = sum(_put_into(place, word.word, means) for place in _places(word))
    mark_due(graded)
    return rows


def _put_back(act: Act, word: SourceWord, meaning: str) -> int:
    if word.kind == WordKind.CODE:
        return _forget_code(word)
    if meaning == KEPT:
        return 0
    if word.kind == WordKind.EXIT:
        never = Enrollment.objects.filter(exit_date=F("entry_date") - ONE_DAY)
        return _load_again(act, word, never)
    rows = sum(_take_out(place, word.word) for place in _places(word))
    mark_due(_years_of(word, act.on))
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


def _load_again(act: Act, word: SourceWord, enrollments: QuerySet[Enrollment]) -> int:
    """Leave an import of the enrollments of a type of exit, as the SIS has them: by what is said of it
    now, days, marks and judgements follow as they do at night.
    """
    found = enrollments.filter(exit_type__iexact=word.word).order_by("pk")
    rows = [
        {
            "student_id": student,
            "school_id": school,
            "entry_date": day,
            "exit_date": day,
            "exit_type": exit_type,
        }
        for student, school, first, exit_type in found.values_list(
            "student__sis_id", "school__sis_id", "entry_date", "exit_type"
        )
        for day in [first.isoformat()]
    ]
    if rows:
        begin(
            act,
            source_name=f"enrollments that ended on their first day by exit type {word}",
            state=RunState.APPROVED,
            shape=AUTO,
            path=keep_bundle("enrollments.csv", rows),
            is_partial=True,
        )
    return len(rows)


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
        or RivalMark.objects.filter(code__in=code).exists()
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
