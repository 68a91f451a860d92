"""Fetching what a page is about: one way for every kind of row.

Out of reach and never there are the same 404, no grant with the permission is 403, and both are
logged, as is the reading.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import timedelta
from functools import cache
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import DEFAULT_DB_ALIAS
from django.db.models import F, Model, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from accounts.access.log import StaffRequest, log_fetched, not_there, require
from accounts.access.reach import Reach, bounds_of, students_for
from accounts.access.ways import EnrolledPlace, ways_of
from accounts.choices import Permission
from core import sql
from core.keys import LARGEST_KEY
from students.models import Enrollment, School, Student
from students.rules.names import by_name

Row = TypeVar("Row", bound=Model)
# A model, or a room's function of what is within reach: (who, permission, *, on) -> QuerySet.
Rows = type[Row] | Callable[..., QuerySet[Row]]


def fetch(
    request: StaffRequest,
    rows: Rows[Row],
    permission: Permission,
    key: int,
    *,
    related: Sequence[str] = (),
) -> Row:
    """Fetch the row with the key that the person reaches with the permission, and log the reading.

    `rows` is a model that declares its path to a student, or none; or a room's own function, such
    as `cases_for`. `related` are the rows to have with it, as of select_related. A row about
    several students is logged by the page, which knows whom of them it shows: `within_reach`.
    One statement, two for a row about a student. Raises PermissionDenied or Http404.
    """
    return fetch_all(request, rows, permission, [key], related=related)[0]


def fetch_all(
    request: StaffRequest,
    rows: Rows[Row],
    permission: Permission,
    keys: Collection[int],
    *,
    related: Sequence[str] = (),
    most: int | None = None,
) -> list[Row]:
    """Fetch the rows with these keys, every one within reach, and log the reading.

    Students by name, anything else by key. Raises as `fetch` does, and Http404 for no key at
    all or for more than `most`.
    """
    require(request, permission)
    if not keys or len(keys) > (most or len(keys)):
        not_there(request, f"{len(keys)} asked for at once, of at most {most or 'any number'}")
    model, found = _found(request.scope, rows, permission, keys, related)
    if missing := set(keys) - {row.pk for row in found}:
        first = min(missing)
        reason = f"{model._meta.verbose_name} {first} out of reach with {permission}"
        not_there(request, reason, student_id=first if model is Student and first else None)
    log_fetched(request, [id_ for row in found if (id_ := _keep(request.scope, row))], permission)
    return found


def within_reach(
    request: StaffRequest, permission: Permission, students: QuerySet[Student]
) -> list[Student]:
    """Return those of the students whom the person reaches, by name, and log the reading."""
    scope = request.scope
    reached = students_for(scope, permission, on=scope.on).filter(pk__in=students.values("pk"))
    found = list(_with_places(reached, scope).order_by(*by_name()))
    log_fetched(request, [_keep(scope, student) for student in found], permission)
    return found


def _found(
    scope: Reach, rows: Any, permission: str, keys: Collection[int], related: Sequence[str]
) -> tuple[type[Model], list[Any]]:
    able = [key for key in keys if 0 < key <= LARGEST_KEY]
    if rows is Student or rows is School:
        written = _students if rows is Student else _schools
        return rows, written(scope, permission, able)
    if isinstance(rows, type) and (path := path_to_student(rows)) and path != "pk":
        return rows, _about_students(scope, rows, path, permission, able, related)
    reached = _with_places(_rows(scope, rows, permission).filter(pk__in=able), scope)
    found = reached.select_related(*related) if related else reached
    return reached.model, list(found.order_by("pk"))


def _about_students(
    scope: Reach,
    model: type[Model],
    path: str,
    permission: str,
    keys: Collection[int],
    related: Sequence[str],
) -> list[Any]:
    """Return the rows about one student each whom the person reaches: the students by their own
    statement, which is quicker than to have the ORM plan both as one.
    """
    wanted = [name for name in related if name != path or "__" in path]
    rows = model._default_manager.filter(pk__in=keys).annotate(reached_student=F(f"{path}_id"))
    rows = rows.select_related(*wanted) if wanted else rows
    # One row is in order: what orders it takes the ORM longer than the row takes the database.
    found: list[Any] = list(rows.order_by("pk") if len(keys) > 1 else rows.order_by())
    students = {row.reached_student for row in found}
    there = {one.pk: one for one in _students(scope, permission, students)} if found else {}
    reached = [row for row in found if row.reached_student in there]
    for row in reached:
        student: Any = there[row.reached_student]
        row.reached_places = student.reached_places
        if path in related and path not in wanted:
            setattr(row, path, student)
    return reached


def _rows(scope: Reach, rows: Any, permission: str) -> QuerySet[Any]:
    if not isinstance(rows, type):
        return rows(scope, permission, on=scope.on)
    model: type[Model] = rows
    path: str | None = model.student_path  # type: ignore[attr-defined] # every model of ours has it
    if path is None:
        return model._default_manager.all()
    reached = students_for(scope, permission, on=scope.on)
    about = model._default_manager.filter(**{f"{path}__in": reached})
    # Through several students a row would come once for each of them.
    return about if path_to_student(model) else model._default_manager.filter(pk__in=about)


def path_to_student(model: type[Model]) -> str | None:
    """Return the path from a row to the one student it is about; None for none or several."""
    path: str | None = model.student_path  # type: ignore[attr-defined] # every model of ours has it
    return path if path and _is_about_one(model, path) else None


@cache
def _is_about_one(model: type[Model], path: str) -> bool:
    for name in () if path == "pk" else path.split("__"):
        link = model._meta.get_field(name)
        if not (link.many_to_one or link.one_to_one):
            return False
        model = link.related_model  # type: ignore[assignment] # a link leads to a model
    return True


def _with_places(rows: QuerySet[Any], scope: Reach) -> QuerySet[Any]:
    """Annotate the key of the student that a row is about, and where they are enrolled."""
    path = path_to_student(rows.model)
    if path is None:
        return rows
    student = path if path == "pk" else f"{path}_id"
    here = Enrollment.objects.open_on(scope.on, tail=settings.ACCESS_TAIL_DAYS).filter(
        student=OuterRef(student)
    )
    place = JSONObject(
        school_id="school_id",
        region_id="school__region_id",
        has_ended=Q(exit_date__isnull=False, exit_date__lt=scope.on),
    )
    return rows.annotate(
        reached_student=F(student), reached_places=ArraySubquery(here.values(place=place))
    )


def _keep(scope: Reach, row: Any) -> int:
    """Keep what opens the student whom the row is about; return their key, 0 for none."""
    places = getattr(row, "reached_places", None)
    if places is None:
        return 0
    key: int = getattr(row, "reached_student", row.pk)
    scope.opened[key] = ways_of(scope.grants, key, [EnrolledPlace(**place) for place in places])
    return key


def _students(scope: Reach, permission: str, keys: Collection[int]) -> list[Student]:
    """Written out: with a single student, what the ORM makes takes longer to plan than to run."""
    values = {
        **bounds_of(scope, permission, on=scope.on),
        "keys": list(keys),
        "since": scope.on - timedelta(days=settings.ACCESS_TAIL_DAYS),
    }
    return _made(Student, sql.rows(sql.statement(__file__, "students"), values))


def _schools(scope: Reach, permission: str, keys: Collection[int]) -> list[School]:
    values = {**bounds_of(scope, permission, on=scope.on), "keys": list(keys)}
    return _made(School, sql.rows(sql.statement(__file__, "schools"), values))


def _made(model: type[Row], found: list[dict[str, Any]]) -> list[Row]:
    """Return rows of a model, each whole and with what the statement gives besides. As `raw` does, which
    takes longer to get ready than one row does to be read.
    """
    fields = model._meta.concrete_fields
    columns, names = [str(one.column) for one in fields], [one.attname for one in fields]
    made = []
    for row in found:
        one = model.from_db(DEFAULT_DB_ALIAS, names, [row.pop(column) for column in columns])
        vars(one).update(row)
        made.append(one)
    return made
