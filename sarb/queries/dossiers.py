"""What a referral hands over for its packets: its ground, its hearing and its readiness."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.timezone import localtime

from law.queries import pack_in_force
from packets.choices import Reader
from packets.rules.dossier import Dossier, Meeting, PacketCause, Words
from sarb.choices import ReferralState
from sarb.clauses import words
from sarb.models import REFERRAL, DocketPlace, Referral
from sarb.queries.readiness import readiness_of
from sarb.rules.grounds import ground_of
from sarb.rules.teams import is_of_school

TAKEN = (ReferralState.ACCEPTED, ReferralState.HEARD)


def dossier_of(key: int, *, on: date) -> Dossier:
    """Return the dossier of a referral, in the words of the policy of the day. Raises Referral.DoesNotExist. Four statements."""
    referral = Referral.objects.get(pk=key)
    readiness = readiness_of([referral], on=on)[key]
    place = DocketPlace.objects.filter(referral=referral).select_related("docket__chair").first()
    return Dossier(
        about=referral.about,
        school_year=referral.school_year,
        facts={"referral": _referral(referral), "hearing": _hearing(place)},
        checklist=[
            {"label": item.label, "is_there": item.is_there, "words": item.words}
            for item in readiness.checked
        ],
        missing=readiness.missing,
        meeting=Meeting(place.docket.date, place.time, place.docket.place) if place else None,
        words=words(),
    )


# Who sits at the hearing has a sheet to write on; the family and a court read what is written later.
AT_THE_TABLE = frozenset({Reader.CHAIR, Reader.PANEL})
AGENDA = (
    ("business", "Order of business", AT_THE_TABLE | {Reader.FAMILY}),
    ("findings", "Findings and directives", AT_THE_TABLE),
)
CAUSE = PacketCause(REFERRAL, dossier_of, "sarb/packet/packet.html", "Referral and family", AGENDA)


def _referral(referral: Referral) -> dict[str, Any]:
    """Return the referral in the words of the law under which it was made."""
    pack = pack_in_force(localtime(referral.made_at).date())
    ground, is_taken = ground_of(referral.reason, pack), referral.state in TAKEN
    return {
        "id": referral.pk,
        "school_year": referral.school_year,
        "team": pack.sentence(f"teams.{referral.level}"),
        "district": settings.DISTRICT_NAME,
        "reason": pack.sentence(f"reasons.{referral.reason}"),
        "words": ground.words,
        "precondition": ground.precondition,
        "citation": ground.citation,
        "met": referral.grounds.get("met"),
        "is_of_school": is_of_school(referral.level, pack),
        "because": referral.grounds.get("because", ""),
        "justification": Words(referral.justification),
        "text": Words(referral.text),  # the form promises them to the family
        "made_by": referral.made_by,
        "made_at": _moment(referral.made_at),
        "accepted_by": referral.decided_by if is_taken else "",
        "accepted_at": _moment(referral.decided_at) if is_taken else "",
        "noticed_on": referral.noticed_on.isoformat() if referral.noticed_on else None,
        "noticed_how": referral.get_noticed_how_display() if referral.noticed_how else "",
        "noticed_by": referral.noticed_by,
        "notice_citation": pack.citation("referral.notice"),
    }


def _hearing(place: DocketPlace | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {
        "date": place.docket.date.isoformat(),
        "time": place.time.isoformat(timespec="minutes"),
        "place": place.docket.place,
        "chair": str(place.docket.chair),
        "position": place.position,
        "set_by": place.placed_by,
        "set_at": _moment(place.placed_at),
    }


def _moment(at: datetime | None) -> str:
    return localtime(at).isoformat(timespec="minutes") if at else ""
