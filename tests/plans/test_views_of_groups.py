"""The pages of groups: in three taps to a session, within reach, and no child beside another's words."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.choices import Role
from audit.choices import Access
from audit.models import AccessEvent
from plans.forms.groups import NAMES
from plans.models import Group, GroupMember, GroupSession, WordsApart
from tests.factories import (
    TODAY,
    DayOutcomeFactory,
    EnrollmentFactory,
    GroupFactory,
    GroupMemberFactory,
    GroupSessionFactory,
    PlanFactory,
)
from tests.world import hire, sign_in


@pytest.fixture
def counselor(who):
    return sign_in(who)


@pytest.fixture
def group(district, who):
    group = GroupFactory(school=district.oak, facilitator=who)
    for student in (district.ana, district.ben):
        GroupMemberFactory(group=group, student=student)
    return group


def words(answer):
    return " ".join(answer.content.decode().split())


def there(name, row):
    return reverse(f"plans:{name}", args=[row.pk])


def as_it_stands(client, group):
    """What the form of a session holds before anybody tapped."""
    form = client.get(there("hold", group)).context["form"]
    found = {name: form[name].value() for name in form.fields}
    return {**{k: v for k, v in found.items() if v is not None}, "client_uuid": uuid4()}


def save(client, group, **values):
    sent = {**as_it_stands(client, group), **values}
    return client.post(there("hold", group), sent, follow=True)


# --- A session -----------------------------------------------------------------------------


def test_from_today_a_session_is_three_taps(counselor, group):
    """Today says that one waits; its list has the session; the session is saved as it stands."""
    to_log = f"{reverse('plans:groups')}?show=to_log"
    assert to_log in words(counselor.get(reverse("today")))
    assert there("hold", group) in words(counselor.get(to_log))
    answer = save(counselor, group)
    assert "The session is saved." in words(answer)
    kept = GroupSession.objects.get()
    assert (kept.on, kept.minutes) == (TODAY, group.minutes)
    assert list(kept.presences.values_list("here", flat=True)) == ["present", "present"]
    assert to_log not in words(counselor.get(reverse("today")))


def test_a_session_is_undone_where_it_was_said(counselor, group):
    page = words(save(counselor, group))
    kept = GroupSession.objects.get()
    assert there("take_back", kept) in page
    answer = counselor.post(there("take_back", kept), {"at": kept.at.isoformat()}, follow=True)
    assert "It was taken back" in words(answer) or "taken back" in words(answer)
    kept.refresh_from_db()
    assert kept.taken_back_at


def test_who_is_absent_from_school_is_shown_so(counselor, group, district):
    DayOutcomeFactory(student=district.ben, school=district.oak, date=TODAY)
    form = counselor.get(there("hold", group)).context["form"]
    assert form[f"here_{district.ben.pk}"].help_text == "Absent from school today"
    assert form[f"here_{district.ben.pk}"].value() == "absent"
    assert form[f"here_{district.ana.pk}"].help_text == ""


def test_a_note_that_names_a_member_comes_back(counselor, group, district):
    answer = save(counselor, group, note="Ana told of her father.")
    assert NAMES in answer.context["form"].errors["note"]
    assert not GroupSession.objects.exists()
    save(counselor, group, note="Anatomy: Ana’s favorite.", named="on")
    assert GroupSession.objects.get().note == "Anatomy: Ana’s favorite."


def test_words_about_one_name_no_other(counselor, group, district):
    answer = save(counselor, group, **{f"words_{district.ana.pk}": "Sat beside Ben."})
    assert NAMES in answer.context["form"].errors[f"words_{district.ana.pk}"]
    save(counselor, group, **{f"words_{district.ana.pk}": "Ana sat alone."})
    assert WordsApart.objects.get().text == "Ana sat alone."


def test_who_is_not_reached_is_a_number(counselor, group, district):
    """Dov goes to Pine: neither his name nor what was written of him is shown."""
    GroupMemberFactory(group=group, student=district.dov)
    boss = sign_in(hire(Role.FIELD_COORDINATOR))
    save(boss, group, **{f"words_{district.dov.pk}": "A secret."})
    kept = GroupSession.objects.get()
    for page in (there("group", group), there("hold", group), there("session", kept)):
        shown = words(counselor.get(page))
        assert district.ana.full_name in shown or district.ana.last_name in shown
        assert district.dov.sis_id not in shown
        assert "Dov" not in shown
        assert "A secret." not in shown
        assert "1 student" in shown


def test_reading_a_session_is_logged_for_whom_it_shows(counselor, group, district):
    GroupMemberFactory(group=group, student=district.dov)
    save(sign_in(hire(Role.FIELD_COORDINATOR)), group)
    counselor.get(there("session", GroupSession.objects.get()))
    read = AccessEvent.objects.filter(access=Access.READ).latest("pk")
    assert set(read.student_ids) == {district.ana.pk, district.ben.pk}


def test_words_taken_back_are_for_who_wrote_them(counselor, group, district, boss):
    save(counselor, group, note="Mornings.", **{f"words_{district.ana.pk}": "Quiet."})
    kept = GroupSession.objects.get()
    assert "Quiet." in words(sign_in(boss).get(there("session", kept)))
    counselor.post(there("take_back", kept))
    assert "Quiet." in words(counselor.get(there("session", kept)))
    shown = words(sign_in(boss).get(there("session", kept)))
    assert "Quiet." not in shown
    assert "Mornings." not in shown


def test_who_serves_one_of_them_reads_of_that_one_alone(counselor, group, district):
    """Dov's own counselor, at Pine, opens what the timeline tells of him, and not the group."""
    GroupMemberFactory(group=group, student=district.dov)
    words_of_dov = {f"words_{district.dov.pk}": "Quiet.", f"words_{district.ana.pk}": "Loud."}
    save(sign_in(hire(Role.FIELD_COORDINATOR)), group, **words_of_dov)
    pine = sign_in(hire(Role.COUNSELOR, district.pine))
    shown = words(pine.get(there("session", GroupSession.objects.get())))
    assert "Quiet." in shown
    assert "Loud." not in shown
    assert district.ana.sis_id not in shown
    assert there("group", group) not in shown
    assert pine.get(there("group", group)).status_code == 404


