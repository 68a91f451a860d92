"""Referrals on the web: made, looked through and decided."""

import re

import pytest

from attendance.choices import Status
from audit.choices import Access
from audit.models import AccessEvent
from sarb.models import Referral
from tests.factories import TODAY, EnrollmentFactory, StandingFactory, StudentFactory
from tests.sarb.factories import SENT_AT, DocketFactory, ReferralFactory
from tests.sarb.pages import url


def refer(client, student, **given):
    values = {"level": "sarb", "reason": "truancy", "text": "Tried twice.", **given}
    return client.post(f"{url('refer')}?student={student.pk}", values)


# --- Referring ----------------------------------------------------------------------------
def test_the_form_shows_grounds_and_what_is_missing(counselor, district):
    answer = counselor.client.get(f"{url('refer')}?student={district.ana.pk}").content.decode()
    assert "is a habitual truant" in answer
    assert "0 reports stand; the statute asks for three." in answer
    assert "Home visit attempted" in answer


def test_a_counselor_refers(counselor, district):
    StandingFactory(student=district.ana, status=Status.HABITUAL, reports_filed=3)
    answer = refer(counselor.client, district.ana)
    made = Referral.objects.get()
    assert answer.url == url("referral", made.pk)
    assert made.made_by == counselor.user.name
    assert refer(counselor.client, district.ana).url == url("referral", made.pk)  # twice
    assert Referral.objects.count() == 1


def test_an_unmet_ground_is_asked_about(counselor, district):
    answer = refer(counselor.client, district.ana)
    assert answer.status_code == 422
    assert "say why you refer all the same" in answer.content.decode()
    assert not Referral.objects.exists()
    assert refer(counselor.client, district.ana, justification="Asked for.").status_code == 302


def test_nobody_refers_a_student_out_of_reach(outsider, district):
    assert refer(outsider.client, district.ana).status_code == 404
    assert not Referral.objects.exists()
    assert AccessEvent.objects.filter(access=Access.REFUSED).exists()


def test_without_a_student_it_says_where_to_begin(counselor):
    assert "Choose the student first" in counselor.client.get(url("refer")).content.decode()


# --- The inbox and the answer -------------------------------------------------------------
def test_the_inbox_shows_what_waits_within_reach(chair, counselor, outsider, referral):
    assert "Ito, Ana" in chair.client.get(url("referrals")).content.decode()
    assert "Ito, Ana" in counselor.client.get(url("referrals")).content.decode()
    assert "Ito, Ana" not in outsider.client.get(url("referrals")).content.decode()


def test_referrals_of_one_moment_follow_each_other_by_name(chair, district):
    """In the inbox, on the chair's morning, and beside a day of hearings."""
    names = ["Adams", "Álvarez", "Nava", "Ñañez", "Zuniga"]
    for name in reversed(names):
        student = StudentFactory(first_name="Tess", last_name=name)
        EnrollmentFactory(student=student, school=district.oak)
        ReferralFactory(student=student)
    docket = DocketFactory()

    def shown(address):
        return re.findall(r">([^<>]+), Tess</a>", chair.client.get(address).content.decode())

    assert shown(url("referrals")) == shown("/") == names
    taken = {"state": "accepted", "decided_by": "Ortiz", "decided_at": SENT_AT}
    Referral.objects.update(**taken)
    assert shown(url("docket", docket.pk)) == names


@pytest.mark.parametrize("rows", [10, 50])
def test_the_inbox_takes_as_many_statements_for_fifty(
    chair, district, rows, django_assert_num_queries
):
    for one in ReferralFactory.create_batch(rows):
        EnrollmentFactory(student=one.student, school=district.oak)
    chair.client.get(url("referrals"))
    # One of them asks which policy is in force, one whose ground moved.
    with django_assert_num_queries(11):
        chair.client.get(url("referrals"))


def test_accepting_takes_one_click(chair, referral):
    chair.client.post(url("accept", referral.pk))
    referral.refresh_from_db()
    assert (referral.state, referral.decided_by) == ("accepted", chair.user.name)
    answer = chair.client.post(url("accept", referral.pk), follow=True).content.decode()
    assert "moved on" in answer


def test_returning_asks_for_the_reason(chair, counselor, referral):
    assert chair.client.post(url("send_back", referral.pk), {"reason": ""}).status_code == 422
    chair.client.post(url("send_back", referral.pk), {"reason": "Add the visit."})
    shown = counselor.client.get(url("referral", referral.pk)).content.decode()
    assert "Add the visit." in shown
    assert "Refer again" in shown


def test_a_counselor_does_not_decide(counselor, referral):
    assert counselor.client.post(url("accept", referral.pk)).status_code == 403
    referral.refresh_from_db()
    assert referral.state == "sent"


def test_the_notice_is_confirmed_with_its_parts(counselor, referral):
    given = {"on": TODAY.isoformat(), "how": "mail"}
    assert counselor.client.post(url("notice", referral.pk), given).status_code == 422
    counselor.client.post(url("notice", referral.pk), {**given, "complete": "on"})
    referral.refresh_from_db()
    assert (referral.noticed_on, referral.noticed_by) == (TODAY, counselor.user.name)


def test_a_referral_out_of_reach_is_as_none(outsider, referral):
    gone = outsider.client.get(url("referral", 987654321))
    hidden = outsider.client.get(url("referral", referral.pk))
    assert hidden.status_code == gone.status_code == 404
    assert hidden.content == gone.content
