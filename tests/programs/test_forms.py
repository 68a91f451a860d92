"""What is filled in about campaigns: each bound on both sides, without a database."""

from datetime import date, timedelta

import pytest

from law.packs import CampaignIdea, Care, Practice
from programs.actions import CampaignPlan, Headcount
from programs.choices import Again, Audience, CampaignKind
from programs.forms import CampaignForm, LookBackForm, ReachedForm, as_idea, as_it_is
from programs.models import Campaign

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
CARE = {
    "perfect": Care("perfect", "No award for a perfect record", "Luck.", ("perfect attendance",)),
    "loss": Care("loss", "Nothing is taken away", "No.", ("no recess",)),
}
SENT = {
    "name": "New start",
    "kind": "welcome",
    "starts_on": "2026-11-23",
    "ends_on": "2026-12-04",
    "what": "Names at the door.",
    "audience": ["students", "staff"],
    "keeps": "on",
}


def form(*, care=CARE, grades=("K", "9"), may_take_over=False, **values):
    sent = {**SENT, **values}
    practice = Practice(care=care)
    return CampaignForm(
        {name: value for name, value in sent.items() if value is not None},
        today=TODAY,
        practice=practice,
        grades=grades,
        may_take_over=may_take_over,
    )


def faults(**values):
    return form(**values).errors


def drawn(made):
    return [field.name for field in made.helper.layout.get_field_names()]


def test_what_is_filled_in_is_the_plan():
    made = form(grades=["K", "9"], said_es="Bienvenidos", goal_missed="6", cost="1200")
    made.data["grades"] = ["9"]
    assert made.is_valid(), made.errors
    assert made.plan() == CampaignPlan(
        kind=CampaignKind.WELCOME,
        name="New start",
        starts_on=TODAY,
        ends_on=date(2026, 12, 4),
        audience=[Audience.STUDENTS, Audience.STAFF],
        what="Names at the door.",
        care=["perfect", "loss"],
        grades=["9"],
        words={"es": "Bienvenidos"},
        goal_missed=6,
        cost=1200,
    )


def test_what_need_not_be_said_is_not_asked_for():
    made = form()
    assert made.is_valid()
    plan = made.plan()
    assert (plan.grades, plan.words, plan.goal_missed, plan.cost) == ([], {}, None, None)


@pytest.mark.parametrize("name", ["name", "kind", "starts_on", "ends_on", "what", "audience"])
def test_what_has_to_be_said_is_asked_for(name):
    assert list(faults(**{name: None})) == [name]


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({"name": "x" * 81}, "name"),
        ({"name": "x" * 80}, None),
        ({"what": "x" * 2001}, "what"),
        ({"what": "x" * 2000}, None),
        ({"said_es": "x" * 2001}, "said_es"),
        ({"goal_missed": "-1"}, "goal_missed"),
        ({"goal_missed": "0"}, None),
        ({"goal_missed": "99"}, None),
        ({"goal_missed": "100"}, "goal_missed"),
        ({"cost": "-1"}, "cost"),
        ({"cost": "0"}, None),
        ({"cost": "1000000"}, None),
        ({"cost": "1000001"}, "cost"),
        ({"kind": "party"}, "kind"),
        ({"audience": ["students", "pets"]}, "audience"),
        ({"starts_on": "2025-10-18", "ends_on": "2025-10-18"}, "starts_on"),
        ({"starts_on": "2025-10-19", "ends_on": "2025-10-19"}, None),
        ({"ends_on": "2027-12-29"}, "ends_on"),
        ({"ends_on": "2027-12-28"}, None),
        ({"ends_on": "2026-11-22"}, "ends_on"),
        ({"ends_on": "2026-11-23"}, None),
        ({"starts_on": "soon"}, "starts_on"),
    ],
)
def test_each_bound(values, place):
    found = faults(**values)
    assert (place in found) if place else not found, found


