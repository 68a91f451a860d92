"""What the tags of a packet write and draw, from facts that are plain text and numbers."""

import re

import pytest

from packets.templatetags import packet as tags

CALENDAR = {
    "as_of": "2026-10-08",
    "taught": ["2026-09-30", "2026-10-01", "2026-10-02", "2026-10-05", "2026-10-09", "2026-11-02"],
    "unknown": ["2026-10-02"],
    "days": [{"date": "2026-10-05", "verdict": "counted"}],
}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("00:05", "12:05 a.m."),
        ("08:30", "8:30 a.m."),
        ("11:59", "11:59 a.m."),
        ("12:00", "12:00 p.m."),
        ("13:05:00", "1:05 p.m."),
        ("23:00", "11:00 p.m."),
    ],
)
def test_a_time_is_written_by_the_half_of_the_day(value, words):
    assert tags.clock(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [("2026-10-08", "Thu, Oct 8, 2026"), ("2026-10-08T23:30-07:00", "Thu, Oct 8, 2026")],
)
def test_a_date_is_that_of_the_facts(value, words):
    assert tags.on(value) == words


@pytest.mark.parametrize("write", [tags.on, tags.at, tags.yes_no])
def test_nothing_on_file_is_written_as_such(write):
    assert write(None) == tags.NOTHING


def test_a_moment_keeps_the_zone_it_was_frozen_in():
    assert "11:30" in tags.at("2026-10-08T23:30-07:00")
    assert "Oct 8" in tags.at("2026-10-08T23:30-07:00")


@pytest.mark.parametrize(("value", "words"), [(True, "Yes"), (False, "No"), (0, "No")])
def test_a_right_is_held_or_not(value, words):
    assert tags.yes_no(value) == words


def test_a_right_and_a_cell_are_written_by_one_filter_in_each_language():
    home = {"language": "es", "said": {"Yes": "Sí", "No": "No"}}
    assert [tags.yes_no(one, home) for one in (True, False, None)] == ["Sí", "No", tags.NOTHING]
    assert tags.cell("2026-10-08", home) == "jueves 8 de octubre de 2026"
    assert [tags.cell(one, home) for one in ("B+", "2026-02-30")] == ["B+", "2026-02-30"]


def test_days_are_picked_by_what_they_came_to():
    days = [{"verdict": one} for one in ("counted", "excused", "counted", "pending")]
    assert tags.of_verdict(days, "counted") == [days[0], days[2]]
    assert tags.of_verdict(days, "excused,pending") == [days[1], days[3]]
    assert tags.of_verdict(days, "count") == []


def test_changed_days_are_those_with_a_change():
    days = [{"changes": []}, {"changes": [{"was": "U"}]}]
    assert tags.changed(days) == [days[1]]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "By Kim, not signed"),
        ({"signed": True, "minutes": 0}, "By Kim, signed"),
        ({"minutes": 1}, "By Kim, not signed · 1 minute"),
        ({"minutes": 2}, "By Kim, not signed · 2 minutes"),
        ({"late": True}, "By Kim, not signed · late entry, recorded on Fri, Oct 9, 2026"),
        (
            {"amends": "2026-10-08T09:00-07:00"},
            "By Kim, not signed · replaces the note of Thu, Oct 8, 2026",
        ),
    ],
)
def test_a_contact_s_record_says_what_there_is(values, words):
    contact = {"by": "Kim", "recorded_at": "2026-10-09T08:00-07:00", "late": False, **values}
    assert tags.contact_record(contact) == words


@pytest.mark.parametrize(
    ("template", "said"), [("first_notice 2026.1", "2026.1"), ("2026.1", "2026.1"), ("", "")]
)
def test_a_wording_is_told_by_its_version(template, said):
    assert tags.version(template) == said


def test_a_hash_is_read_aloud_by_eight():
    assert tags.short_hash("0123456789abcdef0") == "01234567 89abcdef 0"


# --- The calendar --------------------------------------------------------------------------


def drawn_months(calendar):
    page = str(tags.year_calendar(calendar))
    return re.findall(r'<p class="month-name">(.*?)</p>', page), page


def test_the_calendar_ends_with_the_month_judged_last():
    months, page = drawn_months(CALENDAR)
    assert months == ["September 2026", "October 2026"]
    assert "November" not in page


def test_a_day_marked_later_than_judged_draws_its_month():
    days = [*CALENDAR["days"], {"date": "2026-11-02", "verdict": "excused"}]
    months, _ = drawn_months({**CALENDAR, "days": days})
    assert months[-1] == "November 2026"


def test_a_day_is_attended_unknown_to_come_or_what_its_mark_says():
    assert tags._kinds(CALENDAR) == {
        "2026-09-30": "attended",
        "2026-10-01": "attended",
        "2026-10-02": "not_taken",
        "2026-10-05": "counted",
        "2026-10-09": "coming",
    }


def test_the_day_judged_last_is_not_to_come():
    kinds = tags._kinds({**CALENDAR, "taught": ["2026-10-08"]})
    assert kinds["2026-10-08"] == "attended"


def test_a_mark_on_a_day_that_was_not_taken_is_known():
    days = [{"date": "2026-10-02", "verdict": "pending"}]
    assert tags._kinds({**CALENDAR, "days": days})["2026-10-02"] == "pending"


def test_what_is_drawn_is_said():
    _, page = drawn_months(CALENDAR)
    titles = re.findall(r"<title>(.*?)</title>", page)
    assert titles[0] == "September 2026. Attended every day."
    assert titles[1].startswith("October 2026. ")
    assert ": 5." in titles[1]
    assert ": 1" not in titles[1]


@pytest.mark.parametrize(
    ("day", "row"),
    [
        ("2026-10-01", 0),
        ("2026-10-04", 0),
        ("2026-10-05", 1),
        ("2026-11-01", 0),
        ("2026-11-02", 1),
    ],
)
def test_a_week_begins_on_monday(day, row):
    assert tags._week(tags.date.fromisoformat(day)) == row


def test_a_weekend_is_drawn_only_where_something_happened_on_it():
    _, without = drawn_months(CALENDAR)
    saturday = {"date": "2026-10-10", "verdict": "counted"}
    _, along = drawn_months({**CALENDAR, "days": [saturday]})
    assert [page.count('class="weekday"') for page in (without, along)] == [10, 11]


def test_the_legend_counts_the_days_of_each_shape():
    legend = str(tags.calendar_legend(CALENDAR))
    counts = [int(one) for one in re.findall(r"<strong>(\d+)</strong>", legend)]
    assert sorted(counts) == [1, 1, 1, 2]
    assert sum(counts) == len(tags._kinds(CALENDAR))


def test_every_tone_of_a_day_has_its_color():
    tones = {tone for kind in tags.DAY_KINDS for tone in re.findall(r"tone-(\w+)", kind.css)}
    assert tones <= tags.TONES.keys()
