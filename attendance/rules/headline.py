"""What is said first of a child: the worst true thing, ahead of any step of the law."""

from dataclasses import dataclass

from attendance.choices import Band
from attendance.rules import percent

BAND_TONES = {Band.AT_RISK: "warn", Band.MODERATE: "grave", Band.SEVERE: "danger"}


@dataclass(frozen=True)
class Headline:
    """Days missed, in words; `tone` and `mark` are those of a badge, `note` what is true besides."""

    text: str
    note: str
    tone: str
    mark: str


def misses_much(band: str, absent_now: int, *, least: int) -> bool:
    """Return whether there is anything to say of what is missed, as `headline_of` says it.

    Source: product rule, as `headline_of`.
    """
    return band in BAND_TONES or absent_now >= least


def headline_of(
    *,
    absent_now: int,
    days_absent: int,
    days_enrolled: int,
    band: str,
    band_words: str,
    least: int,
) -> Headline | None:
    """Return the worst of what is missed: days in a row up to now, from `least` on, then the share
    of the year by its band. None of somebody who misses little.

    `absent_now` is in school days, as are the others; `band_words` are the law's for the band.

    Source: product rule, the worst true thing stands first; bands by docs/parameters.md.
    """
    is_much = band in BAND_TONES
    share = f"{band_words}, {percent(days_absent, days_enrolled)} absent" if is_much else ""
    if absent_now >= least:
        days = f"Absent {absent_now} school {'day' if absent_now == 1 else 'days'} in a row"
        return Headline(days, share, "danger", "alert-octagon")
    if not is_much:
        return None
    return Headline(share, "", BAND_TONES[Band(band)], "calendar-off")
