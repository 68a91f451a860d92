"""Valid submissions of the pages of visits."""

import uuid
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from accounts.choices import Role
from accounts.models import User
from tests.access.change import Change
from tests.factories import TODAY, NotAloneFactory, NoteFactory, VisitFactory
from tests.world import District, hire

KEY = "client_uuid"


def counselor(district: District) -> User:
    return hire(Role.COUNSELOR, district.oak)


def planning(district: District) -> Change:
    by = counselor(district)
    what = {"day": TODAY.isoformat(), "goes": by.pk, "purpose": "attendance"}
    return Change(by, {KEY: uuid.uuid4(), **what}, query=f"?student={district.ana.pk}")


def changing(district: District) -> Change:
    by = counselor(district)
    what = {"day": TODAY.isoformat(), "goes": by.pk, "purpose": "welfare"}
    visit = VisitFactory(goes=by, about_student=district.ana)
    return Change(by, {KEY: uuid.uuid4(), **what}, visit.pk)


def on_visit(
    state: str = "planned", *, as_partner: bool = False, **data: Any
) -> Callable[[District], Change]:
    def change(district: District) -> Change:
        goes, partner, watcher = (counselor(district) for _ in range(3))
        moment = timezone.now()
        more: dict[str, Any] = {
            "there": {"watcher": watcher, "went_at": moment, "back_by": moment},
            "off": {"why_off": "other"},
            "out": {"note": NoteFactory(about_student=district.ana)} if as_partner else {},
        }.get(state, {})
        visit = VisitFactory(
            goes=goes, partner=partner, state=state, about_student=district.ana, **more
        )
        sent = {KEY: uuid.uuid4(), "watcher": watcher.pk, **data}
        return Change(partner if as_partner else goes, sent, visit.pk)

    return change


def door(district: District) -> Change:
    by = counselor(district)
    said = {"author": by.pk, "student": district.ana.pk, "kind": "visit"}
    what = {"outcome_visit": "door_nobody", "who": "someone"}
    visit = VisitFactory(goes=by, about_student=district.ana)
    return Change(by, {KEY: uuid.uuid4(), **said, **what}, visit.pk)


def warning(district: District) -> Change:
    said = {KEY: uuid.uuid4(), "reason": "animal", "review_on": "2026-12-20"}
    return Change(counselor(district), said, query=f"?student={district.ana.pk}")


def lifting(district: District) -> Change:
    return Change(counselor(district), key=NotAloneFactory(student=district.ana).pk)


VISIT_CHANGES: dict[str, Callable[[District], Change]] = {
    "plan-visit": planning,
    "visits:change": changing,
    "visits:confirm": on_visit(as_partner=True),
    "visits:arrive": on_visit(minutes=20),
    "visits:stay": on_visit("there"),
    "visits:leave": on_visit("there"),
    "visits:door": door,
    "visits:validate": on_visit("out", as_partner=True),
    "visits:call_off": on_visit(why="family"),
    "visits:resume": on_visit("off"),
    "visits:not_alone": warning,
    "visits:lift": lifting,
}
