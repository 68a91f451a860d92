"""What people fill in about a request, and what comes back with a fault."""

from datetime import timedelta

import pytest
from django.http import QueryDict

from intake.choices import Asker, ReplyHow, RequestOutcome, Urgency, WhyPaused
from intake.forms import AnswerRequestForm, AskForm, CloseRequestForm, PauseRequestForm
from intake.models import LONGEST_WORDS
from tests.factories import TODAY

pytestmark = pytest.mark.django_db  # the pack in force is asked for
DAY = timedelta(days=1)
PLAIN = {
    "asker": "staff",
    "asker_name": "Ms. Vega",
    "worry": "Asleep in class",
    "urgency": "usual",
    "reply_how": "person",
}


def asking(**values):
    return AskForm({**PLAIN, **values}, today=TODAY)


def faults(form):
    return {name: words[0] for name, words in form.errors.items()}


def test_what_was_sent_is_what_is_asked():
    form = asking(
        reasons=["B05", "B01"],
        tried="Moved the seat",
        strengths="Draws",
        may_name="on",
        reply_how="phone",
        reply_to="555-0100",
        urgency="today",
        asked_on=(TODAY - DAY).isoformat(),
    )
    assert form.is_valid()
    asked = form.asked()
    assert (asked.asker, asked.urgency, asked.reply_how) == (
        Asker.STAFF,
        Urgency.TODAY,
        ReplyHow.PHONE,
    )
    assert (asked.asked_on, asked.may_name) == (TODAY - DAY, True)
    assert asked.reasons == ["B05", "B01"]
    assert (asked.worry, asked.tried, asked.strengths) == (
        "Asleep in class",
        "Moved the seat",
        "Draws",
    )


def test_without_a_day_it_was_asked_today_and_its_author_stays_unnamed():
    form = asking()
    assert form.is_valid()
    assert (form.asked().asked_on, form.asked().may_name) == (TODAY, False)


@pytest.mark.parametrize(
    ("values", "place", "said"),
    [
        ({"asker": ""}, "asker", "Choose who asks."),
        ({"asker": "neighbor"}, "asker", "Choose who asks from what is offered."),
        ({"asker_name": ""}, "asker_name", "Write who asks."),
        ({"asker": "agency", "asker_name": ""}, "asker_name", "Write who asks."),
        (
            {"reply_how": "email"},
            "reply_to",
            "Write the number or address at which they are answered.",
        ),
        ({"worry": "  "}, "worry", "Write what the worry is."),
        ({"urgency": "soon"}, "urgency", "Choose how soon it is from what is offered."),
        ({"reasons": ["B99"]}, "reasons", "Choose"),
        ({"asked_on": (TODAY + DAY).isoformat()}, "asked_on", "between"),
    ],
)
def test_faults_are_said_where_they_are(values, place, said):
    found = faults(asking(**values))
    assert list(found) == [place]
    assert said in found[place]


@pytest.mark.parametrize(("how", "needs"), [("person", False), ("paper", False), ("phone", True)])
def test_where_to_is_asked_where_it_takes_one(how, needs):
    assert asking(reply_how=how).is_valid() != needs


def test_there_is_room_for_long_words():
    assert asking(worry="w" * LONGEST_WORDS).is_valid()
    assert "worry" in faults(asking(worry="w" * (LONGEST_WORDS + 1)))


def test_going_on_from_what_is_shown_by_now_keeps_what_was_typed():
    sent = QueryDict(mutable=True)
    sent.update({**PLAIN, "seen": "3"})
    form = AskForm(sent, today=TODAY)
    form.read_anew(7)
    assert form["seen"].value() == "7"
    assert form["worry"].value() == "Asleep in class"


def test_an_answer_is_of_a_day_that_was():
    sent = {"words": "It came.", "how": "phone", "on": TODAY.isoformat()}
    form = AnswerRequestForm(sent, today=TODAY)
    assert form.is_valid()
    told = form.told()
    assert (told.how, told.on, told.words) == (ReplyHow.PHONE, TODAY, "It came.")
    late = AnswerRequestForm({**sent, "on": (TODAY + DAY).isoformat()}, today=TODAY)
    assert list(faults(late)) == ["on"]
    assert list(faults(AnswerRequestForm({**sent, "words": ""}, today=TODAY))) == ["words"]


@pytest.mark.parametrize(
    ("sent", "place"),
    [
        ({"why": "", "until": (TODAY + DAY).isoformat()}, "why"),
        ({"why": "tired", "until": (TODAY + DAY).isoformat()}, "why"),
        ({"why": WhyPaused.AWAY, "until": ""}, "until"),
        ({"why": WhyPaused.AWAY, "until": TODAY.isoformat()}, "until"),
        ({"why": WhyPaused.AWAY, "until": (TODAY + 91 * DAY).isoformat()}, "until"),
    ],
)
def test_a_pause_has_a_reason_of_the_list_and_a_day_to_come(sent, place):
    assert list(faults(PauseRequestForm(sent, today=TODAY))) == [place]


@pytest.mark.parametrize(
    ("outcome", "fits"), [*((one, True) for one in RequestOutcome), ("", False)]
)
def test_a_closing_says_what_came_of_it(outcome, fits):
    assert CloseRequestForm({"outcome": outcome}, today=TODAY).is_valid() == fits
