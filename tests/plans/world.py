"""What an interview says, and how one is held."""

from uuid import UUID

from django.utils import timezone

from plans.actions import Said, hold_interview
from plans.choices import Speaker
from tests.factories import TODAY, act

UUID_1, UUID_2 = UUID(int=1), UUID(int=2)


def said(**values):
    """The student said today at school that mornings are hard; pass what the test is about."""
    return Said(**{"held_on": TODAY, "speaker": Speaker.STUDENT, "barriers": ["B05"], **values})


def hold(by, student, *, uuid=UUID_1, **values):
    now = act(by, at=timezone.now())
    return hold_interview(now, client_uuid=uuid, student=student, said=said(**values))
