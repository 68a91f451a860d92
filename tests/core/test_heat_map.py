"""The calendar is drawn kind by kind: few nodes, and every day still found."""

from datetime import date

from core import charts
from tests.core.test_charts import draw, heat, parsed


def test_a_day_that_is_a_link_is_not_said_again_in_the_table():
    linked = charts.HeatDay(date(2026, 10, 8), "out", "Out", "/day")
    assert "The same in a table" not in draw(heat(linked))
    plain = charts.HeatDay(date(2026, 10, 9), "out", "Out")
    assert heat(linked, plain).table.rows == (("Fri, Oct 9, 2026", "Out"),)


def test_all_days_of_a_kind_are_one_drawing():
    days = [charts.HeatDay(date(2026, 10, day), "out", "Out") for day in (5, 6, 12)]
    page = parsed(heat(*days))
    [month] = [one for one in page.iter() if one.get("role") == "img"]
    [group] = [
        one for one in month if one.get("aria-hidden") and one.tag.rpartition("}")[2] == "g"
    ]
    assert [child.tag.rpartition("}")[2] for child in group] == ["path", "text"]
    path, text = group
    assert path.get("d").count("M") == 3
    assert text.text == "5612"
    # Each digit stands by itself: 12 in the second column, in the row of Mondays.
    assert text.get("x") == "30 30 55.6 62.4"
    assert text.get("y") == "18 47 18 18"
