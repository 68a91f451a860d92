"""Change a parameter and its sentence changes; or the table says what changes instead."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from law.packs import NoSuchSentence, load_pack, pack_names
from law.packs.files import FOLDER

PACKS = pack_names()
REPORTS_LEAST = {"truancy.second_report_tardy_min"}  # a default that departs, and says so
VERBS = ("asks for ", "counts ", "binds ", "speaks of ")
CALIFORNIA = load_pack("california")
# A parameter, another value, and every sentence that rests on it.
SAID = {
    "truancy.minutes_operator": (
        ">=",
        {"day.gap", "day.too_short", "flag.counted_days"},
    ),
    "truancy.minutes": (15, {"day.gap", "day.too_short", "flag.counted_days"}),
    "truancy.occasions": (
        5,
        {
            "because.first_truant_on",
            "flag.first_truant_on",
            "flag.reports_due",
            "badge_notes.watch",
            "ladder.first_truant_on",
        },
    ),
    "truancy.gap_basis": ("sum", {"day.too_short", "day.stretch", "flag.counted_days"}),
    "truancy.occasion_unit": ("incident", {"flag.counted_days"}),
    "truancy.early_leave": ("ignore", {"flag.counted_days"}),
    "truancy.age_from": (5, {"day.age"}),
    "truancy.age_below": (19, {"day.age"}),
    "truancy.habitual_reports": (
        4,
        {
            "states.habitual_eligible",
            "badges.habitual_eligible",
            "preconditions.truancy",
            "referral_because.too_few",
        },
    ),
    "truancy.chronic_truant_percent": (
        15,
        {
            "flag.chronic_truant",
            "flag.chronic_truant_arithmetic",
            "chronic_truant.share",
            "conclusions.chronic_truant_arithmetic",
        },
    ),
    "truancy.chronic_truant_uncleared": (
        False,
        {
            "flag.chronic_truant",
            "flag.chronic_truant_arithmetic",
            "chronic_truant.share",
            "conclusions.chronic_truant_arithmetic",
        },
    ),
    "chronic.percent": (12, {"flag.chronic_absentee", "preconditions.chronic_absence"}),
    "chronic.state_min_days": (46, {"flag.chronic_absentee_state"}),
    "bands.at_risk_percent": (6, {"flag.band"}),
    "bands.moderate_percent": (
        12,
        {"flag.band", "words.any_chronic", "words.absent_chronically"},
    ),
    "bands.severe_percent": (30, {"flag.band"}),
    "safety.emergency_line": ("112", {"safety.now"}),
    "safety.child_line": ("555-0100", {"safety.child"}),
    "safety.crisis_line": ("555-0101", {"safety.crisis"}),
}
# No sentence states these: what they change is shown as what it is.
SHOWN = {
    "truancy.reports": "whether a report is ever due",
    "truancy.pending_window_school_days": "the day until which a family may clear a day",
    "truancy.pending_window_if_not_returned": "the same day, of a child who does not come back",
    "truancy.uncleared_counts": "whether a day without a reason counts in the end",
    "truancy.age_filter": "whether a day is told to be outside compulsory age at all",
    "truancy.second_report_tardy_min": "which tardy days a later report lists",
    "truancy.charter": "whether a day at a charter school is told not to count",
    "tier.early_absent_percent": "the tier that is suggested",
    "tier.early_counted_days": "the tier that is suggested",
    "tier.intensive_absent_percent": "the tier that is suggested",
    "tier.intensive_report": "the tier that is suggested",
    "marks.conflict": "the mark that is kept of two",
    "enrollment.exit_day": "the days enrolled",
    "enrollment.weekends": "the days enrolled",
    "notice.due_school_days": "the day a letter is due",
    "contact.reach_days": "who is listed as not reached",
    "contact.first_school_days": "the day a task is due",
    "contact.report_school_days": "the day a task is due",
    "contact.support_school_days": "the day a task is due",
    "contact.unexplained_days": "who is to be located",
    "contact.locate_first": "what waits while a student is to be located",
    "contact.first_look_days": "which changes of a first judgement ask for a task",
    "contact.draft_days": "how long unsaved words are kept",
    "contact.late_days": "which notes are late entries",
    "sealed.is_kept": "whether counseling notes can be sealed",
    "sealed.from_age": "of whom counseling notes are sealed",
    "plan.goal_school_days": "how long a goal runs",
    "plan.most_strategies": "how many things a plan does at a time",
    "plan.delivered_percent": "what a review proposes",
    "plan.review_early_school_days": "the day a plan is looked at",
    "plan.review_intensive_school_days": "the day a plan is looked at",
    "plan.unlogged_days": "the task to log what was done",
    "first_call.absences": "who is to be called at home",
    "first_call.within_days": "who is to be called at home",
    "intake.answer_school_days": "the day by which a request for help is answered",
    "intake.urgent_school_days": "the same where it cannot wait",
    "visits.alarm_minutes": "the minutes that a check-in begins with",
    "visits.review_days": "the day on which a warning is looked at again",
    "welcome.absent_days": "whom to welcome back",
    "welcome.within_days": "how long they stand in the list",
    "hearing.notice_days": "whether a case placed on a day of hearings is placed at short notice",
    "report.receiver": "to whom a report says it goes",
}


def test_every_parameter_is_in_one_of_the_two_tables():
    assert SAID.keys() | SHOWN.keys() == CALIFORNIA.flat().keys()
    assert not SAID.keys() & SHOWN.keys()


@pytest.mark.parametrize("name", SAID)
def test_a_changed_parameter_changes_its_sentences(name):
    value, keys = SAID[name]
    changed = load_pack("california", {name: value})
    assert resting_on(name) == keys
    for key in keys:
        for language in CALIFORNIA.passages[key].texts or {"en": ""}:
            assert changed.sentence(key, language) != CALIFORNIA.sentence(key, language), key


@pytest.mark.parametrize("name", SHOWN)
def test_no_sentence_states_what_is_only_shown(name):
    assert resting_on(name) == set()


def resting_on(name: str) -> set[str]:
    return {
        key
        for key in CALIFORNIA.passages
        if not key.startswith("phrases.") and name in CALIFORNIA.parameters_of(key)
    }


@pytest.mark.parametrize(
    ("overrides", "key", "sentence"),
    [
        (
            {"truancy.minutes": 15, "truancy.minutes_operator": ">="},
            "day.gap",
            (
                "Tardy or absent for a 15-minute period or longer during the schoolday without "
                "valid excuse."
            ),
        ),
        ({"truancy.occasions": 5}, "ladder.first_truant_on", "Fifth counted day, counts from"),
        (
            {"bands.severe_percent": 30},
            "flag.band",
            "Share of enrolled days absent: 5, 10 and 30 percent.",
        ),
        (
            {"truancy.minutes": 15},
            "day.too_short",
            "Not missed for long enough at a stretch: the district’s rule says more than 15 minutes.",
        ),
        (
            {},
            "day.too_short",
            "Not missed for long enough at a stretch: the statute says more than 30 minutes.",
        ),
    ],
)
def test_a_sentence_says_the_value_in_force(overrides, key, sentence):
    assert load_pack("california", overrides).sentence(key) == sentence


@pytest.mark.parametrize("name", PACKS)
def test_every_sentence_can_be_said(name):
    """Every brace names a parameter, a phrase or a fact that its caller has."""
    pack = load_pack(name)
    facts = {"gap", "counted", "due", "filed", "receiver", "reports", "more_than", "least"}
    facts |= {"day", "time", "place", "contact_phone", "on_file"}
    for key, passage in pack.passages.items():
        for name in passage.names():
            known = "." in name or name in facts or pack.has(f"phrases.{name}")
            assert known, f"{key}: {name}"
        for language in passage.texts:
            assert pack.sentence(key, language, **dict.fromkeys(facts, 2))


def test_what_a_pack_does_not_say_is_refused_by_name():
    with pytest.raises(NoSuchSentence, match=r"california has no day\.nothing in en"):
        CALIFORNIA.sentence("day.nothing")
    with pytest.raises(NoSuchSentence, match=r"california has no day\.gap in es"):
        CALIFORNIA.sentence("day.gap", "es")


def test_braces_that_name_nothing_are_left_for_others():
    assert (
        CALIFORNIA.filled("{first_name}, {over_minutes}") == "{first_name}, more than 30 minutes"
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (name, value)
        for name, (value, _) in SAID.items()
        if CALIFORNIA.sources[name].statute is not None
    ],
)
def test_whatever_departs_from_the_text_warns(name, value):
    source = CALIFORNIA.sources[name]
    warned = load_pack("california", {name: value}).warnings
    assert f"{name} = {value}: {source.citation} {source.says}." in warned


@pytest.mark.parametrize(("minutes", "warns"), [(0, False), (1, True), (30, True), (31, True)])
def test_a_least_number_of_minutes_for_a_later_tardy_is_not_the_texts(minutes, warns):
    pack = load_pack("california", {"truancy.second_report_tardy_min": minutes})
    assert bool(pack.warnings) == warns
    assert pack.own_departures == []


@pytest.mark.parametrize("name", PACKS)
def test_a_warning_paraphrases_and_does_not_quote(name):
    for key, source in load_pack(name).sources.items():
        assert (source.statute is None) == (source.says == ""), key
        assert source.says == "" or source.says.startswith(VERBS), key


@pytest.mark.parametrize("name", PACKS)
def test_no_pack_departs_from_its_own_law_without_saying_why(name):
    pack = load_pack(name)
    departed = {key for key, source in pack.sources.items() if source.departs(pack.value(key))}
    assert departed <= REPORTS_LEAST
    assert departed == {key for key, source in pack.sources.items() if source.why}
    assert len(pack.own_departures) == len(departed)


def test_what_the_text_says_is_quoted():
    bare = [
        name
        for pack in map(load_pack, PACKS)
        for name, source in pack.sources.items()
        if source.statute is not None and not source.says
    ]
    assert bare == []


def test_code_reads_every_parameter():
    """A parameter that nothing reads would be a promise that nobody keeps."""
    code = "\n".join(
        path.read_text()
        for path in Path(settings.BASE_DIR).glob("*/**/*.py")
        if not path.is_relative_to(FOLDER)
        and path.relative_to(settings.BASE_DIR).parts[0] in ROOMS
    )
    written = {
        pattern
        for text in re.findall(r"[\"']((?:[a-z_]+|\{\w+\})\.[a-z_{}]+)[\"']", code)
        for pattern in [re.sub(r"\\\{\w+\\\}", "[a-z_]+", re.escape(text))]
    }
    attributes = set(re.findall(r"parameters\.([a-z_]+\.[a-z_]+)", code))
    unread = [
        name
        for name in CALIFORNIA.flat()
        if name not in attributes and not any(re.fullmatch(one, name) for one in written)
    ]
    assert unread == []


ROOMS = {
    *("attendance", "letters", "sis", "tasks", "cases", "contacts", "plans"),
    *("intake", "visits", "conferences", "programs", "packets", "sarb", "desk"),
}
