"""People and their roles by command: what each does, and what it says when it cannot."""

import io
import json
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command

from accounts.choices import InvitationState, Role
from accounts.models import Grant, Invitation, User
from accounts.queries.invitations import path_of
from audit.models import AuditEvent
from core.commands import BadUsage, Refused
from tests.factories import TODAY, UserFactory
from tests.world import hire, make_district

DAY = timedelta(days=1)
MARIA = {"email": "maria@district.example", "name": "Maria López"}


@pytest.fixture
def district(worker_db, today):
    return make_district()


@pytest.fixture
def clerk(district):
    return hire(Role.CLERK, district.oak, name="Ana Clerk")


def run(command, /, *args, **options):
    said = io.StringIO()
    call_command(command, *args, json=True, stdout=said, **options)
    return json.loads(said.getvalue())


def role_of(user):
    return Grant.objects.of(user.actor).get()


def test_add_person(district):
    scope = f"school:{district.oak.sis_id}"
    facts = run("add_person", **MARIA, role="counselor", scope=scope)
    maria = User.objects.get(email=MARIA["email"])
    held = role_of(maria)
    assert (held.role, held.school, held.starts) == ("counselor", district.oak, TODAY)
    assert held.ends.isoformat() == "2027-06-30"
    assert facts == {
        **MARIA,
        "grant": held.pk,
        "role": "counselor",
        "scope": scope,
        "starts": "2026-11-18",
        "ends": "2027-06-30",
        "link": facts["link"],
    }
    assert facts["link"].endswith(path_of(Invitation.objects.get(user=maria)))
    actors = AuditEvent.objects.values_list("actor_kind", "actor_id").distinct()
    assert list(actors) == [("command", "add_person")]


def test_add_person_is_whole_or_nothing(district):
    for words, refusal in (
        ({"role": "auditor", "scope": f"school:{district.oak.sis_id}"}, Refused),
        ({"role": "nobody", "scope": "district"}, BadUsage),
        ({"role": "counselor", "scope": "school:none"}, BadUsage),
        ({"role": "counselor", "scope": None}, BadUsage),
        ({"role": "counselor", "scope": "district", "ends": TODAY - DAY}, Refused),
    ):
        with pytest.raises(refusal):
            run("add_person", **MARIA, **words)
        assert not User.objects.exists()
        assert not AuditEvent.objects.exists()


def test_add_person_twice_is_refused(district):
    run("add_person", **MARIA)
    with pytest.raises(Refused, match="has an account with this address") as refusal:
        run("add_person", **MARIA)
    assert refusal.value.returncode == 3
    with pytest.raises(BadUsage, match="no e-mail address"):
        run("add_person", email="maria", name="Maria")


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        ("school:0", "no school '0'"),
        ("region:x", "no region 'x'"),
        ("student:1", "write district, region:CODE or school:ID"),
        ("", "write district"),
    ],
)
def test_a_scope_that_is_none_says_how_to_write_one(clerk, scope, said):
    with pytest.raises(BadUsage, match=said):
        run("give_grant", email=clerk.email, role="counselor", scope=scope, reason="New")


def test_give_grant(clerk, district):
    scope = f"region:{district.north.code}"
    facts = run(
        "give_grant", email=clerk.email.upper(), role="counselor", scope=scope, reason="New"
    )
    assert (facts["email"], facts["scope"]) == (clerk.email, scope)
    with pytest.raises(Refused, match="They have this role there"):
        run("give_grant", email=clerk.email, role="counselor", scope=scope, reason="New")


@pytest.mark.parametrize(
    "name",
    [
        "give_grant",
        "close_account",
        "open_account",
        "reset_password",
        "reset_second_factor",
        "invite_again",
    ],
)
def test_an_address_that_nobody_has(district, name):
    more = {"role": "clerk", "scope": "district"} if name == "give_grant" else {}
    if name != "invite_again":
        more["reason"] = "Why"
    with pytest.raises(BadUsage, match="add_person makes one"):
        run(name, email="nobody@district.example", **more)


