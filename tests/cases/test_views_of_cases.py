"""The pages of cases, tasks and caseloads: what they do, what they refuse, and at what cost."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.choices import Role
from audit.choices import Access
from audit.models import AccessEvent, AuditEvent
from cases.models import Case
from contacts.actions import sign_note
from tests.cases.test_caseloads import fill
from tests.contacts.world import NOW, log
from tests.factories import (
    TODAY,
    CaseFactory,
    EnrollmentFactory,
    NoteFactory,
    StudentFactory,
    TaskFactory,
    act,
)
from tests.world import hire, sign_in


def decide(browser, task, action, headers=None, **values):
    address = reverse("task", args=[task.pk])
    return browser.post(address, {"action": action, **values}, headers=headers or {})


# --- Cases ------------------------------------------------------------------------------


def test_a_case_is_opened_from_a_student(browser, district, who):
    data = {"student": district.ana.pk, "tier": "early", "reason": "Twelve days"}
    answer = browser.post(reverse("cases:open"), data)
    case = Case.objects.get()
    assert answer.headers["Location"] == reverse("cases:case", args=[case.pk])
    assert (case.owner, case.tier) == (who, "early")
    again = browser.post(reverse("cases:open"), data)
    assert again.headers["Location"] == answer.headers["Location"]


def test_cases_are_opened_from_a_list_and_those_there_are_stay(browser, district, case):
    data = {
        "student": [district.ana.pk, district.ben.pk],
        "tier": "intensive",
        "reason": "Together",
    }
    browser.post(reverse("cases:open"), data)
    tiers = Case.objects.values_list("student", "tier")
    assert set(tiers) == {(district.ana.pk, "early"), (district.ben.pk, "intensive")}


@pytest.mark.parametrize("many", [10, 50])
def test_many_cases_are_opened_in_as_many_statements(
    browser, district, django_assert_max_num_queries, many
):
    students = StudentFactory.create_batch(many)
    for student in students:
        EnrollmentFactory(student=student, school=district.oak)
        TaskFactory(student=student, school=district.oak, due_on=TODAY)
    data = {"student": [s.pk for s in students], "tier": "early", "reason": "Ten days missed"}
    with django_assert_max_num_queries(50):  # of which 16 are the page that follows
        answer = browser.post(reverse("cases:open"), data, follow=True)
    assert f"{many} cases opened." in answer.content.decode()
    assert Case.objects.filter(owner__isnull=False, next_due_on=TODAY).count() == many
    assert AuditEvent.objects.filter(action="case.opened").count() == many
    again = browser.post(reverse("cases:open"), data, follow=True)
    assert f"0 cases opened. {many} had one already." in again.content.decode()
    assert Case.objects.count() == many


@pytest.mark.parametrize("name", ["open", "assign"])
def test_nobody_chosen_leads_back_to_the_list(boss, name):
    back = "/cases/?show=idle"
    answer = sign_in(boss).get(reverse(f"cases:{name}"), {"next": back})
    assert (answer.status_code, answer.headers["Location"]) == (302, back)


def test_only_whoever_assigns_opens_a_case_for_somebody_else(district, who, boss):
    data = {"student": district.ana.pk, "tier": "early", "reason": "x"}
    refused = sign_in(who).post(reverse("cases:open"), {**data, "owner": boss.pk})
    assert (refused.status_code, Case.objects.count()) == (422, 0)
    sign_in(boss).post(reverse("cases:open"), {**data, "owner": who.pk})
    assert Case.objects.get().owner == who


def test_cases_are_reassigned_with_a_reason(district, case, who, boss):
    other = hire(Role.COUNSELOR, district.oak)
    browser, address = sign_in(boss), reverse("cases:assign")
    data = {"case": case.pk, "to": other.pk, "reason": ""}
    assert browser.post(address, data).status_code == 422
    assert browser.post(address, {**data, "reason": "Speaks Korean"}).status_code == 302
    case.refresh_from_db()
    assert case.owner == other


def test_a_case_is_given_only_to_somebody_offered(district, case, boss):
    stranger = hire(Role.COUNSELOR, district.pine)
    data = {"case": case.pk, "to": stranger.pk, "reason": "x"}
    assert sign_in(boss).post(reverse("cases:assign"), data).status_code == 422


def test_a_case_is_closed_with_a_reason_and_its_page_says_so(browser, case):
    address = reverse("cases:close", args=[case.pk])
    assert (
        browser.post(address, {"reason": "improved", "note": "Back"}, follow=True).status_code
        == 200
    )
    case.refresh_from_db()
    assert (case.close_reason, case.close_note) == ("improved", "Back")
    again = browser.post(address, {"reason": "other"}, follow=True)
    assert "closed in the meantime" in again.content.decode()


def test_a_tier_and_a_task_from_the_case(browser, case):
    browser.post(reverse("cases:tier", args=[case.pk]), {"tier": "intensive", "reason": "Worse"})
    due = (TODAY + timedelta(days=3)).isoformat()
    browser.post(reverse("cases:add_task", args=[case.pk]), {"title": "Ask", "due_on": due})
    case.refresh_from_db()
    assert (case.tier, case.next_action) == ("intensive", "Ask")


# --- Tasks ------------------------------------------------------------------------------


def test_tasks_are_decided_with_and_without_htmx(browser, district, case, who):
    task = TaskFactory(student=district.ana, owner=who)
    assert decide(browser, task, "dismiss").status_code == 422
    assert decide(browser, task, "snooze", until=TODAY.isoformat()).status_code == 422
    row = decide(browser, task, "do", headers={"HX-Request": "true"})
    assert row.content.decode().lstrip().startswith("<li")
    assert decide(browser, task, "undo", next="/caseload/").headers["Location"] == "/caseload/"
    later = (TODAY + timedelta(days=60)).isoformat()
    assert decide(browser, task, "snooze", until=later).status_code == 302
    decide(browser, task, "dismiss", reason="Moved away")
    task.refresh_from_db()
    assert (task.state, task.state_reason) == ("dismissed", "Moved away")
    over = decide(browser, task, "do", headers={"HX-Request": "true"})
    assert "in the meantime" in over.content.decode()
    assert AuditEvent.objects.filter(action__startswith="task.").count() == 4


def test_the_row_of_a_task_opens_in_its_list_and_keeps_whom_it_is_about(browser, district, who):
    task = TaskFactory(student=district.ana, owner=who)
    address, htmx = reverse("task", args=[task.pk]), {"HX-Request": "true"}
    panel = browser.get(address, {"named": "1"}, headers=htmx).content.decode()
    assert panel.lstrip().startswith("<li")
    assert 'name="until"' in panel
    assert district.ana.sis_id in panel
    refused = decide(browser, task, "dismiss", named="1", headers=htmx)
    assert (refused.status_code, b"form-faults" in refused.content) == (200, True)
    done = decide(browser, task, "do", named="1", headers=htmx).content.decode()
    assert district.ana.sis_id in done
    # Followed as a link, by htmx too, it is the whole page, with the panel open.
    for headers in ({}, {**htmx, "HX-Boosted": "true"}):
        page = browser.get(reverse("task", args=[task.pk]), headers=headers).content.decode()
        assert "<html" in page


# --- Lists ------------------------------------------------------------------------------


@pytest.mark.parametrize("many", [10, 50])
def test_a_caseload_takes_as_many_statements_however_many_cases(
    browser, district, who, django_assert_max_num_queries, many
):
    fill(who, district.oak, many)
    browser.get(reverse("cases:caseload"))
    with django_assert_max_num_queries(16):
        page = browser.get(reverse("cases:caseload"))
    assert len(page.context["rows"]) == min(many, 25)
    read = AccessEvent.objects.filter(access=Access.READ, page="cases:caseload").first()
    assert read.rows == min(many, 25)


@pytest.mark.parametrize("many", [10, 50])
def test_a_case_takes_as_many_statements_however_long_its_story(
    browser, district, who, case, django_assert_max_num_queries, many
):
    for _ in range(many):
        NoteFactory(about_student=district.ana)
        TaskFactory(student=district.ana, owner=who)
    address = reverse("cases:case", args=[case.pk])
    browser.get(address)
    with django_assert_max_num_queries(33):
        page = browser.get(address)
    assert len(page.context["tasks"]) == many


def test_by_tier_the_most_support_stands_first(browser, district, who):
    for student, tier in ((district.ana, "prevention"), (district.ben, "intensive")):
        CaseFactory(student=student, owner=who, tier=tier)
    other = StudentFactory(last_name="Early")
    EnrollmentFactory(student=other, school=district.oak)
    CaseFactory(student=other, owner=who, tier="early")
    page = browser.get(reverse("cases:caseload"), {"sort": "tier"})
    tiers = [row.case.tier for row in page.context["rows"]]
    assert tiers == ["intensive", "early", "prevention"]


def test_views_of_a_caseload(browser, district, who):
    old = TODAY - timedelta(days=20)
    CaseFactory(student=district.ana, owner=who, opened_on=old)
    CaseFactory(student=district.ben, owner=who, last_reached_on=TODAY, next_due_on=old)

    def named(**asked):
        page = browser.get(reverse("cases:caseload"), asked)
        return [row.name for row in page.context["rows"]]

    assert named() == ["Ito, Ben", "Ito, Ana"]
    assert named(show="unreached") == ["Ito, Ana"]
    assert named(show="overdue") == ["Ito, Ben"]
    assert named(show="idle") == ["Ito, Ana"]
    assert named(sort="name") == ["Ito, Ana", "Ito, Ben"]
    assert named(sort="reached") == ["Ito, Ana", "Ito, Ben"]
    assert named(q="ben", show="nonsense", tier="x", page="x") == ["Ito, Ben"]


def test_a_view_that_no_case_fits_does_not_say_that_none_is_open(browser, district, who):
    address = reverse("cases:caseload")
    assert "No case is open" in browser.get(address).content.decode()
    CaseFactory(student=district.ana, owner=who, last_reached_on=TODAY)
    page = browser.get(address, {"show": "overdue"}).content.decode()
    assert "No case fits this view" in page
    assert "No case is open" not in page
    assert "Nothing fits these filters" in browser.get(address, {"q": "zz"}).content.decode()


def test_everybodys_cases_by_counselor_and_school(district, who, boss):
    CaseFactory(student=district.ana, owner=who, school=district.oak)
    CaseFactory(student=district.ben, school=district.oak)
    browser = sign_in(boss)

    def named(**asked):
        page = browser.get(reverse("cases:everybody"), asked)
        return [row.name for row in page.context["rows"]]

    assert len(named()) == 2
    assert named(owner=who.pk) == ["Ito, Ana"]
    assert named(owner="none") == ["Ito, Ben"]
    assert len(named(school=district.oak.pk)) == 2
    assert named(school=district.pine.pk) == []
    # Enrolled nowhere is a list of its own, not everybody.
    assert named(school="none") == []
    assert len(named(school="x")) == 2  # no value, no filter


def test_a_timeline_is_narrowed_by_htmx(browser, district, who, case):
    sign_note(note=log(who, district.ana, text="El autobús."), act=act(who, at=NOW))
    address = reverse("cases:case", args=[case.pk])
    part = browser.get(address, {"text": "autobus"}, headers={"HX-Request": "true"})
    assert part.content.decode().count('<li class="entry') == 1
    assert "Nothing fits" in browser.get(address, {"text": "zzz"}).content.decode()


# --- Tasks ------------------------------------------------------------------------------


def test_tasks_of_another_s_cases_are_for_whoever_answers_for_them(district, who, boss):
    CaseFactory(student=district.ana, owner=who, school=district.oak)
    TaskFactory(student=district.ana, owner=who, school=district.oak, title="Call Ana")
    TaskFactory(student=district.ben, owner=who, school=district.oak, title="Call Ben")
    TaskFactory(student=district.dov, owner=who, school=district.pine, title="Call Dov")

    def titles(user, **asked):
        page = sign_in(user).get(reverse("tasks"), asked).context["page"]
        return {task.title for task in page}

    assert titles(who) == {"Call Ana", "Call Ben"}
    assert titles(boss) == set()
    assert titles(boss, owner=who.pk) == titles(boss, school=district.oak.pk) == {"Call Ana"}
    assert titles(boss, owner="none") == set()
    assert titles(who, owner=who.pk) == set()  # no CASELOAD_READ
    assert AccessEvent.objects.filter(page="tasks").count() == 3


def test_a_list_of_tasks_tells_no_name_by_its_number(district, who, boss):
    CaseFactory(student=district.ana, owner=who, school=district.oak)
    TaskFactory(student=district.ana, owner=who, school=district.oak)

    def whose(user, **asked):
        return sign_in(user).get(reverse("tasks"), asked).context["whose"]

    assert (whose(boss, owner=who.pk), whose(boss, school=district.oak.pk)) == (who.name, "Oak")
    assert whose(boss, school=district.pine.pk) == "none within your reach"
    assert whose(who, owner=boss.pk) == "none within your reach"
    assert whose(who) == ""


@pytest.mark.parametrize("many", [10, 30])
def test_a_list_of_tasks_takes_as_many_statements(
    browser, district, who, django_assert_max_num_queries, many
):
    for _ in range(many):
        TaskFactory(student=district.ana, owner=who, school=district.oak)
    with django_assert_max_num_queries(15):
        assert browser.get(reverse("tasks")).context["page"].total == many
