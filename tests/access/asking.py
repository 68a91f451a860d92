"""Valid submissions of the pages of requests for help."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.choices import Role
from intake.actions import take
from tests.access.change import Change
from tests.factories import TODAY, HelpRequestFactory, UserFactory, act
from tests.world import District, hire

DAY = timedelta(days=1)


def asking(district: District) -> Change:
    words = {"client_uuid": uuid.uuid4(), "asker": "student", "worry": "Nobody to sit with"}
    how = {"urgency": "usual", "reply_how": "person"}
    by = hire(Role.COUNSELOR, district.oak)
    return Change(by, {**words, **how}, query=f"?student={district.ana.pk}")


def on_request(*, state: str = "new", **data: Any) -> Callable[[District], Change]:
    def change(district: District) -> Change:
        by = hire(Role.COUNSELOR, district.oak)
        values: dict[str, Any] = {
            "state": state,
            "owner": None if state == "new" else UserFactory(),
        }
        if state in ("answered", "closed"):
            values["answered_on"] = TODAY
        if state == "closed":
            values["outcome"] = "talked"
        made = HelpRequestFactory(student=district.ana, **values)
        return Change(by, {"client_uuid": uuid.uuid4(), **data}, made.pk)

    return change


def to_undo(district: District) -> Change:
    by = hire(Role.COUNSELOR, district.oak)
    made, doing = HelpRequestFactory(student=district.ana), act(by, at=timezone.now())
    take(doing, request=made, client_uuid=uuid.uuid4())
    return Change(by, {"at": doing.at.isoformat()}, made.pk)


def following(_: District) -> Change:
    return Change(hire(Role.DIRECTOR), {"client_uuid": uuid.uuid4()})


REQUEST_CHANGES: dict[str, Callable[[District], Change]] = {
    "intake:ask": asking,
    "intake:followed": following,
    "intake:take": on_request(),
    "intake:answer": on_request(words="It came.", how="person", on=TODAY.isoformat()),
    "intake:pause": on_request(why="away", until=(TODAY + DAY).isoformat()),
    "intake:close": on_request(state="answered", outcome="talked"),
    "intake:reopen": on_request(state="closed"),
    "intake:undo": to_undo,
}
