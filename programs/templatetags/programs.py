"""What pages of campaigns show besides the components: days, grades and whom it is for, in words."""

from django import template

from core.templatetags.ui import short_day
from programs.choices import Audience
from programs.models import Campaign
from students.rules.people import grade_words

register = template.Library()


@register.filter
def days_of(campaign: Campaign) -> str:
    """Write the days of a campaign: one, or from the first to the last."""
    first, last = short_day(campaign.starts_on), short_day(campaign.ends_on)
    return first if first == last else f"{first} to {last}"


@register.filter
def grades_of(campaign: Campaign) -> str:
    """Write the grades that it is for; '' for all."""
    return ", ".join(grade_words(one) for one in campaign.grades)


@register.filter
def audience_of(campaign: Campaign) -> str:
    """Write whom it is for, in the order of the choices."""
    return ", ".join(one.label for one in Audience if one in campaign.audience)
