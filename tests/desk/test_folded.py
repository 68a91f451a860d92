"""A year of many days with marks is folded: what is closed comes when it is asked for, all of it."""

import re

import pytest
from django.urls import reverse

from attendance.models import DayOutcome
from audit.models import AccessEvent
from desk.queries.student import MOST_WHOLE, NEWEST
from tests.desk.rows import judge, school_days, teach


def page(who, student, **asked):
    return who.client.get(reverse("student", args=[student.pk]), asked).content.decode()


def days_on(text):
    return re.findall(r'class="reason-body" id="day-([\d-]+)"', text)


@pytest.fixture
def busy(district):
    teach(district.oak)
    judge(district.ana, district.oak, counted=NEWEST - 3, excused=5)
    return district.ana


def test_as_many_days_as_may_be_are_whole(counselor, district):
    teach(district.oak)
    judge(district.ana, district.oak, counted=MOST_WHOLE)
    text = page(counselor, district.ana)
    assert "whole=1" not in text
    assert len(days_on(text)) == MOST_WHOLE
    assert text.count('<ul class="marks">') == MOST_WHOLE


def test_one_more_is_folded(counselor, district):
    teach(district.oak)
    judge(district.ana, district.oak, counted=MOST_WHOLE + 1)
    text = page(counselor, district.ana)
    assert "whole=1" in text
    assert '<ul class="marks">' not in text


def test_many_are_folded_to_the_newest(counselor, busy):
    text = page(counselor, busy)
    dates = [str(day) for day in school_days(NEWEST + 2)]
    assert days_on(text) == dates[::-1][:NEWEST]
    assert '<ul class="marks">' not in text
    assert f'href="?year=2026&amp;whole=1#days">All {NEWEST + 2} days</a>' in text
    # Every day of the calendar leads to where its reasons stand.
    links = re.findall(r'<a class="day" href="([^"]+)"', text)
    assert links == [
        ("" if n >= len(dates) - NEWEST else "?year=2026&amp;whole=1") + f"#day-{day}"
        for n, day in enumerate(dates)
    ]


def test_each_number_leads_to_what_is_behind_it(counselor, busy):
    text, whole = page(counselor, busy), page(counselor, busy, whole=1)
    numbers = re.findall(r'id="number-(\w+)"', text)
    assert len(numbers) == len(set(numbers)) > 10
    assert numbers == re.findall(r'id="number-(\w+)"', whole)
    for number in numbers:
        assert f'href="?year=2026&amp;whole=1#number-{number}"' in text


def test_the_whole_page_has_every_reason(counselor, busy):
    text = page(counselor, busy, whole=1)
    assert len(days_on(text)) == DayOutcome.objects.filter(student=busy).count()
    assert text.count('<ul class="marks">') == NEWEST + 2
    assert "whole=1" not in text.partition('id="numbers"')[2].partition('id="patterns"')[0]


def test_both_say_the_same_numbers(counselor, busy):
    values = re.compile(r'number-label">(.*?)</span> <strong class="number-value">(.*?)</strong>')
    assert values.findall(page(counselor, busy)) == values.findall(page(counselor, busy, whole=1))


def test_what_is_fetched_later_is_logged_too(counselor, busy):
    page(counselor, busy)
    page(counselor, busy, whole=1)
    assert AccessEvent.objects.filter(student_ids=[busy.pk], page="student").count() == 2


@pytest.mark.parametrize("asked", [{"whole": "x"}, {"whole": "1", "year": "2026"}])
def test_other_ways_to_ask_for_all(counselor, busy, asked):
    assert len(days_on(page(counselor, busy, **asked))) == NEWEST + 2


def test_a_folded_page_leads_to_the_one_to_print(counselor, busy):
    link = '<a class="btn" href="?year=2026&amp;whole=1">Print the whole year</a>'
    assert link in page(counselor, busy)
    assert link not in page(counselor, busy, whole=1)
