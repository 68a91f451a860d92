"""What screens of plans show besides the components: ratings in words."""

from collections.abc import Sequence

from django import template

from core.templatetags.ui import count_of, day
from plans.queries.interviews import FoundBarrier

register = template.Library()
NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
# How sure studies are; none is a star.
RATINGS = {
    "S": "a trial showed a gain in attendance",
    "M": "a comparison without a trial showed a gain",
    "P": "a pilot or the maker’s own numbers",
    "0": "tested: no gain in attendance shown",
    "H": "tested: it can do harm",
    "U": "practice, not tested",
}


@register.filter
def rating_words(rating: str) -> str:
    """Say what a rating means."""
    return RATINGS.get(rating, "")


@register.filter
def sentence_case(words: str) -> str:
    """Write who somebody is within a sentence: a role small, a name as it is."""
    return words[:1].lower() + words[1:] if words.startswith(("The ", "Somebody ")) else words


@register.filter
def who_named(barrier: FoundBarrier) -> str:
    """Write who named a barrier and when: "weighs most, said by the student on Sun, May 3, 2026"."""
    said = [f"by {sentence_case(one.spoke)} on {day(one.held_on)}" for one in barrier.mentions]
    weighs = "weighs most, " if barrier.is_main else ""
    often = f"; in {count_of(barrier.times, 'talk,talks')}" if barrier.times > 1 else ""
    return f"{weighs}said {' and '.join(said)}{often}"


@register.filter
def lower_first(words: str) -> str:
    return words[:1].lower() + words[1:]


@register.filter
def weekday_names(weekdays: Sequence[int]) -> str:
    """Write the weekdays of a strategy: "Mon, Wed, Fri", "every school day"."""
    if set(range(5)) <= set(weekdays):
        return "every school day"
    return ", ".join(NAMES[day] for day in sorted(weekdays))
