"""What somebody asks for, and how a request is written down."""

from uuid import UUID, uuid4

from django.utils import timezone

from intake.actions import AskedFor, GivenAnswer, answer, ask_for_help
from intake.choices import Asker, ReplyHow
from tests.factories import TODAY, act

UUID_1, UUID_2 = UUID(int=1), UUID(int=2)


def asked(**values):
    """A teacher worries about mornings; pass what the test is about."""
    plain = {"asked_on": TODAY, "asker": Asker.STAFF, "asker_name": "Ms. Vega"}
    more = {"reply_how": ReplyHow.PERSON, "worry": "Asleep in class.", "reasons": ["B05"]}
    return AskedFor(**{**plain, **more, **values})


def now(by):
    return act(by, at=timezone.now())


def ask(by, student, *, uuid=UUID_1, seen=0, **values):
    return ask_for_help(
        now(by), client_uuid=uuid, student=student, asked=asked(**values), seen=seen
    )


def answered(by, request, *, uuid=None, **values):
    plain = {"how": ReplyHow.PERSON, "on": TODAY, "words": "It came. Ana looks after it."}
    told = GivenAnswer(**{**plain, **values})
    return answer(now(by), request=request, client_uuid=uuid or uuid4(), told=told)
