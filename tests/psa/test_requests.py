"""One request: one transaction, one scope, one line in the log for everything seen or refused."""

from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.utils import timezone

from accounts.actions import revoke_each
from accounts.actions.people import deactivate
from accounts.choices import Role
from accounts.models import Grant
from audit.choices import Access
from audit.models import AccessEvent
from students.models import Region
from tests.factories import TODAY, act
from tests.world import hire, person

pytestmark = pytest.mark.urls("tests.psa.probes")
NOBODY = 987654321
TOO_LARGE = 2**63


def test_a_reading_is_logged_with_the_grants_behind_it(district, counselor):
    answer = counselor.client.get(f"/probe/student/{district.ana.pk}")
    assert answer.json() == {"name": "Ana"}
    event = AccessEvent.objects.get()
    assert (event.access, event.page) == (Access.READ, "probe-student")
    assert event.student_ids == [district.ana.pk]
    assert event.grants == [Grant.objects.of(counselor.user.actor).get().pk]
    assert event.actor_id == str(counselor.user.pk)
    assert event.address == "127.0.0.1"
    assert len(event.request_id) == 32


def test_a_list_is_logged_as_one_row(district, counselor):
    answer = counselor.client.get("/probe/listing")
    assert answer.json() == {"names": ["Ana", "Ben", "Eve"]}
    event = AccessEvent.objects.get()
    assert event.student_ids == [district.ana.pk, district.ben.pk, district.eve.pk]
    assert event.rows == 3


def test_out_of_reach_looks_like_nobody_and_is_logged(district, counselor):
    theirs = counselor.client.get(f"/probe/student/{district.dov.pk}")
    nobody = counselor.client.get(f"/probe/student/{NOBODY}")
    assert (theirs.status_code, nobody.status_code) == (404, 404)
    assert theirs.content == nobody.content
    assert theirs.headers == nobody.headers
    refused = AccessEvent.objects.filter(access=Access.REFUSED).order_by("pk")
    assert [event.student_ids for event in refused] == [[district.dov.pk], [NOBODY]]


def test_a_number_no_key_can_have_is_not_found(district, counselor):
    assert counselor.client.get(f"/probe/student/{TOO_LARGE}").status_code == 404
    assert not AccessEvent.objects.exists()  # an address of no page
    assert counselor.client.get(f"/log/?student={TOO_LARGE}").status_code == 404
    assert AccessEvent.objects.get().student_ids == []


def test_a_missing_permission_is_forbidden_and_logged(district):
    member = person(hire(Role.PANEL_MEMBER, district.oak))
    assert member.client.get(f"/probe/student/{district.ana.pk}").status_code == 403
    event = AccessEvent.objects.get()
    assert (event.access, event.page) == (Access.REFUSED, "probe-student")
    assert event.reason == "no grant with attendance.read"


def test_the_log_outlives_the_rollback_of_a_refused_view(district, counselor):
    assert counselor.client.get(f"/probe/refuse/{district.ana.pk}").status_code == 403
    assert not Region.objects.filter(code="written").exists()
    assert AccessEvent.objects.filter(student_ids=[district.ana.pk]).exists()


def test_an_error_leaves_nothing(district, counselor):
    assert counselor.client.get(f"/probe/fail/{district.ana.pk}").status_code == 503
    assert not Region.objects.filter(code="written").exists()
    assert not AccessEvent.objects.exists()


def test_no_log_no_page(district, counselor, monkeypatch):
    def fail(_):
        raise DatabaseError("disk full")

    monkeypatch.setattr("psa.middleware.record_accesses", fail)
    counselor.client.raise_request_exception = False
    answer = counselor.client.get(f"/probe/student/{district.ana.pk}")
    assert answer.status_code == 500
    assert b"Ana" not in answer.content


def test_the_scope_is_the_person_and_ends_with_the_request(district, counselor):
    answer = counselor.client.get("/probe/scope")
    assert answer.content.decode() == f"user:{counselor.user.pk}"


def test_the_scope_does_not_outlive_its_transaction(committed, today):
    director = person(hire(Role.DIRECTOR))
    assert director.client.get("/probe/scope").status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('psa.principal', true)")
        assert cursor.fetchone()[0] in (None, "")


def test_a_view_without_a_permission_fails_here(district, director):
    with pytest.raises(ImproperlyConfigured):
        director.client.get("/probe/bare")


def test_a_view_without_a_permission_is_not_found_in_production(
    district, director, settings, caplog
):
    settings.TESTING = False
    assert director.client.get("/probe/bare").status_code == 404
    assert "states no permission" in caplog.text


def test_anonymous_is_sent_to_sign_in(client, db):
    answer = client.get("/probe/listing")
    assert answer.status_code == 302
    assert answer.url == "/account/login/?next=/probe/listing"


def test_a_fragment_sends_the_whole_page_to_sign_in(client, db):
    here = {"HX-Request": "true", "HX-Current-URL": "http://testserver/student/1"}
    answer = client.get("/probe/listing", headers=here)
    assert answer.headers["HX-Redirect"] == "/account/login/?next=/student/1"


def test_a_deactivated_person_is_out_at_the_next_request(district, counselor):
    assert counselor.client.get("/probe/listing").status_code == 200
    deactivate(act(), user=counselor.user, reason="left")
    assert counselor.client.get("/probe/listing").status_code == 302


def test_a_revoked_grant_is_gone_at_the_next_request(district, counselor):
    assert counselor.client.get("/probe/listing").status_code == 200
    held = Grant.objects.of(counselor.user.actor).get()
    revoke_each(act(), grants=[held.pk], reason="moved")
    assert counselor.client.get("/probe/listing").status_code == 403


def test_an_expired_grant_opens_nothing(district):
    former = person(hire(Role.COUNSELOR, district.oak, ends=TODAY - timedelta(days=1)))
    assert former.client.get("/probe/listing").status_code == 403


@pytest.mark.parametrize(("hours", "status"), [(11.9, 200), (12.1, 302)])
def test_a_session_ends_twelve_hours_after_sign_in(district, counselor, hours, status):
    counselor.client.get("/probe/empty")
    session = counselor.client.session
    session["signed_in_at"] = timezone.now().timestamp() - hours * 3600
    session.save()
    assert counselor.client.get("/probe/empty").status_code == status


def test_an_idle_session_ends_after_half_an_hour(district, counselor):
    counselor.client.get("/probe/empty")
    left = counselor.client.session.get_expiry_date() - timezone.now()
    assert timedelta(minutes=29) < left <= timedelta(minutes=30)


def test_an_empty_page_is_cheap(district, counselor, django_assert_num_queries):
    counselor.client.get("/probe/empty")
    # The session with its person and their grants; nothing that only prepares was sent.
    with django_assert_num_queries(1):
        counselor.client.get("/probe/empty")
