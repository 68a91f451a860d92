"""Referrals, hearing calendars and packets on the web."""

import io
import zipfile

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import Role
from attendance.choices import Status
from audit.choices import Access
from audit.models import AccessEvent, AuditEvent
from documents.actions import files
from packets.actions.building import build_next
from packets.choices import PacketState
from packets.models import Packet
from sarb.models import Docket, DocketPlace, Referral
from sarb.tasks import CAUSES
from tests.conftest import connect_as
from tests.factories import TODAY, EnrollmentFactory, StandingFactory, act
from tests.packets.factories import PacketFactory, blank_pdf
from tests.sarb.factories import DocketFactory, DocketPlaceFactory, ReferralFactory
from tests.world import hire, person


def url(name, *args):
    return reverse(f"sarb:{name}", args=args)


def edition_of(referral, stored):
    """A ready packet of a referral whose file is in the store."""
    title = f"packet-{referral.pk}-chair-edition-1"
    return PacketFactory(referral=referral, document__sha256=stored.sha256, document__title=title)


def file_of(packet):
    return reverse("packets:file", args=[packet.pk])


def refer(client, student, **given):
    values = {"level": "sarb", "reason": "truancy", "text": "Tried twice.", **given}
    return client.post(f"{url('refer')}?student={student.pk}", values)


@pytest.fixture
def referral(district):
    return ReferralFactory(student=district.ana)


@pytest.fixture
def edition(referral, store):
    """A ready packet of Ana's whose file is in the store."""
    stored = files.store(blank_pdf())
    return edition_of(referral, stored)


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


@pytest.mark.parametrize("rows", [10, 50])
def test_the_inbox_takes_as_many_statements_for_fifty(
    chair, district, rows, django_assert_num_queries
):
    for one in ReferralFactory.create_batch(rows):
        EnrollmentFactory(student=one.student, school=district.oak)
    chair.client.get(url("referrals"))
    with django_assert_num_queries(16):  # one of them asks which policy is in force
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


# --- Hearing calendars --------------------------------------------------------------------


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


@pytest.mark.parametrize("rows", [10, 30])
def test_a_day_takes_as_many_statements_for_thirty(
    chair, district, rows, django_assert_num_queries
):
    docket = DocketFactory(capacity=30)
    for position in range(1, rows + 1):
        DocketPlaceFactory(docket=docket, position=position)
    chair.client.get(url("docket", docket.pk))
    with django_assert_num_queries(20):  # one of them asks which policy is in force
        chair.client.get(url("docket", docket.pk))


# --- Packets ------------------------------------------------------------------------------


def test_one_click_orders_every_packet_of_the_day(chair, district):
    docket = DocketFactory()
    for position, student in enumerate((district.ana, district.dov), start=1):
        DocketPlaceFactory(docket=docket, position=position, referral__student=student)
    for _ in range(2):
        chair.client.post(url("build_all", docket.pk))
    assert sorted(Packet.objects.values_list("state", flat=True)) == ["waiting", "waiting"]
    waiting = chair.client.get(url("docket", docket.pk)).content.decode()
    assert 'hx-trigger="every 2s"' in waiting
    fragment = chair.client.get(url("docket", docket.pk), headers={"HX-Request": "true"})
    assert "<html" not in fragment.content.decode()


def test_a_packet_is_ordered_built_and_taken_out(committed, today, store):
    chair = person(hire(Role.SARB_CHAIR))
    referral = ReferralFactory()
    chair.client.post(url("build", referral.pk), {"reader": "chair"})
    connect_as("worker")
    built = build_next(act(), causes=CAUSES)
    connect_as("app")
    assert built.state == PacketState.READY
    shown = chair.client.get(url("referral", referral.pk)).content.decode()
    assert "Edition 1 for the chair" in shown
    assert "every 2s" not in shown
    answer = chair.client.get(file_of(built), follow=True)
    assert answer.content.startswith(b"%PDF-")
    assert f"packet-{referral.pk}-chair-edition-1.pdf" in answer["Content-Disposition"]


def test_taking_out_is_logged_and_audited(chair, edition):
    chair.client.get(file_of(edition), follow=True)
    exported = AccessEvent.objects.get(access=Access.EXPORTED)
    assert exported.student_ids == [edition.student_id]
    assert (
        AuditEvent.objects.get(action="document.opened").detail["document"] == edition.document_id
    )


def test_a_packet_out_of_reach_is_as_none(outsider, edition):
    assert outsider.client.get(file_of(edition)).status_code == 404
    assert not AuditEvent.objects.filter(action="document.opened").exists()


def test_a_packet_that_is_not_ready_is_no_file(chair, referral):
    packet = PacketFactory(referral=referral, state=PacketState.WAITING)
    assert chair.client.get(file_of(packet)).status_code == 404


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
    assert inbox.context["tabs"][2]["count"] == 0  # on a hearing calendar
    assert "Ito, Ana" in chair.client.get(f"{url('referrals')}?show=heard").content.decode()
    shown = counselor.client.get(url("referral", referral.pk)).content.decode()
    assert f"confirmed by {chair.user.name}" in shown


def test_before_its_day_no_case_can_be_confirmed(chair, district):
    referral = ReferralFactory(student=district.ana, accepted=True)
    docket = DocketPlaceFactory(referral=referral).docket
    assert (
        url("hear", docket.pk) not in chair.client.get(url("docket", docket.pk)).content.decode()
    )
    answer = chair.client.post(url("hear", docket.pk), {"referral": referral.pk}, follow=True)
    assert "before its day" in answer.content.decode()


def test_all_of_a_day_as_zip(chair, referral, edition):
    place = DocketPlaceFactory(referral=referral)
    answer = chair.client.get(url("packets_zip", place.docket_id))
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert names == [f"01-packet-{edition.about_id}-chair-edition-1.pdf"]
    assert "Ito" not in "".join(names)
    assert AccessEvent.objects.filter(access=Access.EXPORTED).count() == 1


@pytest.mark.parametrize("name", ["packets_zip", "packets_pdf"])
def test_a_day_s_packets_take_as_many_statements_for_six(
    chair, district, store, name, django_assert_num_queries
):
    small, large = DocketFactory(), DocketFactory(place="Room C")
    stored = files.store(blank_pdf())
    for docket, cases in ((small, 1), (large, 6)):
        for position in range(1, cases + 1):
            referral = ReferralFactory(accepted=True)
            EnrollmentFactory(student=referral.student, school=district.oak)
            DocketPlaceFactory(docket=docket, referral=referral, position=position)
            edition_of(referral, stored)
    chair.client.get(url(name, small.pk))
    with CaptureQueriesContext(connection) as one:
        assert chair.client.get(url(name, small.pk)).status_code == 200
    with django_assert_num_queries(len(one)):
        assert chair.client.get(url(name, large.pk)).status_code == 200


def test_a_day_without_packets_has_no_zip(chair):
    assert chair.client.get(url("packets_zip", DocketFactory().pk)).status_code == 404


def test_all_of_a_day_bound_to_print(chair, referral, edition):
    place = DocketPlaceFactory(referral=referral)
    answer = chair.client.get(url("packets_pdf", place.docket_id))
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == 1
        assert [item.title for item in pdf.open_outline().root] == ["Ito, Ana"]
