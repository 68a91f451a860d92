"""What the database itself keeps apart of sealed notes, whatever a query asks for."""

from datetime import date

import pytest
from django.db import ProgrammingError, transaction

from accounts.choices import Role
from contacts.actions import seal_note
from contacts.choices import SaidBy
from contacts.models import SealedNote
from core import sql
from core.sql import name_principal
from students.models import Student
from tests.contacts.world import UUID_1, UUID_2
from tests.factories import TODAY, SealedNoteFactory, act
from tests.world import hire


@pytest.fixture
def ana(district):
    Student.objects.filter(pk=district.ana.pk).update(birth_date=date(2012, 3, 1))
    district.ana.refresh_from_db()
    return district.ana


@pytest.mark.parametrize("role", [Role.COUNSELOR, Role.AUDITOR])
def test_the_database_shows_it_to_its_author_alone(district, who, ana, role):
    """Whatever a query asks for: no filter of ours stands between."""
    SealedNoteFactory(student=ana, author=who)
    other = hire(role, district.oak)
    for key, is_seen in (
        (who.actor.key, True),
        (other.actor.key, False),
        ("", False),
        (f"user:{who.pk}0", False),
        (f"seat:{who.pk}", False),
        (f"job:user:{who.pk}", False),
        (f"user:{who.pk}\n", False),
        ("user:", False),
        (f"user:{2**63}", False),
    ):
        name_principal(key)
        assert (key, SealedNote.objects.exists()) == (key, is_seen)
        assert sql.value("SELECT count(*) FROM contacts_sealednote") == int(is_seen)


def test_the_database_takes_none_in_another_s_name(district, who, ana):
    name_principal(hire(Role.COUNSELOR, district.oak).actor.key)
    said = {"said_by": SaidBy.STUDENT, "said_on": TODAY, "text": "Afraid.", "client_uuid": UUID_1}
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        SealedNote.objects.create(student=ana, author=who, **said)


def test_where_nobody_is_named_nothing_is_read_or_sealed(who, ana):
    SealedNoteFactory(student=ana, author=who)
    name_principal("")
    assert not SealedNote.objects.exists()
    with pytest.raises(ProgrammingError, match="row-level security"):
        seal_note(
            act(who),
            client_uuid=UUID_2,
            student=ana,
            said_by=SaidBy.STUDENT,
            said_on=TODAY,
            text="Afraid.",
        )
