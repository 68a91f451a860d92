"""The log and the policy as pages: who reads what of whom."""

from dataclasses import replace
from datetime import timedelta

import pytest

from accounts.access import reach_of
from accounts.choices import Role
from audit.actions import record
from audit.choices import ActorKind
from audit.models import AccessEvent
from audit.rules import Actor
from desk.queries import logs
from desk.queries.home import home_of
from desk.queries.logs import PER_PAGE, READ, log_page
from law.actions import use_policy
from students.models import Student
from tests.desk.rows import statements, text_of
from tests.factories import TODAY, UserFactory, act
from tests.letters.world import NOON
from tests.world import hire, person


@pytest.fixture
def teresa(district):
    return hire(Role.COUNSELOR, district.oak, name="Teresa Núñez")


@pytest.fixture
def auditor(db):
    return hire(Role.AUDITOR)


def wrote(by, action, student=None, at=NOON):
    record(act(by, at=at), action=action, target_kind="x", target_id=1, student_id=student and student.pk)  # fmt: skip


def opened(by, *students, page="student", access="read"):
    AccessEvent.objects.create(
        **by.actor.columns, access=access, page=page, student_ids=[one.pk for one in students]
    )


def lines(by, **asked):
    return [
        (one.who, one.what) for one in log_page(reach_of(by, on=TODAY), part="done", **asked).lines
    ]


def test_what_was_done_is_told_the_newest_first(auditor, teresa, district):
    wrote(teresa, "case.tier_decided", district.ana)
    wrote(auditor, "docket.made", at=NOON + timedelta(minutes=1))
    assert lines(auditor) == [
        (auditor.name, "Hearing calendar: made"),
        ("Teresa Núñez", "Case: tier decided"),
    ]
    assert lines(auditor, who="núñez") == [("Teresa Núñez", "Case: tier decided")]
    assert lines(auditor, who="nobody") == []


def test_what_concerns_one_student_is_found_by_the_id(auditor, teresa, district):
    wrote(teresa, "case.opened", district.ana)
    wrote(teresa, "case.closed", district.ben)
    assert [one[1] for one in lines(auditor, student_id=district.ben.sis_id)] == ["Case: closed"]
    assert lines(auditor, student_id="nobody’s") == []
    assert lines(auditor, student_id=" ") == lines(auditor, student_id="-") == []
    assert len(lines(auditor, student_id=district.ben.sis_id.lower())) == 1
    opened(teresa, district.ana, district.ben)
    opened(teresa, district.ana, page="sarb:docket", access="refused")
    found = log_page(reach_of(auditor, on=TODAY), part=READ, student_id=district.ana.sis_id).lines
    assert [one.what for one in found] == ["Refused: hearing calendar", "Read: student"]


def test_no_page_lies_so_deep_that_all_before_it_are_counted(auditor, teresa, monkeypatch):
    monkeypatch.setattr(logs, "LAST_PAGE", 2)
    for _ in range(PER_PAGE * 2 + 1):
        wrote(teresa, "case.opened")
    pages = [log_page(reach_of(auditor, on=TODAY), part="done", number=n) for n in (1, 2, 3)]
    assert [(len(page.lines), page.has_more) for page in pages] == [
        (PER_PAGE, True),
        (PER_PAGE, False),
        (0, False),
    ]


def test_what_ran_by_itself_is_called_in_words(auditor):
    job = Actor(kind=ActorKind.JOB, id="propose_tasks", name="propose_tasks")
    record(replace(act(auditor), actor=job), action="task.proposed", target_kind="x", target_id=1)
    assert lines(auditor) == [("background job: propose tasks", "Task: proposed")]
    page = text_of(person(auditor), "/logs/")
    assert "background job: propose tasks" in page
    assert "Older ones than the first 10,000 are found" in page


def test_of_two_ids_that_differ_by_their_letters_alone_the_one_typed_is_meant(
    auditor, teresa, district
):
    for student, sis_id in ((district.ana, "AB12"), (district.ben, "ab12")):
        Student.objects.filter(pk=student.pk).update(sis_id=sis_id)
    wrote(teresa, "case.opened", district.ana)
    wrote(teresa, "case.closed", district.ben)
    assert lines(auditor, student_id="ab12")[0][1] == "Case: closed"
    assert lines(auditor, student_id="AB12")[0][1] == "Case: opened"


@pytest.mark.parametrize(("most", "is_said"), [(1, True), (2, False)])
def test_more_people_of_a_name_than_are_looked_through_are_no_secret(
    auditor, teresa, district, monkeypatch, most, is_said
):
    monkeypatch.setattr("desk.queries.logs.MOST_PEOPLE", most)
    hire(Role.CLERK, to=UserFactory(name=teresa.name))
    wrote(teresa, "case.opened", district.ana)
    page = text_of(person(auditor), f"/logs/?q={teresa.name}")
    assert ("people are called so" in page) is is_said
    assert "Case: opened" in page
    assert "people are called so" not in text_of(person(auditor), "/logs/")


def test_who_is_few_is_named_to_whoever_may_find_them(auditor, teresa, district):
    wrote(teresa, "case.opened", district.ana)
    everybody = (district.ana, district.ben, district.cleo, district.dov)
    opened(teresa, *everybody)
    opened(teresa, *everybody[:3])
    officer = hire(Role.PRIVACY_OFFICER)
    [few, many] = log_page(reach_of(auditor, on=TODAY), part=READ).lines
    assert ([one.pk for one in few.named], few.students) == ([one.pk for one in everybody[:3]], 3)
    assert (list(many.named), many.students) == ([], 4)
    page = text_of(person(auditor), "/logs/")
    assert ("Ito, Ana" in page, 'name="student"' in page) == (True, True)
    shut = text_of(person(officer), f"/logs/?student={district.ana.sis_id}")
    assert ("Ana" in shut, 'name="student"' in shut, "1 student" in shut) == (False, False, True)


