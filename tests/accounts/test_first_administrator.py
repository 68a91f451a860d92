"""The first account of an installation: made once, audited, without a student."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from accounts.access import students_for
from accounts.choices import Permission
from accounts.models import Grant, User
from audit.models import AuditEvent
from core.commands import BadUsage, Refused
from tests.factories import StudentFactory

WORDS = ("first_administrator", "nora@district.example", "Nora Lind")
PASSWORD = "nine quiet lanterns at dawn"


@pytest.fixture(autouse=True)
def _password(worker_db, monkeypatch):
    monkeypatch.setenv("PSA_PASSWORD", PASSWORD)


def test_the_first_administrator_may_sign_in_and_sees_no_student(today):
    StudentFactory()
    call_command(*WORDS)
    nora = User.objects.get()
    assert nora.check_password(PASSWORD)
    assert [g.role for g in Grant.objects.all()] == ["system_administrator"]
    assert not students_for(nora, Permission.STUDENT_FIND, on=today).exists()
    assert set(AuditEvent.objects.values_list("action", flat=True)) >= {"person.made"}


def test_there_is_only_one_first(today):
    call_command(*WORDS)
    with pytest.raises(Refused, match="Ask them") as refusal:
        call_command("first_administrator", "max@district.example", "Max")
    assert refusal.value.returncode == 3
    assert User.objects.count() == 1


@pytest.mark.parametrize(("email", "password"), [("nora", PASSWORD), ("nora@d.example", "short")])
def test_a_wrong_email_or_password_makes_nobody(email, password, monkeypatch):
    monkeypatch.setenv("PSA_PASSWORD", password)
    with pytest.raises(BadUsage):
        call_command("first_administrator", email, "Nora")
    assert not User.objects.exists()


def test_when_every_administrators_role_has_ended_it_is_given_anew(today):
    call_command(*WORDS)
    Grant.objects.update(starts=today - timedelta(days=9), ends=today - timedelta(days=1))
    with pytest.raises(Refused, match="give_grant gives it the role"):
        call_command(*WORDS)
    words = {"role": "system_administrator", "scope": "district", "reason": "The year is over"}
    call_command("give_grant", email=WORDS[1], **words)
    assert User.objects.holding("system_administrator", on=today).count() == 1
