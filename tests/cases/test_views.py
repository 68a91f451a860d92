"""The pages of casework: what they save, what they refuse, and in how many statements."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.choices import Role
from audit.choices import Access
from audit.models import AccessEvent, AuditEvent
from cases.actions import sign_note
from cases.models import Case, Note, NoteDraft, NoteRevision, Task
from students.models import Student
from tests.cases.conftest import NOW, UUID_2, log
from tests.cases.test_queries import fill
from tests.factories import (
    TODAY,
    CaseFactory,
    GuardianshipFactory,
    HouseholdFactory,
    NoteFactory,
    TaskFactory,
)
from tests.world import hire, sign_in

UUID = "11111111-2222-3333-4444-555555555555"
CALL = {"kind": "call", "who": "someone", "outcome_call": "spoke", "client_uuid": UUID}


@pytest.fixture
def browser(who):
    return sign_in(who)


def send(browser, *students, headers=None, **values):
    data = {**CALL, "student": [s.pk for s in students], **values}
    return browser.post(reverse("quick-log"), data, headers=headers or {})


def decide(browser, task, action, headers=None, **values):
    address = reverse("cases:task", args=[task.pk])
    return browser.post(address, {"action": action, **values}, headers=headers or {})


# --- Quick log --------------------------------------------------------------------------


def test_a_contact_is_logged_and_leads_to_the_case(browser, district, case):
    answer = send(browser, district.ana, text="All well.", next_step="visit")
    assert answer.headers["Location"] == reverse("cases:case", args=[case.pk])
    note = Note.objects.get()
    assert (note.text, note.reached, note.with_whom) == ("All well.", True, "someone")
    assert Task.objects.get().due_on == TODAY + timedelta(days=2)


def test_it_leads_back_to_where_it_was_opened_and_nowhere_else(browser, district):
    there = reverse("student", args=[district.ana.pk])
    assert send(browser, district.ana, next="/schools/").headers["Location"] == "/schools/"
    away = send(browser, district.ana, next="https://elsewhere.example/")
    assert away.headers["Location"] == there


def test_a_script_gets_words_it_understands(browser, district):
    json = {"Accept": "application/json"}
    answer = send(browser, district.ana, headers=json)
    again = send(browser, district.ana, headers=json)
    assert answer.json() == again.json()
    assert answer.json()["saved"] == UUID
    assert not NoteRevision.objects.exists()
    wrong = send(browser, district.ana, headers=json, outcome_call="")
    assert (wrong.status_code, "Choose what came of it." in wrong.content.decode()) == (422, True)


@pytest.mark.parametrize(
    "values",
    [
        {"outcome_call": ""},
        {"kind": "nonsense"},
        {"who": "adult:999999"},
        {"happened_at": "2027-01-01T10:00"},
        {"minutes": "-1"},
        {"barriers": ["gremlins"]},
        {"text": "x" * 20_001},
        {"kind": "other", "text": " "},
    ],
)
def test_what_cannot_be_saved_is_said_and_leaves_nothing(browser, district, values):
    assert send(browser, district.ana, **values).status_code == 422
    assert Note.objects.count() == 0


def test_an_adult_of_another_child_cannot_be_named(browser, district):
    tie = GuardianshipFactory(student=district.ben)
    assert send(browser, district.ana, who=f"adult:{tie.guardian_id}").status_code == 422
    own = GuardianshipFactory(student=district.ana)
    assert send(browser, district.ana, who=f"adult:{own.guardian_id}").status_code == 302


def test_only_brothers_and_sisters_within_reach_share_a_note(browser, district):
    home = HouseholdFactory()
    inside = [district.ana.pk, district.ben.pk, district.dov.pk]
    Student.objects.filter(pk__in=inside).update(household=home)
    assert send(browser, district.ana, district.dov).status_code == 404  # at Pine
    assert send(browser, district.ana, district.cleo).status_code == 404
    assert Note.objects.count() == 0
    assert send(browser, district.ana, district.ben).status_code == 302
    assert Note.objects.get().about.count() == 2


def test_a_page_of_the_sheet_shows_no_stranger(browser, district):
    page = browser.get(reverse("quick-log"), {"q": "Ito"})
    text = page.content.decode()
    assert ("Ito, Ana" in text, "Ito, Dov" in text) == (True, False)


def test_a_liaison_logs_and_makes_no_task(district, case):
    liaison = sign_in(hire(Role.LIAISON, district.oak))
    assert send(liaison, district.ana, next_step="visit").status_code == 302
    assert (Note.objects.count(), Task.objects.count()) == (1, 0)


# --- Drafts -----------------------------------------------------------------------------


def keep(browser, student, seq=1, **values):
    data = {**CALL, "student": student.pk, "seq": seq, **values}
    return browser.post(reverse("cases:draft"), data)


def test_a_draft_opens_again_with_its_student_for_its_author_alone(browser, district, boss):
    answer = keep(browser, district.ana, text="Half a sent")
    assert answer.json() == {"kept": UUID}
    address = reverse("quick-log") + f"?student={district.ana.pk}"
    assert "Half a sent" in browser.get(address).content.decode()
    assert UUID in browser.get(address).content.decode()
    assert "Half a sent" not in browser.get(address + "&new=1").content.decode()
    assert "Half a sent" not in sign_in(boss).get(address).content.decode()
    assert "Half a sent" in browser.get(reverse("cases:drafts")).content.decode()
    assert "Half a sent" not in sign_in(boss).get(reverse("cases:drafts")).content.decode()


def test_a_draft_about_a_stranger_is_refused(browser, district):
    assert keep(browser, district.dov, text="x").status_code == 404
    assert keep(browser, district.ana, text="x" * 70_000).status_code == 422
    assert NoteDraft.objects.count() == 0


@pytest.mark.parametrize("key", ["9" * 20, "9" * 19, "0", "x"])
def test_every_student_of_a_draft_is_one_within_reach(browser, district, key):
    ana, dov = district.ana.pk, district.dov.pk
    address = reverse("cases:draft")
    for about in ([key, ana], [ana, key], [dov, ana], [ana, dov]):
        assert browser.post(address, {**CALL, "seq": 1, "student": about}).status_code == 404
    assert not NoteDraft.objects.exists()
    NoteDraft.objects.create(user_id=browser.session["_auth_user_id"], client_uuid=UUID, seq=1)
    NoteDraft.objects.update(payload={"student": [key]})
    assert browser.get(reverse("cases:drafts")).status_code == 200


def test_a_draft_that_met_other_words_is_told_so(browser, district):
    keep(browser, district.ana, seq=5, text="Later.")
    assert keep(browser, district.ana, seq=4, text="Late.").status_code == 409
    assert NoteDraft.objects.get().payload["text"] == ["Later."]
    send(browser, district.ana)
    assert keep(browser, district.ana, seq=6, text="After it was saved.").status_code == 409


def test_a_draft_is_thrown_away(browser, district):
    keep(browser, district.ana, text="x")
    browser.post(reverse("cases:drafts"), {"client_uuid": UUID})
    assert NoteDraft.objects.count() == 0


# --- Notes ------------------------------------------------------------------------------


def change(browser, note, **values):
    data = {**CALL, "version": note.version, **values}
    return browser.post(reverse("cases:change", args=[note.pk]), data)


def test_a_stale_edit_is_409_with_both_texts(browser, district, who):
    note = log(who, district.ana)
    change(browser, note, text="From one window.")
    answer = change(browser, note, text="From the other.")
    body = answer.content.decode()
    assert answer.status_code == 409
    assert ("From one window." in body, "From the other." in body) == (True, True)
    assert NoteRevision.objects.filter(kind="unsaved").get().text == "From the other."
    note.refresh_from_db()
    assert f'name="version" value="{note.version}"' in body


def test_a_note_is_signed_and_amended(browser, district, who):
    note = log(who, district.ana)
    browser.post(reverse("cases:change", args=[note.pk]), {"action": "sign"})
    note.refresh_from_db()
    assert note.signed_at
    answer = change(browser, note, text="It was her sister.")
    amendment = Note.objects.exclude(pk=note.pk).get()
    assert answer.headers["Location"] == reverse("cases:note", args=[amendment.pk])
    old = browser.get(reverse("cases:note", args=[note.pk])).content.decode()
    assert "This note was amended" in old


def test_somebody_elses_note_is_read_and_not_changed(district, who, boss):
    note = log(who, district.ana)
    browser = sign_in(boss)
    assert browser.get(reverse("cases:note", args=[note.pk])).status_code == 200
    assert browser.get(reverse("cases:change", args=[note.pk])).status_code == 302
    answer = change(browser, note, text="Mine now.")
    assert (answer.status_code, "Mine now." in answer.content.decode()) == (409, True)
    note.refresh_from_db()
    assert note.version == 1
    assert not NoteRevision.objects.exists()


def test_a_second_amendment_at_once_keeps_its_words_and_goes_on_from_the_first(
    browser, district, who
):
    note = sign_note(note=log(who, district.ana), by=who, now=NOW)
    change(browser, note, text="It was her sister.")
    first = Note.objects.get(amends=note)
    other = str(UUID_2)
    answer = change(browser, note, text="It was her cousin.", client_uuid=other)
    body = answer.content.decode()
    assert answer.status_code == 409
    assert ("It was her sister." in body, "It was her cousin." in body) == (True, True)
    assert first.revisions.get().text == "It was her cousin."
    assert f'action="{reverse("cases:change", args=[first.pk])}"' in body
    change(browser, first, text="Sister and cousin.", client_uuid=other)
    assert Note.objects.get(amends=first).text == "Sister and cousin."


def test_a_student_out_of_reach_is_counted_and_not_named(browser, district, who):
    note = log(who, district.ana, district.dov)
    page = browser.get(reverse("cases:note", args=[note.pk])).content.decode()
    assert ("1 student you do not serve" in page, "Dov" in page) == (True, False)


def test_a_note_is_changed_and_amended_only_by_who_serves_all_it_is_about(browser, district, who):
    note = log(who, district.ana, district.dov)
    address = reverse("cases:change", args=[note.pk])
    assert browser.get(address).status_code == 403
    assert change(browser, note, text="Of one alone.").status_code == 403
    browser.post(address, {"action": "sign"})
    assert change(browser, note, text="Of one alone.").status_code == 403
    assert (Note.objects.get().text, Note.objects.get().version) == (note.text, 1)
    assert not NoteRevision.objects.exists()
    assert address not in browser.get(reverse("cases:note", args=[note.pk])).content.decode()


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
    task = TaskFactory(student=district.ana, case=case, owner=who)
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
        TaskFactory(student=district.ana, case=case, owner=who)
    address = reverse("cases:case", args=[case.pk])
    browser.get(address)
    with django_assert_max_num_queries(26):
        page = browser.get(address)
    assert len(page.context["tasks"]) == many


def test_views_of_a_caseload(browser, district, who):
    old = TODAY - timedelta(days=20)
    CaseFactory(student=district.ana, owner=who, opened_on=old)
    CaseFactory(student=district.ben, owner=who, last_reached_on=TODAY, next_due_on=old)

    def named(**asked):
        page = browser.get(reverse("cases:caseload"), asked)
        return [row.name for row in page.context["rows"]]

    assert named() == ["Ito, Ben", "Ito, Ana"]
    assert named(view="unreached") == ["Ito, Ana"]
    assert named(view="overdue") == ["Ito, Ben"]
    assert named(view="idle") == ["Ito, Ana"]
    assert named(sort="name") == ["Ito, Ana", "Ito, Ben"]
    assert named(sort="reached") == ["Ito, Ana", "Ito, Ben"]
    assert named(q="ben", view="nonsense", tier="x", page="x") == ["Ito, Ben"]


def test_everybodys_cases_by_counselor_and_school(district, who, boss):
    CaseFactory(student=district.ana, owner=who)
    CaseFactory(student=district.ben)
    browser = sign_in(boss)

    def named(**asked):
        page = browser.get(reverse("cases:everybody"), asked)
        return [row.name for row in page.context["rows"]]

    assert len(named()) == 2
    assert named(owner=who.pk) == ["Ito, Ana"]
    assert named(owner="none") == ["Ito, Ben"]
    assert len(named(school=district.oak.pk)) == 2
    assert named(school=district.pine.pk) == []


def test_a_timeline_is_narrowed_by_htmx(browser, district, who, case):
    sign_note(note=log(who, district.ana, text="El autobús."), by=who, now=NOW)
    address = reverse("cases:case", args=[case.pk])
    part = browser.get(address, {"text": "autobus"}, headers={"HX-Request": "true"})
    assert part.content.decode().count('<li class="entry') == 1
    assert "Nothing fits" in browser.get(address, {"text": "zzz"}).content.decode()
