"""Questions about students that a run asks, and the rows that wait for the answers."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sis.actions.examples import as_read
from sis.actions.load import BundleLoad
from sis.choices import ImportAnswer, QuestionKind
from sis.models import ImportQuestion, WaitingRow
from sis.readers.adults import adults_in
from sis.readers.rows import RowWaiting
from sis.rules import limits, words
from sis.rules.identity import KnownAdult, Person, is_another_child
from sis.rules.layouts import BY_FILE
from students.models import Guardianship, Student
from students.rules.names import STUDENT_COLUMNS

# Of these a night brings a part: what waits from other nights stays.
ADDED_TO = ("marks.csv", "history.csv")
NAMED = 10


def remember_questions(load: BundleLoad) -> None:
    """Know whose rows wait from earlier runs."""
    load.waiting = {row.student.sis_id: str(row.student_id) for row in _open()}


def ask_whose_ids(load: BundleLoad, file: str) -> None:
    """Take out of the file whoever cannot be the child that the id has on file: the row waits.

    A row that was answered as the same child passes, and a question that the file does not raise
    any more is settled.
    """
    others = _others(load)
    same = _answered_as_same(new["student_id"] for new in others)
    asked = {new["sis_id"]: new for new in others if _key(new) not in same}
    in_file = {sis_id for (sis_id,) in load.all("people/in_file", ids=list(load.waiting))}
    for sis_id in in_file - set(asked):
        load.settled.append(int(load.waiting.pop(sis_id)))
    if not asked:
        return
    _hold_against_limit(load, len(asked.keys() - load.waiting.keys()))
    load.waiting |= {sis_id: str(new["student_id"]) for sis_id, new in asked.items()}
    load.counts[file].set_aside += load.run("people/take_out", ids=list(asked))
    load.rows_waiting += [_waiting(file, new) for new in asked.values()]
    lines = ", ".join(str(new["line"]) for new in list(asked.values())[:NAMED])
    load.warnings.append(
        f"{file}: {len(asked):,} {'id names' if len(asked) == 1 else 'ids name'} another child than "
        f"on file (line {lines}). What the files "
        "hold about them waits for an answer: Imports, Questions"
    )


def _others(load: BundleLoad) -> list[dict[str, Any]]:
    """Return the rows of the file that seem to name another child than their id has on file. Adults are
    looked at where all else leaves it open.
    """
    found = [
        _Told(new, _person(old), _person(new), is_namesake)
        for old, new, is_namesake in as_read(load.all("people/renamed"))
    ]
    clear = [one.new for one in found if one.is_another()]
    table = load.tables.get("guardians.csv")
    rest = [one for one in found if table and not one.is_another() and one.is_open]
    if not (table and rest):
        return clear
    before = _adults_on_file([one.new["student_id"] for one in rest])
    after = adults_in(table, {one.new["sis_id"] for one in rest})
    by_adults = [
        one.new
        for one in rest
        if one.is_another(
            before.get(one.new["student_id"], set()), after.get(one.new["sis_id"], set())
        )
    ]
    return sorted(clear + by_adults, key=lambda row: int(row["line"]))


@dataclass(frozen=True)
class _Told:
    """A child as on file and as the file has it: rows, and the persons in them."""

    new: dict[str, Any]
    before: Person
    after: Person
    is_namesake: bool

    def is_another(
        self, before: Iterable[KnownAdult] = (), after: Iterable[KnownAdult] = ()
    ) -> bool:
        return is_another_child(
            replace(self.before, adults=frozenset(before)),
            replace(self.after, adults=frozenset(after)),
            is_namesake=self.is_namesake,
        )

    @property
    def is_open(self) -> bool:
        """Whether other adults would make another child of it."""
        return self.is_another([KnownAdult("1", "one")], [KnownAdult("2", "two")])


def _adults_on_file(students: Iterable[int]) -> dict[int, set[KnownAdult]]:
    rows = Guardianship.objects.filter(student__in=list(students), is_current=True)
    found: dict[int, set[KnownAdult]] = {}
    for tie in rows.select_related("guardian"):
        found.setdefault(tie.student_id, set()).add(
            KnownAdult(tie.guardian.sis_id, str(tie.guardian))
        )
    return found


def _hold_against_limit(load: BundleLoad, new: int) -> None:
    """A file that asks about very many is a wrong file, not a list of questions."""
    on_file = Student.objects.count() if new >= limits.MINIMUM_ROWS else 0
    if limits.passes(limits.OTHER_CHILDREN, new, on_file):
        load.refusals.append(limits.refusal(limits.OTHER_CHILDREN, new, on_file))


def keep_questions(load: BundleLoad) -> None:
    """Write down the questions of the run and the rows that wait, in the place of those of earlier
    nights.
    """
    settled = ImportQuestion.objects.filter(
        student__in=load.settled, kind=QuestionKind.IDENTITY, answer=ImportAnswer.OPEN
    )
    WaitingRow.objects.filter(question__in=settled).delete()
    settled.update(answer=ImportAnswer.SETTLED, answered_at=load.act.at)
    if not load.waiting:
        return
    questions = _asked(load)
    _forget_replaced(load, questions)
    WaitingRow.objects.bulk_create(
        WaitingRow(
            question=questions[row.student], file=row.file, line=row.line, values=row.values
        )
        for row in load.rows_waiting
    )


def _forget_replaced(load: BundleLoad, questions: dict[str, ImportQuestion]) -> None:
    """A row that waits stands in the place of those that were brought before: of a whole snapshot
    of all, of a part of the same row. Of what a part does not name, all stays.
    """
    files = [file for file in load.tables if file not in ADDED_TO and _is_all(load, file)]
    new = {(row.file, row.student, _named(row)) for row in load.rows_waiting}
    sis_ids = {question.pk: sis_id for sis_id, question in questions.items()}
    held = WaitingRow.objects.filter(question__in=sis_ids)
    gone = [
        row.pk
        for row in held
        if row.file in files or (row.file, sis_ids[row.question_id], _named(row)) in new
    ]
    WaitingRow.objects.filter(pk__in=gone).delete()


def _is_all(load: BundleLoad, file: str) -> bool:
    """Whether what waits of the file and is not in it now is so no longer."""
    return load.is_whole(file) and file not in load.parts_of and file not in load.unplaced


def _named(row: RowWaiting | WaitingRow) -> tuple[str, ...]:
    """Return by what another row replaces this one; records without a key are all of a student."""
    layout = BY_FILE[row.file]
    return tuple(row.values.get(c.name, "") for c in layout.columns if c.target in layout.key)


def _asked(load: BundleLoad) -> dict[str, ImportQuestion]:
    """Return the open question of each student whose rows wait, by the SIS's id."""
    questions = {row.student.sis_id: row for row in _open()}
    given = {row.student: row.values for row in load.rows_waiting if row.file == "students.csv"}
    for sis_id, values in given.items():
        if sis_id in questions:
            questions[sis_id].given = values
    ImportQuestion.objects.bulk_update(questions.values(), ["given"])
    new = [
        ImportQuestion(
            kind=QuestionKind.IDENTITY,
            student_id=int(load.waiting[sis_id]),
            run_id=load.run_id,
            given=values,
            asked_on=load.act.on,
        )
        for sis_id, values in given.items()
        if sis_id not in questions
    ]
    ImportQuestion.objects.bulk_create(new)
    return questions | {row.student.sis_id: row for row in _open()}


