"""Hearing calendars on the web: a day is set, filled and heard."""

import pytest

from accounts.choices import Role
from audit.models import AuditEvent
from sarb.models import Docket, DocketPlace
from tests.factories import TODAY
from tests.sarb.factories import DocketFactory, DocketPlaceFactory, ReferralFactory
from tests.sarb.pages import url
from tests.world import hire, sign_in


def test_a_chair_sets_a_day(chair):
    given = {
        "level": "sarb",
        "on": "2026-12-01",
        "starts_at": "08:30",
        "minutes": 45,
        "capacity": 10,
        "place": "Room B",
        "chair": chair.user.pk,
    }
    chair.client.post(url("new_hearing"), given)
    docket = Docket.objects.get()
    assert docket.chair == chair.user
    again = chair.client.post(url("new_hearing"), given)
    assert (again.status_code, Docket.objects.count()) == (422, 1)
    late = {**given, "on": "2026-11-01"}
    assert chair.client.post(url("new_hearing"), late).status_code == 422


def test_only_a_chair_is_a_chair(chair, counselor):
    given = {"level": "sarb", "on": "2026-12-01", "place": "B", "chair": counselor.user.pk}
    assert chair.client.post(url("new_hearing"), given).status_code == 422


def test_a_case_is_placed_and_taken_off(chair, district):
    referral = ReferralFactory(student=district.ana, accepted=True)
    docket = DocketFactory()
    assert "Ito, Ana" in chair.client.get(url("docket", docket.pk)).content.decode()  # waits
    chair.client.post(url("place", docket.pk), {"referral": referral.pk})
    assert DocketPlace.objects.get().referral == referral
    answer = chair.client.post(url("place", docket.pk), {"referral": referral.pk}, follow=True)
    assert "has its place already" in answer.content.decode()
    chair.client.post(url("take_off", docket.pk), {"referral": referral.pk})
    assert not DocketPlace.objects.exists()


def test_a_case_of_another_school_is_not_named(outsider, district):
    place = DocketPlaceFactory(referral__student=district.ana)
    answer = outsider.client.get(url("docket", place.docket_id)).content.decode()
    assert "Ito, Ana" not in answer
    assert "1 more case" in answer


def test_only_who_is_reached_for_it_is_offered_a_place(district):
    """Packets are read of the whole district, days are planned for the north alone."""
    both = hire(Role.AUDITOR)
    hire(Role.SARB_CHAIR, district.north, to=both)
    for student in (district.ana, district.dov):
        ReferralFactory(student=student, accepted=True)
    for level, state in (("sart", "accepted"), ("sarb", "sent")):
        ReferralFactory(student=district.ben, level=level, state=state, accepted=state != "sent")
    page = sign_in(both).get(url("docket", DocketFactory().pk))
    assert [line.referral.student for line in page.context["waiting"]] == [district.ana]


@pytest.mark.parametrize("rows", [10, 30])
def test_a_day_takes_as_many_statements_for_thirty(
    chair, district, rows, django_assert_num_queries
):
    docket = DocketFactory(capacity=30)
    for position in range(1, rows + 1):
        DocketPlaceFactory(docket=docket, position=position)
    chair.client.get(url("docket", docket.pk))
    with django_assert_num_queries(15):  # one of them asks which policy is in force
        chair.client.get(url("docket", docket.pk))


def test_a_chair_confirms_what_was_heard(chair, counselor, district):
    referral = ReferralFactory(student=district.ana, accepted=True)
    docket = DocketPlaceFactory(referral=referral, docket__date=TODAY).docket
    given = {"referral": referral.pk}
    assert counselor.client.post(url("hear", docket.pk), given).status_code == 403
    page = chair.client.post(url("hear", docket.pk), given, follow=True).content.decode()
    assert url("hear", docket.pk) not in page
    referral.refresh_from_db()
    assert (referral.state, referral.heard_by) == ("heard", chair.user.name)
    inbox = chair.client.get(url("referrals"))
    assert inbox.context["page"].tabs[2].count == 0  # on a hearing calendar
    assert "Ito, Ana" in chair.client.get(f"{url('referrals')}?show=heard").content.decode()
    shown = counselor.client.get(url("referral", referral.pk)).content.decode()
    assert f"confirmed by {chair.user.name}" in shown


def test_what_was_heard_by_mistake_is_undone_until_another_referral_follows(chair, district):
    referral = ReferralFactory(student=district.ana, accepted=True)
    docket = DocketPlaceFactory(referral=referral, docket__date=TODAY).docket
    given = {"referral": referral.pk}
    chair.client.post(url("hear", docket.pk), given)
    page = chair.client.post(url("not_heard", docket.pk), given, follow=True).content.decode()
    assert url("hear", docket.pk) in page
    referral.refresh_from_db()
    assert (referral.state, referral.heard_on, referral.heard_by) == ("accepted", None, "")
    chair.client.post(url("not_heard", docket.pk), given)
    assert AuditEvent.objects.filter(action="docket.not_heard").count() == 1
    chair.client.post(url("hear", docket.pk), given)
    ReferralFactory(student=district.ana)
    page = chair.client.post(url("not_heard", docket.pk), given, follow=True).content.decode()
    assert "referred to this team again" in page
    referral.refresh_from_db()
    assert referral.state == "heard"


def test_before_its_day_no_case_can_be_confirmed(chair, district):
    referral = ReferralFactory(student=district.ana, accepted=True)
    docket = DocketPlaceFactory(referral=referral).docket
    assert (
        url("hear", docket.pk) not in chair.client.get(url("docket", docket.pk)).content.decode()
    )
    answer = chair.client.post(url("hear", docket.pk), {"referral": referral.pk}, follow=True)
    assert "before its day" in answer.content.decode()
