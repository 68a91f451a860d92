"""Somebody may be in danger: the card says whom to call, and keeps that the protocol was followed alone."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import Permission, Role
from accounts.rules import roles_with
from audit.choices import Access
from audit.models import AccessEvent, AuditEvent
from core.clock import day_of
from core.templatetags.ui import moment
from desk.queries.timeline import timeline
from intake.actions import NotYourRequestForm, follow_protocol
from intake.models import ProtocolFollowed
from intake.rules.safety import lines_of
from law.actions import use_policy
from law.packs import load_pack
from tests.factories import TODAY, UserFactory, act
from tests.intake.world import UUID_1, now
from tests.world import hire, sign_in

pytestmark = pytest.mark.django_db
CARD, LOG = "intake:danger", "intake:safety"


def words(answer):
    return " ".join(answer.content.decode().split())


def follow(user, uuid=None):
    return follow_protocol(now(user), client_uuid=uuid or uuid4())


# --- The card -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "link"),
    [
        ("911", "tel:911"),
        ("800-540-4000", "tel:8005404000"),
        ("(800) 540 4000", "tel:8005404000"),
        ("+1 800.540.4000", "tel:+18005404000"),
        ("the hotline of your county", ""),
        ("Room 12", ""),
    ],
)
def test_a_number_is_dialed_and_words_are_read(line, link):
    values = {"safety.emergency_line": "911", "safety.crisis_line": "988"}
    found = {one.whom: one.link for one in lines_of({**values, "safety.child_line": line})}
    assert found == {"911": "tel:911", "988": "tel:988", line: link}


def test_the_card_says_whom_to_call_and_the_steps_of_the_law(counselor):
    page = words(sign_in(counselor).get(reverse(CARD)))
    for said in (
        'href="tel:911"',
        'href="tel:988"',
        "the child protective services hotline of your county",
        "within 36 hours",
        "Pen. Code 11166(a)",
        "Telling a principal is no report.",
        "await the review of the district’s safety office",
    ):
        assert said in page


def test_the_district_writes_its_own_number(counselor):
    line = {"safety.child_line": "555-0100"}
    use_policy(act(), pack="california", overrides=line, effective_from=TODAY - timedelta(days=1))
    page = words(sign_in(counselor).get(reverse(CARD)))
    assert 'href="tel:5550100"' in page
    assert "call 555-0100 yourself" in page


@pytest.mark.parametrize("role", Role.values)
def test_everybody_of_the_staff_opens_it_and_no_student_is_named_in_it(district, role):
    client = sign_in(hire(role))
    assert client.get(reverse(CARD)).status_code == 200
    assert not AccessEvent.objects.exists()  # nothing tells about whom it was opened


@pytest.mark.parametrize("page", ["student", "quick-log", "ask", "today"])
def test_it_is_one_tap_away(district, counselor, page):
    there = {
        "student": reverse("student", args=[district.ana.pk]),
        "quick-log": f"{reverse('quick-log')}?student={district.ana.pk}",
        "ask": f"{reverse('intake:ask')}?student={district.ana.pk}",
        "today": reverse("today"),
    }[page]
    said = words(sign_in(counselor).get(there))
    assert f'href="{reverse(CARD)}"' in said
    assert "Somebody may be in danger" in said


def test_the_sheet_says_whom_to_call_also_where_there_is_no_connection(district, counselor):
    said = words(sign_in(counselor).get(f"{reverse('quick-log')}?student={district.ana.pk}"))
    for words_ in ("call 911", "call or text 988", "child protective services"):
        assert words_ in said


@pytest.mark.parametrize("pack", ["california", "lausd", "maryland"])
def test_every_state_says_the_steps_in_its_own_words(pack):
    said = load_pack(pack).section("safety")
    assert {"now", "child", "crisis", "missing", "after"} <= said.keys()
    hours = "48 hours" if pack == "maryland" else "36 hours"
    assert hours in said["child"]


# --- What is kept -------------------------------------------------------------------------------


def test_it_keeps_who_and_when_and_nothing_else(counselor):
    made = follow(counselor)
    columns = {field.name for field in ProtocolFollowed._meta.concrete_fields}
    assert columns == {"id", "client_uuid", "by", "at"}
    assert (made.by, made.at.date()) == (counselor, now(counselor).at.date())
    row = AuditEvent.objects.get()
    assert (row.action, row.target_id) == ("safety.followed", str(made.pk))
    assert (row.student_id, row.detail) == (None, {})


def test_sent_twice_it_is_one(counselor):
    assert follow(counselor, UUID_1) == follow(counselor, UUID_1)
    assert ProtocolFollowed.objects.count() == 1
    assert AuditEvent.objects.count() == 1
    with pytest.raises(NotYourRequestForm):
        follow(UserFactory(), UUID_1)


def test_it_is_never_changed_or_deleted(counselor):
    made = follow(counselor)
    for change in (made.save, made.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_by_the_button_and_back_to_the_card(counselor):
    client = sign_in(counselor)
    answer = client.post(reverse("intake:followed"), {"client_uuid": uuid4()})
    assert answer.headers["Location"] == reverse(CARD)
    page = words(client.get(reverse(CARD)))
    assert "Kept: that you followed the protocol, and when. Nothing else." in page
    assert "What you wrote down" in page


def test_others_do_not_see_it_on_their_card(counselor, district):
    follow(counselor)
    page = words(sign_in(hire(Role.COUNSELOR, district.oak)).get(reverse(CARD)))
    assert "What you wrote down" not in page


# --- Who reads it -------------------------------------------------------------------------------


def test_few_roles_read_it():
    assert set(roles_with(Permission.SAFETY_READ)) == {Role.DIRECTOR, Role.PRIVACY_OFFICER}


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.PRIVACY_OFFICER])
def test_who_answers_for_the_whole_district_reads_days_and_counts_and_nobody_s_name(
    counselor, role
):
    made = follow(counselor)
    follow(counselor)
    answer = sign_in(hire(role)).get(reverse(LOG))
    [row] = answer.context["page"]
    assert (row["day"], row["many"]) == (day_of(made.at), 2)
    assert not any(said in words(answer) for said in (str(counselor), moment(made.at)))
    [event] = AccessEvent.objects.all()
    assert (event.access, event.page, event.student_ids) == (Access.READ, LOG, [])


def test_a_director_of_a_region_does_not(district, counselor):
    follow(counselor)
    assert sign_in(hire(Role.DIRECTOR, district.north)).get(reverse(LOG)).status_code == 403


@pytest.mark.parametrize(
    "role",
    [
        Role.COUNSELOR,
        Role.SCHOOL_ADMINISTRATOR,
        Role.FIELD_COORDINATOR,
        Role.SARB_CHAIR,
        Role.LIAISON,
        Role.AUDITOR,
        Role.SYSTEM_ADMINISTRATOR,
    ],
)
def test_nobody_else_reads_it(counselor, role):
    follow(counselor)
    client = sign_in(hire(role))
    assert client.get(reverse(LOG)).status_code == 403
    assert reverse(LOG) not in words(client.get(reverse(CARD)))


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PRIVACY_OFFICER])
def test_the_log_of_what_was_done_tells_it_to_nobody(counselor, role):
    """Beside it would stand which child's record was opened in the same minute."""
    follow(counselor)
    page = words(sign_in(hire(role)).get(reverse("logs"), {"who": counselor.name}))
    assert "Safety" not in page.partition("<main")[2]


def test_it_is_in_no_timeline(counselor, district):
    follow(counselor)
    everything = frozenset(Permission.values)
    assert timeline(district.ana.pk, may=everything) == []


def test_an_empty_list_says_so(district):
    page = words(sign_in(hire(Role.DIRECTOR)).get(reverse(LOG)))
    assert "No protocol was followed yet" in page


def test_the_list_takes_as_many_statements_for_many(district):
    client = sign_in(hire(Role.DIRECTOR))

    def cost():
        with CaptureQueriesContext(connection) as statements:
            client.get(reverse(LOG))
        return len(statements)

    for _ in range(10):
        follow(UserFactory())
    cost()
    few = cost()
    for _ in range(40):
        follow(UserFactory())
    assert cost() == few