def test_a_session_of_a_day_that_has_one_keeps_what_was_typed(counselor, group):
    GroupSessionFactory(group=group)
    answer = save(counselor, group, note="Mornings.")
    assert answer.status_code == 422
    assert "kept already" in words(answer)
    assert "Mornings." in words(answer)


def test_words_added_after_going_back_are_kept_in_the_form(counselor, group, district):
    """Saved once, Back, words about Ana: not said to be saved, and sent again under a new key."""
    sent = as_it_stands(counselor, group)
    counselor.post(there("hold", group), sent)
    more = {**sent, f"words_{district.ana.pk}": "Quiet."}
    answer = counselor.post(there("hold", group), more)
    assert answer.status_code == 422
    assert "saved before, otherwise" in words(answer)
    assert "Quiet." in words(answer)
    assert answer.context["client_uuid"] != sent["client_uuid"]
    counselor.post(there("take_back", GroupSession.objects.get()))
    again = counselor.post(there("hold", group), more)
    counselor.post(there("hold", group), {**more, "client_uuid": again.context["client_uuid"]})
    assert WordsApart.objects.get().session.taken_back_at is None


def test_words_about_who_was_not_there_yet_are_kept_in_the_form(counselor, group, district):
    new = GroupMemberFactory(group=group, joined_on=TODAY).student
    EnrollmentFactory(student=new, school=district.oak)
    yesterday = TODAY - timedelta(days=1)
    answer = save(counselor, group, on=yesterday, **{f"words_{new.pk}": "Quiet."})
    assert answer.status_code == 422
    for said in ("Quiet.", "was not in the group on that day"):
        assert said in words(answer)
    save(counselor, group, on=yesterday)
    assert not GroupSession.objects.get().presences.filter(student=new).exists()


def test_the_last_session_of_a_group_that_has_ended_is_written_down(counselor, group):
    counselor.post(there("end_group", group), {"why": "finished"})
    save(counselor, group)
    assert GroupSession.objects.get().presences.count() == 2


# --- A group -------------------------------------------------------------------------------


