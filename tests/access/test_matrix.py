"""Who may open what: every address, every method, every role, everybody who should not.

Lacking the permission is 403. Out of reach is 404, in the same words as for what never was. And
whatever the page says, no student shows who is not reached by the second, separate definition of
reach below.
"""

import logging
from collections import Counter

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import connection, transaction
from django.test.client import ClientHandler
from django.urls import get_resolver

from accounts.access import Door, students_for
from accounts.choices import Permission, Role
from audit.choices import Access
from audit.models import AccessEvent
from students.models import Student
from tests.access.lists import silence, told
from tests.access.matrix import METHODS, NOBODY, Row, address, rows
from tests.access.people import PEOPLE, Knocker, every_page
from tests.factories import TODAY

ROWS = rows()
# Pages whose forms say whose page they are.
SIGNED_PAGES = ("quick-log", "contacts:draft", "contacts:change")
PAGES = sorted({row.page for row in ROWS})
UNKNOWN_METHOD = 405
# Roles that may find a student at all, written out a second time on purpose.
FINDERS = [
    Role.COUNSELOR,
    Role.CLERK,
    Role.SCHOOL_ADMINISTRATOR,
    Role.FIELD_COORDINATOR,
    Role.DIRECTOR,
    Role.SARB_CHAIR,
    Role.LIAISON,
    Role.INTERN,
    Role.AUDITOR,
]
REACHED = """
    SELECT s.id
      FROM accounts_grant g
      JOIN accounts_user u ON 'user:' || u.id = g.principal AND u.is_active
      CROSS JOIN students_student s
      LEFT JOIN students_enrollment e ON e.student_id = s.id
      LEFT JOIN students_school o ON o.id = e.school_id
     WHERE g.principal = 'user:' || %(user)s AND g.role = ANY(%(roles)s) AND g.revoked_at IS NULL
       AND %(day)s BETWEEN g.starts AND g.ends
       AND CASE g.scope
             WHEN 'district' THEN true
             WHEN 'student' THEN g.student_id = s.id
             ELSE daterange(e.entry_date, e.exit_date + 30, '[]') @> %(day)s
                  AND (g.school_id = o.id OR g.region_id = o.region_id)
           END
"""


def visible_ids(knocker: Knocker) -> set[int]:
    """The students this person may find, by SQL that shares nothing with the product."""
    if knocker.user is None:
        return set()
    asked = {"user": knocker.user.pk, "roles": FINDERS, "day": TODAY}
    with connection.cursor() as cursor:
        cursor.execute(REACHED, asked)
        return {key for (key,) in cursor.fetchall()}


def marks_of(student: Student) -> list[str]:
    first, last = student.first_name, student.last_name
    return [student.sis_id, f"{first} {last}", f"{last}, {first}"]


def calls(row: Row, people: list[Knocker], knocker: Knocker) -> list[str]:
    """How this person knocks at a row's door: everybody reads, and everybody sends. HEAD is GET without
    its answer, and a method that an address does not know asks of nobody who they are: one person for
    each answer tries them.
    """
    answers = [row.expected[person.name] for person in people]
    at = people.index(knocker)
    if answers.index(answers[at]) == at:
        return list(row.calls)
    if row.method == "OTHER" or answers[at] == UNKNOWN_METHOD:
        return []
    return [call for call in row.calls if call != "head"]


def sent(row: Row, call: str, knocker: Knocker) -> dict[str, object]:
    """What the form of the page says in any case: of a page of notes, whose it is."""
    if call != "post" or knocker.user is None or row.page not in SIGNED_PAGES:
        return {}
    return {"data": {"author": knocker.user.pk}}


SITE = ClientHandler(enforce_csrf_checks=False)  # its chain is made once for all who knock


class Knock:
    """One knock: what came back, and what the log says of it. Leaves nothing behind."""

    def __init__(self, knocker: Knocker, call: str, url: str, **values: object) -> None:
        cache.clear()
        browser = knocker.browser()
        browser.handler = SITE
        with transaction.atomic():
            answer = getattr(browser, call)(url, **values)
            self.status = answer.status_code
            self.body = answer.content.decode(errors="replace")
            self.headers = {k: v for k, v in answer.headers.items() if k != "Set-Cookie"}
            self.events = list(AccessEvent.objects.all())
            transaction.set_rollback(True)

    def logged(self, access: Access) -> set[int]:
        return {key for e in self.events if e.access == access for key in e.student_ids}


