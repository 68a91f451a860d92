"""Changes of visits: each is one transaction with its audit rows, and safe to repeat."""

from visits.actions.alarm import ring
from visits.actions.alone import lift, warn
from visits.actions.doors import DoorFound, log_door
from visits.actions.planning import VisitPlan, call_off, change_visit, plan_visit, resume
from visits.actions.refusals import (
    DoorLogged,
    HomesDiffer,
    NobodyGoesAlone,
    NothingWritten,
    NotYourDoor,
    NotYoursToConfirm,
    NotYourVisitForm,
    PartnerIsYou,
    ReasonStands,
    VisitMoved,
    WatcherGoesAlong,
)
from visits.actions.steps import arrive, confirm, leave, stay, validate

__all__ = [
    "DoorFound",
    "DoorLogged",
    "HomesDiffer",
    "NobodyGoesAlone",
    "NotYourDoor",
    "NotYourVisitForm",
    "NotYoursToConfirm",
    "NothingWritten",
    "PartnerIsYou",
    "ReasonStands",
    "VisitMoved",
    "VisitPlan",
    "WatcherGoesAlong",
    "arrive",
    "call_off",
    "change_visit",
    "confirm",
    "leave",
    "lift",
    "log_door",
    "plan_visit",
    "resume",
    "ring",
    "stay",
    "validate",
    "warn",
]