def test_end_grant(clerk):
    held = role_of(clerk)
    facts = run("end_grant", held.pk, last_day=TODAY + DAY, reason="Moves")
    assert (facts["ends"], facts["ended"]) == ("2026-11-19", False)
    assert run("end_grant", held.pk, reason="Moved")["ended"]
    with pytest.raises(Refused, match="nothing is left to do"):
        run("end_grant", held.pk, reason="Moved")
    with pytest.raises(BadUsage, match="list_people shows them"):
        run("end_grant", 987654, reason="Moved")


def test_extend_grant(clerk, district):
    held = role_of(clerk)
    facts = run("extend_grant", held.pk, ends=held.ends + 30 * DAY, reason="Summer school")
    assert facts["starts"] == "2027-07-01"
    for _ in range(2):
        hire(Role.COUNSELOR, district.elm, ends=TODAY + 30 * DAY)
    hire(Role.COUNSELOR, district.elm, ends=TODAY + 31 * DAY)
    words = {"ending": True, "ends": held.ends, "reason": "Stay"}
    assert run("extend_grant", **words) == {"extended": 2, "left": 0}
    assert run("extend_grant", **words) == {"extended": 0, "left": 0}


@pytest.mark.parametrize("words", [{}, {"ending": True, "grant": 1}])
def test_extend_grant_asks_for_one_or_all(district, words):
    grant = [words.pop("grant")] if "grant" in words else []
    with pytest.raises(BadUsage, match="one grant, or --ending"):
        run("extend_grant", *grant, **words, ends=TODAY + DAY, reason="Stay")


def test_an_account_is_closed_opened_and_invited(clerk):
    run("close_account", email=clerk.email, reason="Left")
    clerk.refresh_from_db()
    assert not clerk.is_active
    with pytest.raises(Refused):
        run("close_account", email=clerk.email, reason="Left")
    first = run("open_account", email=clerk.email, reason="Came back")["link"]
    again = run("invite_again", email=clerk.email)["link"]
    assert first != again
    assert Invitation.objects.filter(state=InvitationState.WITHDRAWN).count() == 1


def test_whoever_has_a_password_is_not_invited_again(clerk):
    with pytest.raises(Refused, match="set a password already"):
        run("invite_again", email=clerk.email)


def test_reset_password(clerk):
    made = run("reset_password", email=clerk.email, reason="Lost")
    assert made["link"].endswith(path_of(Invitation.objects.get(user=clerk)))
    assert (made["email"], made.keys()) == (clerk.email, {"email", "link", "until"})
    with pytest.raises(Refused, match="no password yet"):
        run("reset_password", email=clerk.email, reason="Lost")


def test_reset_second_factor(clerk):
    with pytest.raises(Refused, match="without a second factor"):
        run("reset_second_factor", email=clerk.email, reason="Lost")
    Authenticator.objects.create(user=clerk, type="totp", data={})
    assert run("reset_second_factor", email=clerk.email, reason="Lost")["reset"] == 1


def test_list_people(clerk, district, capsys):
    UserFactory(name="Zed", email="zed@district.example")
    [ana, zed] = run("list_people")["people"]
    held = role_of(clerk)
    assert ana["roles"] == [
        {
            "grant": held.pk,
            "role": "clerk",
            "scope": f"school:{district.oak.sis_id}",
            "starts": "2026-07-01",
            "ends": "2027-06-30",
        }
    ]
    assert (zed["name"], zed["roles"]) == ("Zed", [])
    assert [one["name"] for one in run("list_people", part="idle")["people"]] == ["Zed"]
    assert run("list_people", email="zed@")["people"] == [zed]
    call_command("list_people")
    assert f"grant {held.pk}: clerk over school:{district.oak.sis_id}" in capsys.readouterr().out
