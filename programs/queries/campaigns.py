"""What schools do for all: whose it is, how many it reached, and how a school's year looks."""

from collections.abc import Iterable
from datetime import date
from itertools import chain

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum

from accounts.access import Who, reach_of, schools_for
from accounts.choices import Permission
from law.packs import CampaignIdea, Practice
from programs.choices import CampaignState
from programs.models import Campaign, ReachCount
from students.models import Enrollment
from students.rules import first_day_of, last_day_of, school_year_of

# The months of a school year, from its first.
MONTHS = (*range(7, 13), *range(1, 7))


def campaigns_for(who: Who, permission: str, *, on: date) -> QuerySet[Campaign]:
    """Return the campaigns of the schools that the person's grants with the permission cover, in no order."""
    return Campaign.objects.filter(school__in=schools_for(who, permission, on=on))


def reached_for(who: Who, permission: str, *, on: date) -> QuerySet[ReachCount]:
    """Return the counts of the campaigns within reach, also those that were taken back, in no order."""
    return ReachCount.objects.filter(campaign__in=campaigns_for(who, permission, on=on))


def counted(campaigns: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """Return campaigns with how many people each reached, as `people`, None for nobody."""
    counts = ReachCount.objects.filter(campaign=OuterRef("pk"), taken_back_at=None)
    people = counts.order_by().values("campaign").annotate(people=Sum("people")).values("people")
    return campaigns.annotate(people=Subquery(people))


def shown_on(on: date) -> dict[str, tuple[str, Q]]:
    """Return the parts of the list: what each is called, and which campaigns are in it."""
    is_open, year = Q(state=CampaignState.OPEN), school_year_of(on)
    this_year = Q(starts_on__range=(first_day_of(year), last_day_of(year)))
    return {
        "year": ("This school year", this_year & ~Q(state=CampaignState.CALLED_OFF)),
        "now": ("Running", is_open & Q(starts_on__lte=on, ends_on__gte=on)),
        "to_come": ("To come", is_open & Q(starts_on__gt=on)),
        "over": ("To look back on", is_open & Q(ends_on__lt=on)),
        "reviewed": ("Looked back on", Q(state=CampaignState.REVIEWED)),
        "off": ("Called off", Q(state=CampaignState.CALLED_OFF)),
    }


def own_to_review(who: Who, *, on: date) -> QuerySet[Campaign]:
    """Return the campaigns that the person looks after, are over and that nobody looked back on."""
    reach = reach_of(who, on=on)
    mine = campaigns_for(reach, Permission.NOTE_WRITE, on=on).filter(owner=reach.person)
    return mine.filter(shown_on(on)["over"][1])


def year_of(school: int, year: int) -> list[Campaign]:
    """Return what a school does for all in a school year, in the order of its days. One statement."""
    days = Q(starts_on__range=(first_day_of(year), last_day_of(year)))
    found = counted(Campaign.objects.filter(days, school=school))
    return list(found.select_related("owner").order_by("starts_on", "ends_on", "pk"))


def ideas_left(practice: Practice, planned: Iterable[Campaign]) -> dict[int, list[CampaignIdea]]:
    """Return the pack's ideas by month, without those that were taken up for a day in the month or for
    another of its months. No statement.
    """
    taken = {one.idea for one in planned if not one.is_off}
    left = [one for one in practice.campaigns.values() if one.code not in taken]
    return {month: [one for one in left if month in one.months] for month in MONTHS}


def grades_of(school: int, *, on: date) -> list[str]:
    """Return the grades in which students of a school are enrolled on a day, the youngest first. One statement."""
    there = Enrollment.objects.open_on(on).filter(school=school).exclude(grade="")
    found = there.order_by("grade").values_list("grade", flat=True).distinct()
    return sorted(
        found, key=lambda grade: (grade.isdecimal(), int(grade) if grade.isdecimal() else 0, grade)
    )


def reached_of(campaign: Campaign) -> list[ReachCount]:
    """Return the counts of a campaign that count, the latest first. One statement."""
    return list(
        campaign.reached.filter(taken_back_at=None)
        .select_related("by")
        .order_by(F("on").desc(), "-pk")
    )


def texts_of(campaign: Campaign) -> list[str]:
    """Return all that was written of a campaign."""
    return list(chain((campaign.name, campaign.what), campaign.words.values()))
