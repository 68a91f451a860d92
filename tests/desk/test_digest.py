"""Mail about a person's day: the numbers of Today with their links, by real SMTP, and no child in it."""

import re
from datetime import timedelta

import pytest
from django.core import mail

from accounts.choices import Role
from accounts.models import Digest, MailWish
from core import clock
from desk.queries.digest import write_digest
from desk.tasks import mail_digests
from students.models import SchoolDay
from tests.catcher import catching
from tests.desk.rows import text_of
from tests.factories import TODAY, CaseFactory, TaskFactory, UserFactory
from tests.world import hire, person

NOON = 12  # the hour at which tests stand
DAY = timedelta(days=1)


def this_week(school):
    monday = clock.monday_of(TODAY)
    SchoolDay.objects.bulk_create(
        SchoolDay(
            school=school, school_year=2026, date=monday + n * DAY, is_school_day=n < 5, ordinal=n
        )
        for n in range(7)
    )


@pytest.fixture
def wish(district, who):
    this_week(district.oak)
    return MailWish.objects.create(user=who, morning=True, hour=NOON)


def late(district, who):
    return TaskFactory(student=district.ana, owner=who, title="Call Ana Ito", due_on=TODAY - DAY)


def test_it_has_the_numbers_of_today_and_their_links_by_smtp(district, who, wish, settings):
    settings.SITE_URL = "https://psa.district.example"
    late(district, who)
    CaseFactory(student=district.ben, owner=who, opened_on=TODAY - 40 * DAY)
    with catching(settings) as server:
        mail_digests()
        mail_digests()
    [caught] = server.caught
    text = caught.get_payload(decode=True).decode()
    assert caught["To"] == who.email
    assert "Overdue tasks: 1\nhttps://psa.district.example/tasks/?show=overdue" in text
    assert "Students who need you: 2\nhttps://psa.district.example/\n" in text
    assert "My cases: 1\nhttps://psa.district.example/caseload/" in text
    assert "Change it or stop it here: https://psa.district.example/my-settings/" in text
    assert Digest.objects.get().state == "sent"


def test_no_child_is_in_it_and_no_word_about_one(district, who, wish):
    for student in (district.ana, district.ben):
        TaskFactory(student=student, owner=who, title=f"Call {student}", reason="Canary words.")
        CaseFactory(student=student, owner=who, opened_on=TODAY - 40 * DAY)
    mail_digests()
    [sent] = mail.outbox
    said = f"{sent.subject}\n{sent.body}\n{sent.extra_headers}"
    children = (district.ana, district.ben)
    words = [w for c in children for w in (c.first_name, c.last_name, c.sis_id)]
    assert [word for word in (*words, "Canary", "Oak", "/students/") if word in said] == []


def test_its_numbers_open_as_many(district, counselor):
    this_week(district.oak)
    late(district, counselor.user)
    wish = MailWish.objects.create(user=counselor.user, morning=True, hour=NOON)
    text = write_digest(wish, TODAY).text
    there = re.search(r"Overdue tasks: 1\n\S+?(/tasks/\S+)", text)[1]
    assert text_of(counselor, there).count('id="task-') == 1


def test_on_a_day_without_school_none_goes(district, who, wish):
    late(district, who)
    SchoolDay.objects.filter(date=TODAY).update(is_school_day=False)
    mail_digests()
    assert Digest.objects.count() == 0


def test_before_the_hour_none_goes(district, who, wish):
    late(district, who)
    MailWish.objects.update(hour=NOON + 1)
    mail_digests()
    assert Digest.objects.count() == 0


def test_where_nothing_waits_none_goes(district, who, wish):
    mail_digests()
    assert (mail.outbox, Digest.objects.get().state) == ([], "unneeded")


@pytest.mark.parametrize(
    ("wished", "is_late", "goes"),
    [
        ({"morning": True}, False, True),
        ({"overdue": True}, False, False),
        ({"overdue": True}, True, True),
        ({"week": True}, True, False),  # a Wednesday
    ],
)
def test_who_wants_it_only_when_something_is_late_gets_it_then(
    district, who, wished, is_late, goes
):
    this_week(district.oak)
    if is_late:
        late(district, who)
    else:
        TaskFactory(student=district.ana, owner=who, due_on=TODAY)
    wish = MailWish(user=who, **wished)
    assert (write_digest(wish, TODAY) is not None) is goes


@pytest.mark.parametrize(("holiday", "goes"), [(False, False), (True, True)])
def test_a_week_begins_with_its_first_day_of_school(district, who, holiday, goes):
    this_week(district.oak)
    late(district, who)
    tuesday = clock.monday_of(TODAY) + DAY
    if holiday:
        SchoolDay.objects.filter(date=tuesday - DAY).update(is_school_day=False)
    assert (write_digest(MailWish(user=who, week=True), tuesday) is not None) is goes
    assert write_digest(MailWish(user=who, week=True), tuesday + DAY) is None


def test_whoever_answers_for_others_has_their_numbers(district):
    head = hire(Role.SCHOOL_ADMINISTRATOR, district.oak)
    CaseFactory(student=district.ana, school=district.oak)
    assert "Open cases: 1" in write_digest(MailWish(user=head, morning=True), TODAY).text


def test_whoever_has_no_role_gets_none(db):
    assert write_digest(MailWish(user=UserFactory(), morning=True), TODAY) is None


def test_a_server_that_is_not_ready_costs_nothing(district, who, wish, settings):
    late(district, who)
    with catching(settings) as server:
        server.refuses = True
        mail_digests()
    assert (server.caught, Digest.objects.get().state) == (
        [],
        "sending",
    )  # and again, once its lease is over


def test_my_settings_are_in_the_menu(district):
    assert 'href="/my-settings/"' in text_of(person(), "/")
