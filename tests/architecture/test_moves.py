"""Who may make a move of a stage table is who may open the page that makes it."""

from types import SimpleNamespace

import pytest
from django.urls import NoReverseMatch, resolve, reverse

from cases.rules.stages import CASE_STAGES
from conferences.rules.stages import CONFERENCE_STAGES
from intake.rules.stages import REQUEST_STAGES
from letters.rules.stages import LETTER_STAGES
from plans.rules.stages import CHECK_STAGES, GROUP_STAGES, PLAN_STAGES
from programs.rules.stages import CAMPAIGN_STAGES
from sarb.rules.stages import PLACE_STAGES, REFERRAL_STAGES, TEAM_STAGES
from sis.rules.stages import IMPORT_STAGES
from tasks.rules.stages import TASK_STAGES
from visits.rules.stages import VISIT_STAGES

# By table: the page of each move that a person makes. What a worker makes, or what follows from
# another move, has no page.
PAGES = {
    "case": (
        CASE_STAGES,
        {
            "assign": "cases:assign",
            "decide_tier": "cases:tier",
            "close": "cases:close",
            "reopen": "undo-casework",
        },
    ),
    "letter": (
        LETTER_STAGES,
        {
            "approve": "letters:approve",
            "reprint": "letters:reprint",
            "print_again": "letters:print_again",
            "mail": "letters:mailed",
            "not_mailed": "letters:not_mailed",
            "do_not_send": "letters:do_not_send",
            "recall": "letters:recall",
        },
    ),
    "referral": (
        REFERRAL_STAGES,
        {
            "accept": "sarb:accept",
            "send_back": "sarb:send_back",
            "hear": "sarb:hear",
            "not_heard": "sarb:not_heard",
            "wait_again": "sarb:wait_again",
            "withdraw": "sarb:withdraw",
        },
    ),
    "team": (
        TEAM_STAGES,
        {
            "accept": "sarb:team_accept",
            "send_back": "sarb:team_return",
            "hold": "sarb:team_held",
            "not_held": "sarb:team_not_held",
            "wait_again": "sarb:team_wait_again",
            "withdraw": "sarb:withdraw",
        },
    ),
    "place": (
        PLACE_STAGES,
        {
            "hear": "sarb:hear",
            "not_heard": "sarb:not_heard",
            "move_up": "sarb:move_up",
            "take_off": "sarb:take_off",
            "place": "sarb:place",
        },
    ),
    "import": (
        IMPORT_STAGES,
        {
            "approve": "sis:apply",
            "override": "sis:override",
            "discard": "sis:discard",
            "retry": "sis:retry",
        },
    ),
    "plan": (
        PLAN_STAGES,
        {"deliver": "plans:deliver", "change": "plans:add", "review": "plans:review"},
    ),
    "campaign": (
        CAMPAIGN_STAGES,
        {
            "change": "programs:change",
            "review": "programs:look_back",
            "call_off": "programs:call_off",
            "resume": "programs:resume",
        },
    ),
    "request": (REQUEST_STAGES, {verb: f"intake:{verb}" for verb in REQUEST_STAGES.moves}),
    "visit": (
        VISIT_STAGES,
        {verb: f"visits:{verb}" for verb in VISIT_STAGES.moves} | {"log": "visits:door"},
    ),
    "conference": (
        CONFERENCE_STAGES,
        dict.fromkeys(CONFERENCE_STAGES.moves, "conferences:end")
        | {"take_back": "conferences:take_back"},
    ),
    "check-in": (CHECK_STAGES, dict.fromkeys(CHECK_STAGES.moves, "plans:check")),
    "group": (
        GROUP_STAGES,
        {
            "hold": "plans:hold",
            "change": "plans:change_group",
            "add": "plans:join",
            "leave": "plans:leave",
            "end": "plans:end_group",
        },
    ),
    "task": (TASK_STAGES, dict.fromkeys(TASK_STAGES.moves, "task")),
}


@pytest.mark.parametrize("noun", PAGES)
def test_the_page_of_a_move_asks_for_who_may_make_it(noun):
    stages, pages = PAGES[noun]
    asked = {verb: _view(name).permission for verb, name in pages.items()}
    assert asked == {verb: stages.moves[verb].who for verb in pages}


@pytest.mark.parametrize("noun", PAGES)
def test_every_move_of_a_person_has_its_page(noun):
    stages, pages = PAGES[noun]
    assert {verb for verb, move in stages.moves.items() if move.who} == set(pages)


def _view(name: str) -> SimpleNamespace:
    try:
        address = reverse(name)
    except NoReverseMatch:  # it is about one row
        address = reverse(name, args=[1])
    return resolve(address).func