def _open() -> list[ImportQuestion]:
    rows = ImportQuestion.objects.filter(kind=QuestionKind.IDENTITY, answer=ImportAnswer.OPEN)
    return list(rows.select_related("student").order_by("pk"))


def _answered_as_same(students: Iterable[int]) -> set[tuple[Any, ...]]:
    rows = ImportQuestion.objects.filter(
        student__in=list(students), kind=QuestionKind.IDENTITY, answer=ImportAnswer.SAME
    )
    return {_key({**row.given, "student_id": row.student_id}) for row in rows}


def _key(row: dict[str, Any]) -> tuple[Any, ...]:
    return (row["student_id"], row["first_name"], row["last_name"], row["birth_date"] or "")


def _person(row: dict[str, Any]) -> Person:
    first, middle, last = (row.get(name) or "" for name in STUDENT_COLUMNS)
    born = row.get("birth_date")
    sex = words.sex(row.get("sex") or "")
    return Person(first, middle, last, date.fromisoformat(born) if born else None, sex)


def _waiting(file: str, row: dict[str, Any]) -> RowWaiting:
    """Return a staged row as a file of ours has it."""
    columns = BY_FILE[file].columns
    values = {c.name: str(row[c.target] or "") for c in columns if c.target in row}
    return RowWaiting(file, row["line"], row["sis_id"], values)