def test_every_address_has_a_row_for_every_method():
    said = {(row.page, row.method) for row in ROWS}
    wanted = {(page, method) for page in every_page() for method in METHODS}
    assert wanted - said == set(), "judge these and add them to docs/access-matrix.csv"
    assert said - wanted == set(), "docs/access-matrix.csv speaks of pages that are gone"


def test_no_row_says_two_things():
    counts = Counter((row.page, row.method, row.thing) for row in ROWS)
    assert [key for key, n in counts.items() if n > 1] == []


@pytest.mark.parametrize("page", PAGES)
def test_the_doors_of(world, page, caplog):
    """Every cell of one page; the failures are listed as a table."""
    caplog.set_level(logging.ERROR, "django.request")  # thousands are refused, and that is right
    people, objects = world.people, world.objects
    students = {s.pk: marks_of(s) for s in Student.objects.all()}
    unseen_by = {one.name: students.keys() - visible_ids(one) for one in people}
    wrong, answers = [], told()
    for row in (row for row in ROWS if row.page == page):
        for knocker in people:
            unseen = unseen_by[knocker.name]
            for call in calls(row, people, knocker):
                door = Knock(knocker, call, address(row, objects), **sent(row, call, knocker))
                where = f"{call.upper()} {page} {row.thing} as {knocker.name}:"
                if door.status != row.expected[knocker.name]:
                    wrong.append(f"{where} {door.status}, not {row.expected[knocker.name]}")
                wrong += [f"{where} {fault}" for fault in faults(row, door, objects, knocker)]
                shown = {pk for pk, marks in students.items() if shows(door, marks)}
                logged = door.logged(Access.READ) | door.logged(Access.EXPORTED)
                wrong += [f"{where} shows {pk}, out of reach" for pk in shown & unseen]
                wrong += [f"{where} shows {pk}, unlogged" for pk in shown - logged]
                wrong += [f"{where} logged {pk}, out of reach" for pk in logged & unseen]
                if call == "get" and door.status == 200:
                    answers[row.thing][knocker.name] = shown | door.logged(Access.EXPORTED)
    assert wrong + silence(page, answers) == []


def shows(door: Knock, marks: list[str]) -> bool:
    return any(mark in door.body for mark in marks)


def faults(row: Row, door: Knock, objects: dict[str, object], knocker: Knocker) -> list[str]:
    """What is wrong with the log, and with the words of a refusal."""
    if row.kind != "student" or knocker.name in ("anonymous", "deactivated"):
        return []
    key = objects[row.thing]
    if door.status == 200 and key not in door.logged(Access.READ):
        return ["shown without a line in the log"]
    if door.status in (403, 404) and not any(e.access == Access.REFUSED for e in door.events):
        return ["refused without a line in the log"]
    if (
        door.status == 404
        and door.body
        and row.calls[0] == "get"
        and row.thing != "student nobody"
    ):
        nobody = Row(row.page, row.method, "student nobody", row.expected)
        never = Knock(knocker, "get", address(nobody, objects))
        if (door.body, door.headers) != (never.body, never.headers):
            return [f"refused in other words than for {NOBODY}"]
    return []


def test_two_definitions_of_reach_agree(world):
    for knocker in world.people:
        who = knocker.user or AnonymousUser()
        if knocker.user:
            who.refresh_from_db()
        found = students_for(who, Permission.STUDENT_FIND, on=TODAY)
        assert set(found.values_list("pk", flat=True)) == visible_ids(knocker), knocker.name


def test_every_door_is_public_or_turns_anonymous_away():
    doors = {
        pattern.name: pattern.callback.permission
        for pattern in _patterns(get_resolver().url_patterns)
    }
    for row in ROWS:
        door = doors[row.page.rpartition(":")[2]]
        assert door == Door.PUBLIC or row.expected["anonymous"] == 302, row


def test_the_matrix_is_as_large_as_it_says(capsys):
    cells = len(PEOPLE) * len(ROWS)
    with capsys.disabled():
        print(f" {cells} cells", end="")  # noqa: T201 - the run says its size
    assert cells >= 16 * 3 * len(PAGES)


def test_every_method_is_tried_at_every_address(world):
    for row in ROWS:
        tried = {call for person in world.people for call in calls(row, world.people, person)}
        assert tried == set(row.calls), row


def _patterns(patterns):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from _patterns(pattern.url_patterns)
        else:
            yield pattern