def test_a_name_that_is_read_in_the_log_is_in_the_log(auditor, teresa, district):
    wrote(teresa, "case.opened", district.ana)
    text_of(person(auditor), "/logs/")
    assert AccessEvent.objects.get(page="logs").student_ids == [district.ana.pk]


def test_a_page_costs_as_much_however_long_the_log_is(auditor, teresa, district):
    wrote(teresa, "case.opened", district.ana)
    reader = person(auditor)
    text_of(reader, "/logs/")
    few = statements(reader, "/logs/")
    for _ in range(PER_PAGE):
        wrote(teresa, "case.opened", district.ben)
    assert log_page(reach_of(auditor, on=TODAY), part="done").has_more
    assert not log_page(reach_of(auditor, on=TODAY), part="done", number=2).has_more
    assert len(lines(auditor, number=2)) == 1
    assert statements(reader, "/logs/") == few


def test_the_policy_says_each_value_with_its_source_and_who_set_it(district):
    own = {"truancy.pending_window_school_days": 7}
    use_policy(act(hire(Role.DIRECTOR)), pack="lausd", overrides=own, effective_from=TODAY)
    page = text_of(person(hire(Role.COUNSELOR, district.oak)), "/policy/")
    assert page.count("this district’s own") == 1
    assert "EC 48260(a)" in page
    assert "this district’s own; otherwise 10 school days" in page
    assert "Open a value" not in page
    assert "Open a value" in text_of(person(hire(Role.DIRECTOR)), "/policy/")


def test_a_long_log_is_read_page_by_page_on_the_web(auditor, teresa, district):
    for number in range(PER_PAGE + 1):
        wrote(teresa, "note.logged" if number else "case.opened", district.ana)
    reader = person(auditor)
    first, second = text_of(reader, "/logs/"), text_of(reader, "/logs/?page=2")
    assert (first.count("Note: logged"), first.count("Case: opened")) == (PER_PAGE, 0)
    assert (second.count("Note: logged"), second.count("Case: opened")) == (0, 1)
    assert "page=2" in first
    narrowed = text_of(reader, f"/logs/?q=Núñez&student={district.ana.sis_id}&show=read")
    assert "Ito, Ana" not in narrowed.split("<table")[-1]  # nobody opened the record


def test_a_seat_or_a_job_is_named_by_its_kind_where_it_has_no_name(auditor):
    AccessEvent.objects.create(actor_kind="job", access="exported", page="sis:set_aside_csv")
    [line] = log_page(reach_of(auditor, on=TODAY), part=READ).lines
    assert (line.who, line.what, line.students) == (
        "background job",
        "Exported: set aside csv",
        0,
    )
    assert "no student" in text_of(person(auditor), "/logs/?show=read")


@pytest.mark.parametrize("part", ["done", READ])
def test_no_line_names_whom_the_reader_may_not_find(teresa, district, part):
    wrote(teresa, "case.opened", district.ana)
    wrote(teresa, "case.opened", district.dov)
    opened(teresa, district.ana, district.dov)
    page = log_page(reach_of(teresa, on=TODAY), part=part)
    assert {one for line in page.lines for one in line.named} == {district.ana}
    assert page.student_ids == [district.ana.pk]


def test_whom_somebody_opened_last_is_whose_page_they_read_once_each(teresa, auditor, district):
    for student in (district.ana, district.ben, district.ana):
        opened(teresa, student)
    opened(teresa, district.ben, page="search")  # a list
    opened(teresa, district.dov)  # out of reach
    opened(teresa, district.ben, access="refused")
    opened(auditor, district.ben)
    cards = home_of(reach_of(teresa, on=TODAY)).opened
    assert [card.pk for card in cards] == [district.ana.pk, district.ben.pk]


def of_sealed(teresa, ana):
    record(act(teresa), action="sealed.written", target_kind="sealed_note", target_id=1, student_id=ana.pk)  # fmt: skip
    opened(teresa, ana, page="contacts:sealed")
    opened(teresa, ana, page="contacts:reveal")


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PRIVACY_OFFICER])
@pytest.mark.parametrize("part", ["done", READ])
def test_of_whom_a_note_is_sealed_the_log_tells_nobody(teresa, district, role, part):
    of_sealed(teresa, district.ana)
    found = log_page(reach_of(hire(role), on=TODAY), part=part)
    expected = ["Sealed: written"] if part == "done" else ["Read: reveal", "Read: sealed"]
    assert [(one.what, one.students, one.named) for one in found.lines] == [
        (what, 1, []) for what in expected
    ]
    assert found.student_ids == []


@pytest.mark.parametrize("part", ["done", READ])
def test_who_asks_for_a_student_learns_of_no_sealed_note(auditor, teresa, district, part):
    of_sealed(teresa, district.ana)
    wrote(teresa, "case.tier_decided", district.ana)
    opened(teresa, district.ana)
    scope = reach_of(auditor, on=TODAY)
    found = log_page(scope, part=part, student_id=district.ana.sis_id)
    assert [one.what for one in found.lines] == [
        "Case: tier decided" if part == "done" else "Read: student"
    ]