def test_a_group_is_started_and_students_added(counselor, district, who):
    filled = {"name": "Mornings", "kind": "I17", "school": district.oak.pk, "weekdays": ["1"]}
    more = {"minutes": 30, "capacity": 8, "starts_on": TODAY.isoformat(), "at": "09:15"}
    answer = counselor.post(reverse("plans:new_group"), {**filled, **more, "client_uuid": uuid4()})
    group = Group.objects.get()
    assert answer.url == there("join", group)
    assert (group.facilitator, group.school, group.weekdays) == (who, district.oak, [1])
    counselor.post(there("join", group), {"student": [district.ana.pk, district.ben.pk]})
    assert group.members.count() == 2


def test_a_school_that_is_not_offered_is_no_choice(counselor, district):
    filled = {"name": "Mornings", "kind": "I17", "school": district.pine.pk}
    answer = counselor.post(reverse("plans:new_group"), filled)
    assert answer.status_code == 422
    assert not Group.objects.exists()


def test_only_students_of_the_school_within_reach_are_offered(counselor, district, who):
    group = GroupFactory(school=district.oak, facilitator=who)
    PlanFactory(student=district.ben)
    PlanFactory(student=district.dov)
    page = counselor.get(there("join", group)).context["page"]
    assert list(page) == [district.ben, district.ana]  # who has a plan stands first
    found = counselor.get(there("join", group), {"q": "ana"}).context["page"]
    assert list(found) == [district.ana]
    answer = counselor.post(there("join", group), {"student": [district.dov.pk]})
    assert answer.status_code == 404
    assert not GroupMember.objects.exists()


def test_nobody_chosen_is_said(counselor, group):
    answer = counselor.post(there("join", group), follow=True)
    assert "choose at least one student" in words(answer)


def test_a_full_group_says_so(counselor, district, who):
    group = GroupFactory(school=district.oak, facilitator=who, capacity=1)
    both = {"student": [district.ana.pk, district.ben.pk]}
    assert "no place for so many" in words(counselor.post(there("join", group), both, follow=True))


def test_a_student_leaves_for_a_reason_of_the_list(counselor, group, district):
    member = group.members.get(student=district.ana)
    assert counselor.post(there("leave", member), {"why": "bored"}).status_code == 422
    counselor.post(there("leave", member), {"why": "schedule"})
    member.refresh_from_db()
    assert (member.left_on, member.left_why) == (TODAY, "schedule")
    page = words(counselor.get(there("group", group)))
    assert "Who left: 1" in page
    assert "left on" in words(counselor.get(there("leave", member)))


def test_a_colleague_takes_a_group_over(counselor, group, boss):
    form = counselor.get(there("change_group", group)).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    answer = counselor.post(there("change_group", group), {**sent, "facilitator": boss.pk})
    assert answer.url == there("group", group)
    group.refresh_from_db()
    assert group.facilitator == boss
    wrong = counselor.post(there("change_group", group), {**sent, "last_on": "2026-09-01"})
    assert "The last day is the first day or later." in words(wrong)


def test_a_group_is_ended_and_stands_among_those_over(counselor, group):
    assert counselor.post(there("end_group", group)).status_code == 422
    counselor.post(there("end_group", group), {"why": "finished"})
    over = counselor.get(reverse("plans:groups"), {"show": "over"})
    assert list(over.context["page"]) == [group]
    assert list(counselor.get(reverse("plans:groups")).context["page"]) == []
    assert "has ended" in words(counselor.get(there("hold", group)))


@pytest.mark.parametrize("show", ["", "mine", "to_log", "silent", "nonsense"])
def test_a_group_stands_in_the_lists_it_belongs_to(counselor, group, show):
    page = counselor.get(reverse("plans:groups"), {"show": show}).context["page"]
    assert list(page) == [group]


def test_the_list_costs_the_same_however_many(
    counselor, district, who, django_assert_max_num_queries
):
    counselor.get(reverse("plans:groups"))
    for _ in range(20):
        GroupSessionFactory(group=GroupFactory(school=district.oak, facilitator=who))
    with django_assert_max_num_queries(14):
        counselor.get(reverse("plans:groups"))


def test_a_group_costs_the_same_however_many_are_in_it(
    counselor, district, group, django_assert_max_num_queries
):
    counselor.get(there("group", group))
    for _ in range(10):
        member = GroupMemberFactory(group=group)
        EnrollmentFactory(student=member.student, school=district.oak)
    with django_assert_max_num_queries(18):
        counselor.get(there("group", group))
    with django_assert_max_num_queries(18):
        counselor.get(there("hold", group))
