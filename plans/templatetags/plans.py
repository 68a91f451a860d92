"""What screens of plans show besides the components: ratings in words."""

from collections.abc import Iterable, Sequence
from datetime import date

from django import template
from django.utils.safestring import SafeString

from core.markup import fill, joined
from core.templatetags.ui import count_of, day, icon, lower_first, short_day
from law.packs import BarrierKind
from plans.queries.interviews import FoundBarrier
from plans.rules.goals import Count

register = template.Library()
ASKED_IN = ("en", "es")
NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
# What is asked about one barrier, of the student and of an adult, in English and Spanish.
QUESTIONS = """<div>
  <dt>{} <span lang="es">{}</span></dt>
  <dd>
    {}
    <span class="under" lang="es">{}</span>
    <span class="under">To an adult: {}</span>
    <span class="under" lang="es">{}</span>
  </dd>
</div>"""
DAY = """<span class="plan-day">{}</span>
<button class="btn btn-sm" type="submit" name="status" value="{}" aria-label="{}{}">{} {}</button>
<details class="plan-not">
<summary class="btn btn-sm">Not done</summary>
{}</details>"""
NOT_DONE = """<button class="btn btn-sm" type="submit" name="status" value="{}" aria-label="{}{}">{}</button>
"""
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


@register.simple_tag
def log_day(
    title: str, on: date, statuses: Iterable[tuple[str, str]], minutes: int | str = ""
) -> SafeString:
    """Draw what became of a strategy on a day, one button each: what was done is in front, with the
    minutes that it usually takes if they are logged with it.
    """
    done, *others = statuses
    said, words = short_day(on), fill("{}, {}: ", title, short_day(on))
    buttons = (fill(NOT_DONE, value, words, lower_first(label), label) for value, label in others)
    long = f"{done[1]}, {minutes} min" if minutes else done[1]
    return fill(
        DAY, said, done[0], words, lower_first(done[1]), icon("check"), long, joined(buttons)
    )


@register.simple_tag
def questions(kinds: Iterable[BarrierKind]) -> SafeString:
    """Draw what is asked about each barrier. There are some forty on a page."""
    return joined(
        fill(
            QUESTIONS,
            *(kind.name, kind.label.get("es", "")),
            *(
                who.get(language, "")
                for who in (kind.student, kind.adult)
                for language in ASKED_IN
            ),
        )
        for kind in kinds
    )


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
def missed_of(count: Count) -> str:
    """Write days missed with of how many: "4 of 20 days"."""
    return f"{count.missed} of {count_of(count.days, 'day,days')}"


@register.filter
def weekday_names(weekdays: Sequence[int]) -> str:
    """Write the weekdays of a strategy: "Mon, Wed, Fri", "every school day"."""
    if set(range(5)) <= set(weekdays):
        return "every school day"
    return ", ".join(NAMES[day] for day in sorted(weekdays))
