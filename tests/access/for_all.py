"""Valid submissions of the pages of what a school does for all."""

import uuid
from collections.abc import Callable
from typing import Any

from accounts.choices import Role
from programs.choices import CampaignState
from tests.access.change import Change
from tests.factories import TODAY
from tests.programs.away import DAY, away, calendar
from tests.programs.factories import CampaignFactory, ReachedFactory, WelcomeFactory
from tests.world import District, hire

PLAN = {
    "name": "New start",
    "kind": "welcome",
    "starts_on": TODAY.isoformat(),
    "ends_on": TODAY.isoformat(),
    "what": "Names at the door.",
    "audience": ["students"],
    "keeps": "on",
}


def to_plan(district: District) -> Change:
    sent = {**PLAN, "client_uuid": uuid.uuid4()}
    return Change(hire(Role.COUNSELOR, district.oak), sent, query=f"?school={district.oak.pk}")


def on_campaign(**data: Any) -> Callable[[District], Change]:
    def change(district: District) -> Change:
        who = hire(Role.COUNSELOR, district.oak)
        one = CampaignFactory(school=district.oak, owner=who)
        return Change(who, {"client_uuid": uuid.uuid4(), **data}, one.pk)

    return change


def to_resume(district: District) -> Change:
    who = hire(Role.COUNSELOR, district.oak)
    off = {"state": CampaignState.CALLED_OFF, "state_by": who, "state_on": TODAY}
    return Change(who, {}, CampaignFactory(school=district.oak, owner=who, **off).pk)


def to_take_back(district: District) -> Change:
    who = hire(Role.COUNSELOR, district.oak)
    one = ReachedFactory(campaign=CampaignFactory(school=district.oak, owner=who))
    return Change(who, {}, one.pk)


def to_welcome(district: District) -> Change:
    calendar(district.oak)
    away(district.ana, district.oak, *(TODAY - n * DAY for n in (7, 6, 5)))
    return Change(hire(Role.COUNSELOR, district.oak), {}, district.ana.pk)


def welcome_to_take_back(district: District) -> Change:
    made = WelcomeFactory(student=district.ana, by=hire(Role.COUNSELOR, district.oak))
    return Change(made.by, {}, made.pk)


COUNT = {"people": 24, "audience": "families", "on": TODAY.isoformat()}
CAMPAIGN_CHANGES: dict[str, Callable[[District], Change]] = {
    "programs:new": to_plan,
    "programs:change": on_campaign(**{**PLAN, "name": "Another"}),
    "programs:reached": on_campaign(**COUNT),
    "programs:look_back": on_campaign(again="keep"),
    "programs:call_off": on_campaign(),
    "programs:resume": to_resume,
    "programs:take_back": to_take_back,
    "programs:welcomed": to_welcome,
    "programs:not_welcomed": welcome_to_take_back,
}
