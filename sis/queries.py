"""Runs and what they left behind, for the pages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from django.db.models import Prefetch, QuerySet

from core import sql
from core.doubts import RecordDoubt
from core.proofs import Proof, proof
from law.queries import pack_in_force
from sis.choices import ImportAnswer, QuestionKind, RunState, WordKind
from sis.models import (
    ImportQuestion,
    ImportRun,
    RejectedRow,
    SetAside,
    SourceWord,
    WaitingRow,
)
from sis.rules.meanings import KEPT, NEVER_CAME, PRIVATE, UNSAID
from students.choices import PopulationKind, Relation
from students.models import Guardianship, School, Student
from students.rules import first_day_of, school_year_of
from students.rules.names import STUDENT_COLUMNS, by_name, full_name
from students.rules.people import written_address

MOST_PLACES = 3
DOUBT_KEYS = frozenset({"question", "aside", "rejected", "word"})
# Whose rejected rows are told beside a student's name: that a row of another file is there may itself
# say too much.
SAID_OPENLY = ("students.csv", "guardians.csv", "enrollments.csv", "marks.csv")
BLANK_NAME = dict.fromkeys(STUDENT_COLUMNS, "")
DESCRIBED = (*STUDENT_COLUMNS, "birth_date", "sex", "street", "city", "state", "zip")


def runs() -> QuerySet[ImportRun]:
    """Return all runs, newest first. One statement, without their long columns."""
    return ImportRun.objects.defer("preview").order_by("-pk")


def rejected_rows(run: ImportRun, *, file: str = "") -> QuerySet[RejectedRow]:
    """Return the run's rejected rows, of one file or all, in the order of the files and lines."""
    rows = RejectedRow.objects.filter(run=run, **({"file": file} if file else {}))
    return rows.order_by("file", "line", "pk")


def set_aside_marks(students: QuerySet[Student]) -> QuerySet[SetAside]:
    """Return the set-aside marks of these students with student, school and code, newest first.

    One statement.
    """
    return (
        SetAside.objects.filter(student__in=students)
        .select_related("student", "school", "code")
        .order_by("-date", *by_name("student"), "period", "pk")
    )


@dataclass(frozen=True)
class Described:
    """Who a child is, on file or in the files that wait: facts with their names, and adults."""

    name: str
    facts: list[tuple[str, str]]
    adults: list[str]


def open_questions(students: QuerySet[Student]) -> QuerySet[ImportQuestion]:
    """Return the questions about these students that nobody has answered, the oldest first, with
    the student, the adults on file and the rows that wait. Four statements for a page of them.
    """
    return (
        ImportQuestion.objects.filter(answer=ImportAnswer.OPEN, student__in=students)
        .select_related("student")
        .prefetch_related(
            Prefetch("student__guardianships", to_attr="adults", queryset=_current_adults()),
            Prefetch("rows", to_attr="waiting", queryset=WaitingRow.objects.order_by("pk")),
        )
        .order_by("pk")
    )


def _current_adults() -> QuerySet[Guardianship]:
    rows = Guardianship.objects.filter(is_current=True).select_related("guardian")
    return rows.order_by("-primary", "pk")


def on_file(question: ImportQuestion) -> Described:
    """Return the child of a question as it is on file. No statement."""
    student = question.student
    said = {column: getattr(student, column) for column in DESCRIBED}
    adults = [f"{one.guardian} ({one.get_relation_display()})" for one in student.adults]  # type: ignore[attr-defined] # prefetched
    return _described(said, adults)


def in_files(question: ImportQuestion) -> Described:
    """Return the child of a question as the files have it. No statement."""
    rows = [row.values for row in question.waiting if row.file == "guardians.csv"]  # type: ignore[attr-defined] # prefetched
    adults = [
        f"{row['first_name']} {row['last_name']} ({row.get('relation') or 'adult'})"
        for row in rows
    ]
    given = {c: getattr(question.student, c) for c in DESCRIBED} | question.given
    return _described(question.given if question.is_about_identity else given, adults)


def _described(said: Mapping[str, Any], adults: list[str]) -> Described:
    place = {part: said.get(part) or "" for part in ("street", "city", "state", "zip")}
    born = said.get("birth_date")
    facts = [
        ("Born", f"{date.fromisoformat(str(born)):%-d %b %Y}" if born else "not on file"),
        *([("Grade", said["grade"])] if said.get("grade") else []),
        ("Sex", said.get("sex") or "not on file"),
        ("Address", written_address(place) or "not on file"),
    ]
    return Described(full_name({**BLANK_NAME, **said}) or "No name", facts, adults)