def test_only_grades_of_the_school_are_offered():
    made = form()
    assert made.fields["grades"].choices == [("K", "Kindergarten"), ("9", "Grade 9")]
    made.data["grades"] = ["10"]
    assert "grades" in made.errors
    assert "grades" not in drawn(form(grades=()))
    assert "grades" in drawn(form())


def test_who_looks_after_it_already_is_not_asked_to_take_over():
    assert "takes_over" not in drawn(form())
    assert "takes_over" in drawn(form(may_take_over=True))


def test_the_rules_of_care_are_kept_to_where_there_are_any():
    assert "Read what shames nobody" in str(faults(keeps=None)["keeps"])
    assert "keeps" in drawn(form())
    without = form(care={}, keeps=None)
    assert without.is_valid()
    assert without.plan().care == []
    assert "keeps" not in drawn(without)


@pytest.mark.parametrize("name", ["name", "what", "said_en", "said_es"])
def test_words_that_may_shame_are_asked_about_where_they_stand(name):
    words = (
        "Perfect\nattendance, or No Recess" if name != "name" else "Perfect attendance: no recess"
    )
    made = form(**{name: words})
    assert list(made.errors) == [name]
    assert list(made.errors[name]) == [
        "No award for a perfect record: Luck.",
        "Nothing is taken away: No.",
    ]
    assert drawn(made)[-1] == "anyway"
    said = form(**{name: words}, anyway="on")
    assert said.is_valid()
    assert "anyway" not in said.cleaned_data


def test_nothing_is_asked_where_no_sign_stands():
    assert "anyway" not in drawn(form())
    assert "anyway" not in drawn(form(anyway="on"))


def test_a_campaign_comes_into_the_form_as_it_is():
    made = form(said_en="Welcome", goal_missed="6")
    assert made.is_valid()
    there = Campaign(**vars(made.plan()))
    again = form(**{**as_it_is(there), "starts_on": "2026-11-23", "ends_on": "2026-12-04"})
    assert again.is_valid()
    assert again.plan() == made.plan()


def test_an_idea_comes_into_the_form_with_who_does_it():
    idea = CampaignIdea("T1", "Lanterns", "welcome", (9,), "A lantern for each class.", "teachers")
    assert as_idea(idea) == {
        "name": "Lanterns",
        "kind": "welcome",
        "what": "A lantern for each class. By teachers.",
    }


def reached(**values):
    sent = {"people": "24", "audience": "families", "on": "2026-11-23", **values}
    return ReachedForm({name: value for name, value in sent.items() if value}, today=TODAY)


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({"people": "0"}, "people"),
        ({"people": "1"}, None),
        ({"people": "100000"}, None),
        ({"people": "100001"}, "people"),
        ({"people": "many"}, "people"),
        ({"people": None}, "people"),
        ({"audience": "pets"}, "audience"),
        ({"on": "2026-11-24"}, "on"),
        ({"on": "2025-10-19"}, None),
        ({"on": "2025-10-18"}, "on"),
        ({"note": "x" * 200}, None),
        ({"note": "x" * 201}, "note"),
    ],
)
def test_each_bound_of_a_count(values, place):
    found = reached(**values).errors
    assert (place in found) if place else not found, found


def test_what_is_counted():
    made = reached(note="Evening of the ninth grade")
    assert made.is_valid()
    assert made.count() == Headcount(TODAY, "families", 24, "Evening of the ninth grade")
    assert ReachedForm(today=TODAY).fields["on"].initial == TODAY


@pytest.mark.parametrize("again", Again.values)
def test_each_way_to_look_back(again):
    made = LookBackForm({"again": again, "learned": ""})
    assert made.is_valid()
    assert made.cleaned_data == {"again": again, "learned": ""}


def test_looking_back_says_what_is_made_of_it():
    assert list(LookBackForm({"learned": "Much"}).errors) == ["again"]
    assert list(LookBackForm({"again": "keep", "learned": "x" * 2001}).errors) == ["learned"]
