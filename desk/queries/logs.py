"""The log as people read it: what was done, and whose record was opened, by whom and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from accounts.access import Reach, students_for
from accounts.choices import Permission
from accounts.models import User
from audit.choices import Access, ActorKind
from audit.models import AccessEvent, AuditEvent
from desk.navigation import NAVIGATION
from students.models import Student
from students.queries.find import with_id

DONE, READ = "done", "read"
PER_PAGE = 50
LAST_PAGE = 200  # what is older is found by a name or an id: to count past it costs as many lines
MOST_PEOPLE = 50  # who are called as somebody typed
MOST_NAMED = 3  # students of one line
# That a safety protocol was followed: nobody reads here who did, for beside what they opened in that
# minute it would tell who reported and about whom. Source: Pen. Code 11167(d).
SAFETY = "safety"
# Of whom somebody sealed a note, or opened one, is for nobody to learn of here (EC 49602).
SEALED, SEALED_PAGES = "sealed_note", ("contacts:sealed", "contacts:reveal")
# What screens call otherwise than the record of what was done does.
NOUNS = {"docket": "hearing calendar", "person": "account", "user": "account"}
LABELS = {page.name: page.label for page in NAVIGATION}


@dataclass(frozen=True)
class LogLine:
    """One line: who did what, when. Of its students those are `named` whom the reader may find, if
    they are few and it is of no sealed note; `students` is how many there are.
    """

    at: datetime
    who: str
    what: str
    students: int
    named: Sequence[Student]


@dataclass(frozen=True)
class LogPage:
    """Lines of the log. `is_of_some`: more staff than MOST_PEOPLE are called as was typed, and the lines are
    of the first of them alone.
    """

    lines: list[LogLine]
    has_more: bool
    is_of_some: bool = False

    @property
    def student_ids(self) -> list[int]:
        return sorted({one.pk for line in self.lines for one in line.named})


def log_page(
    scope: Reach, *, part: str, who: str = "", student_id: str = "", number: int = 1
) -> LogPage:
    """Return a page of the log, the newest first: what was done, or with READ whose record was opened.

    A page past LAST_PAGE is empty. `who` narrows it to staff of that name or address, `student_id` to one student within reach,
    without what is of sealed notes. At most four statements.
    """
    reached = students_for(scope, Permission.STUDENT_FIND, on=scope.on)
    about = None
    if student_id:
        about = _student(reached, student_id)
    if number > LAST_PAGE:
        return LogPage([], has_more=False)
    people = _called(who) if who else None
    rows = _narrowed(AccessEvent if part == READ else AuditEvent, people, about)
    if part != READ:
        rows = rows.exclude(target_kind=SAFETY)
    first = PER_PAGE * (number - 1)
    found = list(rows[first : first + PER_PAGE + 1])
    shown = found[:PER_PAGE]
    few = {key for row in shown for key in _few(row)}
    named = reached.in_bulk(few) if few and scope.carrying(Permission.STUDENT_FIND) else {}
    return LogPage(
        [_line(row, named) for row in shown],
        has_more=len(found) > PER_PAGE and number < LAST_PAGE,
        is_of_some=people is not None and len(people) > MOST_PEOPLE,
    )


def _student(reached: QuerySet[Student], student_id: str) -> int:
    """Return the key of the student within reach whom an id names, exactly as typed first; 0 for
    nobody.
    """
    rows = reached.filter(with_id(student_id)).order_by("pk").values_list("sis_id", "pk")
    found = dict(rows)
    return found.get(student_id) or next(iter(found.values()), 0)


def _narrowed(
    kind: type[AccessEvent] | type[AuditEvent], people: list[str] | None, about: int | None
) -> QuerySet[Any]:
    # In the order of writing down where nothing narrows it: no index is by the moment alone.
    rows = kind._default_manager.order_by("-at", "-pk") if people is not None else kind._default_manager.order_by("-pk")  # fmt: skip
    if about is not None:
        is_list = kind is AccessEvent
        rows = rows.filter(**{"student_ids__contains": [about]} if is_list else {"student_id": about})  # fmt: skip
        rows = rows.exclude(**{"page__in": SEALED_PAGES} if is_list else {"target_kind": SEALED})
    if people is not None:
        rows = rows.filter(actor_kind=ActorKind.USER, actor_id__in=people[:MOST_PEOPLE])
    return rows


def _called(who: str) -> list[str]:
    """Return the keys of staff of that name or address: one more than are looked through, if there are."""
    people = User.objects.filter(Q(name__icontains=who) | Q(email__icontains=who))
    return [
        str(key) for key in people.order_by("pk").values_list("pk", flat=True)[: MOST_PEOPLE + 1]
    ]


def _students(row: AccessEvent | AuditEvent) -> list[int]:
    if isinstance(row, AccessEvent):
        return row.student_ids
    return [row.student_id] if row.student_id else []


def _few(row: AccessEvent | AuditEvent) -> list[int]:
    """Return the students of a line whom it may name: few, and never of whom a note is sealed."""
    keys = _students(row)
    return keys if len(keys) <= MOST_NAMED and not _is_sealed(row) else []


def _is_sealed(row: AccessEvent | AuditEvent) -> bool:
    if isinstance(row, AccessEvent):
        return row.page in SEALED_PAGES
    return row.target_kind == SEALED


def _line(row: AccessEvent | AuditEvent, named: dict[int, Student]) -> LogLine:
    keys = _students(row)
    return LogLine(
        at=row.at,
        who=_who(row),
        what=_opened(row) if isinstance(row, AccessEvent) else done_words(row.action),
        students=len(keys),
        named=[named[key] for key in _few(row) if key in named],
    )


def _who(row: AccessEvent | AuditEvent) -> str:
    """Return a person by name, and what ran by itself in words: "background job: propose tasks"."""
    kind = ActorKind(row.actor_kind)
    if kind in (ActorKind.USER, ActorKind.SEAT) and row.actor_name:
        return row.actor_name
    name = row.actor_name.replace("_", " ")
    return ": ".join(filter(None, (str(kind.label), name)))


def done_words(action: str) -> str:
    """Return in words what was done: "Case: tier decided"."""
    noun, _, verb = action.partition(".")
    return f"{NOUNS.get(noun, noun).capitalize()}: {verb.replace('_', ' ')}"


def _opened(row: AccessEvent) -> str:
    """Return in words what was opened: "Read: student"."""
    page = row.page.rpartition(":")[2]
    words = LABELS.get(row.page) or NOUNS.get(page, page).replace("_", " ").replace("-", " ")
    return f"{Access(row.access).label.capitalize()}: {words.lower()}"