@dataclass(frozen=True)
class WordLine:
    """A word with where it comes from: names of schools with how many students, and some of those
    whom the viewer may read.
    """

    word: SourceWord
    schools: list[tuple[str, int]]
    more_schools: int
    students: list[Student]


def words(among: QuerySet[SourceWord], *, kind: str, are_open: bool) -> QuerySet[SourceWord]:
    """Return words without a meaning, those of most students first; or with one, the newest first."""
    found = among.filter(kind=kind) if kind else among
    if are_open:
        return found.filter(meaning="").order_by("-students", "-rows", "kind", "word", "pk")
    return found.exclude(meaning="").order_by("-given_at", "pk")


def word_lines(
    found: Sequence[SourceWord], within: QuerySet[Student], *, knows_groups: bool
) -> list[WordLine]:
    """Return the words with their schools and examples, in their order. Two statements.

    Beside a word that may tell of a placement or a protected group, students are named to who
    knows of those.
    """
    schools = {key for one in found for key, _ in one.schools[:MOST_PLACES]}
    names = dict(School.objects.filter(pk__in=schools).values_list("pk", "name"))
    named = {
        one.pk: one.examples if knows_groups or one.kind not in PRIVATE else [] for one in found
    }
    shown = {key for keys in named.values() for key in keys}
    students = within.filter(pk__in=shown).in_bulk() if shown else {}
    return [
        WordLine(
            word=one,
            schools=[(names[key], n) for key, n in one.schools[:MOST_PLACES] if key in names],
            more_schools=max(0, len(one.schools) - MOST_PLACES),
            students=[students[key] for key in named[one.pk] if key in students][:MOST_PLACES],
        )
        for one in found
    ]


def students_of_rows(rows: Iterable[RejectedRow]) -> list[int]:
    """Return the keys of the students on file whom the rows name. One statement."""
    named = (cell for row in rows for name, cell in row.row.items() if _names_a_student(name))
    return _on_file({cell.strip() for cell in named})


def _names_a_student(column: str) -> bool:
    return column.strip().casefold() == "student_id"


def students_of_examples(examples: Mapping[str, Mapping[str, list[dict[str, Any]]]]) -> list[int]:
    """Return the keys of the students on file whom a preview's examples show. One statement."""
    shown = chain.from_iterable(chain.from_iterable(kinds.values()) for kinds in examples.values())
    named = chain.from_iterable(example.get("values", []) for example in shown)
    return _on_file({text for name, text in named if _names_a_student(name)})


def _on_file(sis_ids: set[str]) -> list[int]:
    students = Student.objects.filter(sis_id__in=sis_ids)
    return list(students.order_by("pk").values_list("pk", flat=True))


def proofs(on: date) -> Iterator[Proof]:
    """Yield the proofs that what is set aside has no place yet, and that rows wait for something."""
    yield proof(
        "marks set aside that an enrollment and a school day cover",
        __file__,
        "set_aside_covered",
        exit_day=pack_in_force(on).value("enrollment.exit_day"),
    )
    yield proof(
        "rows of files that wait for no answer and for no import",
        __file__,
        "waiting_for_nothing",
        over=[RunState.APPLIED, RunState.DISCARDED],
    )
    yield proof(
        "rows of files that wait for an import that failed: try it again, on its page or by retry_import",
        __file__,
        "waiting_for_nothing",
        over=[RunState.FAILED, RunState.REFUSED],
    )
    yield proof(
        "words of the SIS that stand otherwise than what was said of them",
        __file__,
        "words_said",
        unsaid=UNSAID,
        kept=KEPT,
        kind_relation=WordKind.RELATION,
        kind_population=WordKind.POPULATION,
        relation_other=Relation.OTHER,
        population_other=PopulationKind.OTHER,
    )
    yield proof(
        "enrollments that stand otherwise than what was said of their type of exit",
        __file__,
        "exits_said",
        kind_exit=WordKind.EXIT,
        never=NEVER_CAME,
        at_work=[RunState.APPROVED, RunState.APPLYING],
    )


def doubts(schools: Sequence[int], on: date) -> Iterator[RecordDoubt]:
    """Yield students of these schools of whom files said something that is not taken. Two
    statements.
    """
    last = ImportRun.objects.filter(state=RunState.APPLIED, is_partial=False).order_by("-pk")
    values = {
        "schools": list(schools),
        "on": on,
        "since": first_day_of(school_year_of(on)),
        "identity": QuestionKind.IDENTITY,
        "private": sorted(PRIVATE),
        "run": last.values_list("pk", flat=True).first(),
        "files": [*SAID_OPENLY],
    }
    for row in sql.rows(sql.statement(__file__, "doubts"), values):
        yield RecordDoubt(**row)
