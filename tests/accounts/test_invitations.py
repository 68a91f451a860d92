"""The link of an invitation: used once, until it is too old, by whoever has it; mailed once."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from smtplib import SMTPException

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.actions import (
    InvitationIsOver,
    choose_password,
    close_account,
    give_role,
    grant_students,
    invite,
    join,
    mail_next,
)
from accounts.choices import OPEN_INVITATIONS, InvitationState, Role
from accounts.models import Invitation, User
from accounts.queries.invitations import (
    OPEN_FOR,
    invitation_by,
    link_of,
    path_of,
    token_of,
)
from accounts.queries.people import PARTS, count_ending_and_invited, people
from accounts.tasks import mail_invitations
from audit.models import AuditEvent
from core.leases import MOST_ATTEMPTS
from tests.factories import TODAY, act
from tests.world import hire, sign_in

PASSWORD = "nine quiet lanterns at dawn"
TYPED = {"password": PASSWORD, "again": PASSWORD}
SECOND = timedelta(seconds=1)


@pytest.fixture
def boss(district):
    return hire(Role.DIRECTOR)


@pytest.fixture
def invitation(boss):
    maria = invite(act(boss), email="maria@district.example", name="Maria López")
    return Invitation.objects.get(user=maria)


# --- The link --------------------------------------------------------------------------------


@pytest.mark.parametrize(("late", "works"), [(-SECOND, True), (timedelta(), False)])
def test_a_link_works_for_seven_days(invitation, late, works):
    at = invitation.made_at + OPEN_FOR + late
    assert (invitation_by(token_of(invitation), at=at) == invitation) is works
    by = replace(act(invitation.user), at=at)
    with nullcontext() if works else pytest.raises(InvitationIsOver):
        join(by, invitation=invitation, password=PASSWORD)


@pytest.mark.parametrize("wrong", ["", "x", "1", "1-", "-1", "9" * 40 + "-x", "0-0"])
def test_what_is_no_link_finds_nobody(invitation, wrong):
    assert invitation_by(wrong, at=invitation.made_at) is None


def test_a_link_is_of_its_invitation_and_of_this_installation(invitation, settings):
    token, at = token_of(invitation), invitation.made_at
    assert invitation_by(token[:-1] + ("0" if token[-1] != "0" else "1"), at=at) is None
    other = Invitation(pk=invitation.pk, user_id=invitation.user_id + 1, made_at=at)
    assert token_of(other) != token
    settings.SECRET_KEY = "another installation"
    assert invitation_by(token, at=at) is None


def test_join_once(invitation):
    user, by = invitation.user, act(invitation.user)
    join(by, invitation=invitation, password=PASSWORD)
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    with pytest.raises(InvitationIsOver):
        join(by, invitation=invitation, password="somebody else was here too")
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    event = AuditEvent.objects.get(action="user.joined")
    assert (event.actor_id, event.target_id) == (str(user.pk), str(user.pk))


def test_a_link_of_somebody_who_has_a_password_is_over(invitation):
    user = User.objects.get(pk=invitation.user_id)
    user.set_password(PASSWORD)
    user.save()
    assert invitation_by(token_of(invitation), at=invitation.made_at) is None
    with pytest.raises(InvitationIsOver):
        join(act(user), invitation=invitation, password="somebody else was here too")
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_whoever_chose_a_password_by_mail_has_joined(invitation):
    browser = Client()
    browser.post(reverse("account_reset_password"), {"email": "maria@district.example"})
    [sent] = mail.outbox
    link = next(word for word in sent.body.split() if "/password/reset/key/" in word)
    page = browser.get(link.replace("http://testserver", ""), follow=True)
    chosen = {"password1": PASSWORD, "password2": PASSWORD}
    browser.post(page.request["PATH_INFO"], chosen)
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.WITHDRAWN
    event = AuditEvent.objects.get(action="user.joined")
    assert (event.actor_id, event.target_id) == (str(invitation.user_id),) * 2
    assert not people(on=TODAY).filter(PARTS["invited"]).exists()
    assert count_ending_and_invited(on=TODAY)["invited"] == 0


def test_a_closed_account_gets_no_password(invitation, boss):
    close_account(act(boss), user=invitation.user, reason="Never came")
    choose_password(act(invitation.user), user=invitation.user, password=PASSWORD)
    assert not User.objects.get(pk=invitation.user_id).has_usable_password()


# --- A link that stood on a page -------------------------------------------------------------

YEAR = {"starts": TODAY, "ends": TODAY + 300 * SECOND * 86_400, "reason": "New"}


@pytest.mark.parametrize("state", [InvitationState.BY_HAND, InvitationState.FAILED])
def test_a_link_seen_before_a_role_was_given_opens_nothing(invitation, district, state):
    Invitation.objects.update(state=state)
    admin = hire(Role.SYSTEM_ADMINISTRATOR)
    words = {"to": invitation.user, "role": Role.SYSTEM_ADMINISTRATOR, "place": None}
    give_role(act(admin), **words, **YEAR)
    assert invitation_by(token_of(invitation), at=invitation.made_at) is None
    with pytest.raises(InvitationIsOver):
        join(act(invitation.user), invitation=invitation, password=PASSWORD)
    [new] = Invitation.objects.filter(state__in=OPEN_INVITATIONS)
    assert new.made_by == admin.name


def test_a_link_seen_before_students_were_given_opens_nothing(invitation, district, boss):
    Invitation.objects.update(state=InvitationState.BY_HAND)
    words = {"role": Role.COUNSELOR, "students": [district.ana.pk], "source": "assignment"}
    grant_students(act(boss), to=invitation.user, **words, **YEAR)
    assert invitation_by(token_of(invitation), at=invitation.made_at) is None


@pytest.mark.parametrize("state", [InvitationState.WAITING, InvitationState.SENT])
def test_a_link_that_came_by_mail_stays_when_a_role_is_given(invitation, boss, state):
    Invitation.objects.update(state=state)
    give_role(act(boss), to=invitation.user, role=Role.CLERK, place=None, **YEAR)
    assert invitation_by(token_of(invitation), at=invitation.made_at) == invitation


# --- The page --------------------------------------------------------------------------------


def test_the_first_password(invitation):
    browser, there = Client(), path_of(invitation)
    for _ in range(2):  # a mail program looks at links, too
        assert "Maria López" in browser.get(there).content.decode()
    answer = browser.post(there, TYPED)
    assert (answer.status_code, answer.url) == (302, reverse("account_login"))
    assert browser.get(there).status_code == 404
    assert browser.post(there, TYPED).status_code == 404
    signed = browser.post(
        reverse("account_login"), {"login": "maria@district.example", "password": PASSWORD}
    )
    assert signed.url == "/"
    assert "opens nothing" in browser.get(reverse("accounts:mine")).content.decode()


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("short", "short", "too short"),
        ("maria@district.example", "maria@district.example", "too similar"),
        (PASSWORD, PASSWORD + "!", "differ"),
        ("", "", "Enter a password"),
    ],
)
def test_a_password_that_is_none_leaves_the_link(invitation, first, second, said):
    answer = Client().post(path_of(invitation), {"password": first, "again": second})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.WAITING
    assert not User.objects.get(pk=invitation.user_id).has_usable_password()


def test_a_password_is_kept_as_it_was_typed(invitation):
    spaced = f" {PASSWORD} "
    Client().post(path_of(invitation), {"password": spaced, "again": spaced})
    assert User.objects.get(pk=invitation.user_id).check_password(spaced)


def test_whoever_is_signed_in_there_is_signed_out(invitation, boss):
    browser = sign_in(boss)
    browser.post(path_of(invitation), TYPED)
    assert "_auth_user_id" not in browser.session


def test_the_link_of_a_closed_account_is_over(invitation, boss):
    close_account(act(boss), user=invitation.user, reason="Never came")
    assert Client().get(path_of(invitation)).status_code == 404
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.WITHDRAWN  # nothing is mailed to them later, either


# --- The mail --------------------------------------------------------------------------------


def test_the_mail_is_sent_once(invitation):
    mail_invitations()
    mail_invitations()
    [sent] = mail.outbox
    assert sent.to == ["maria@district.example"]
    assert link_of(invitation) in sent.body
    assert "Maria López" in sent.body
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.SENT


def test_nothing_is_mailed_by_a_site_that_sends_none(invitation):
    Invitation.objects.update(state=InvitationState.BY_HAND)
    mail_invitations()
    assert mail.outbox == []


def test_a_mail_server_that_fails_is_tried_again_and_then_said(invitation, monkeypatch):
    def refuse(**_words):
        raise SMTPException("no")

    monkeypatch.setattr("accounts.actions.invitations.send_mail", refuse)
    for _ in range(MOST_ATTEMPTS):
        assert mail_next()
        assert not mail_next()  # its lease runs
        Invitation.objects.update(lease_until=invitation.made_at - OPEN_FOR)
    assert not mail_next()
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.FAILED
    assert invitation_by(token_of(invitation), at=invitation.made_at) == invitation


def test_a_mail_that_arrives_after_its_link_was_used_changes_nothing(invitation, monkeypatch):
    def used_meanwhile(**_words):
        Invitation.objects.update(state=InvitationState.USED)

    monkeypatch.setattr("accounts.actions.invitations.send_mail", used_meanwhile)
    assert mail_next()
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.USED
