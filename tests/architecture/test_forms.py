"""Every form that people fill in: laid out whole, read by our fields, and with words of its own."""

import importlib
from collections import Counter
from importlib.util import find_spec
from pkgutil import iter_modules

import pytest
from django import forms

from core.forms import FilledForm, Part
from core.keys import KeysField
from core.lists import Asked
from devtools.rooms import ROOMS
from students.forms import ANYWAY, FamilyWordsForm

# What a form is asked for and no page draws: a button says it, or it was said before.
NOT_DRAWN = {
    "TaskForm": {"kind"},
    "DecideForm": {"action"},
    "ChangeForm": {"next_step", "next_on", "more_ids"},
    "VerdictForm": {"verb", "read"},
    "FileForm": {"read"},
    "ReviewForm": {"decision"},
    "CheckForm": {"what", "seen"},
    "DeliveryForm": {"strategy", "status"},
}
# Read from addresses and from what scripts send, and drawn by no page as forms to fill in.
READ = {
    "ResultForm",
    "IdsForm",
    "CaseForm",
    "SearchForm",
    "YearForm",
    "TimelineForm",
}
# What each says of a field that was left empty; what is not here may be left empty.
ASKS = {
    "AnswerForm": {"answer": "Choose the answer."},
    "AskForm": {
        "asker": "Choose who asks.",
        "worry": "Write what the worry is.",
        "urgency": "Choose how soon it is.",
        "reply_how": "Choose how they are answered.",
    },
    "OfferForm": {
        "who": "Choose to whom it is offered.",
        "how": "Choose how it was offered.",
        "slot_1": "Enter the first time that is offered.",
        "where": "Choose where you meet.",
    },
    "CampaignForm": {
        "name": "Enter the name.",
        "kind": "Choose what it is.",
        "starts_on": "Enter the first day.",
        "ends_on": "Enter the last day.",
        "what": "Enter what is done.",
        "audience": "Choose whom it is for.",
        "keeps": "Read what shames nobody, and tick that it keeps to it.",
    },
    "LookBackForm": {"again": "Choose what is made of it."},
    "ReachedForm": {
        "people": "Enter how many.",
        "audience": "Choose who was reached.",
        "on": "Enter the day.",
    },
    "ServiceForm": {"kind": "Choose the kind of service.", "on": "Enter the day."},
    "AnswerRequestForm": {
        "words": "Write what they are told.",
        "how": "Choose how it was told.",
        "on": "Enter the day it was told.",
    },
    "PauseRequestForm": {"why": "Choose why it rests.", "until": "Enter the day it rests to."},
    "PlanVisitForm": {
        "day": "Enter the day.",
        "goes": "Choose who goes.",
        "purpose": "Choose what it is for.",
    },
    "ArriveForm": {
        "watcher": "Choose the colleague who is told.",
        "minutes": "Enter in how many minutes you are back.",
    },
    "CallOffForm": {"why": "Choose why nobody goes."},
    "NotAloneForm": {
        "reason": "Choose the reason.",
        "review_on": "Enter the day to look at it again.",
    },
    "DoorForm": {"kind": "Choose what it was."},
    "CloseRequestForm": {"outcome": "Choose what came of it."},
    "AccountReasonForm": {"reason": "Say why."},
    "EndForm": {"reason": "Say why."},
    "GiveForm": {
        "role": "Choose the role.",
        "starts": "Enter the first day.",
        "ends": "Enter the last day.",
        "reason": "Say why.",
    },
    "MailForm": {"hour": "Choose the hour."},
    "GoOnForm": {"ends": "Enter the new last day.", "reason": "Say why."},
    "GoOnManyForm": {"ends": "Enter the new last day.", "reason": "Say why."},
    "InterviewForm": {
        "who": "Choose who spoke.",
        "found": "Choose what stands in the way, or say that it is not known yet.",
    },
    "CheckForm": {"what": "Choose what is done.", "seen": "Choose how far it was."},
    "EndGroupForm": {"why": "Choose why it ends."},
    "LeaveGroupForm": {"why": "Choose why the student leaves."},
    "SessionForm": {"on": "Enter the day.", "minutes": "Enter how many minutes it took."},
    "GroupForm": {
        "name": "Enter the name.",
        "kind": "Choose what it is.",
        "school": "Choose the school.",
        "minutes": "Enter how many minutes it takes.",
        "starts_on": "Enter the first day.",
        "capacity": "Enter how many students it has room for.",
    },
    "GroupChangeForm": {
        "name": "Enter the name.",
        "kind": "Choose what it is.",
        "facilitator": "Choose who leads it.",
        "minutes": "Enter how many minutes it takes.",
        "starts_on": "Enter the first day.",
        "capacity": "Enter how many students it has room for.",
    },
    "InviteForm": {"name": "Enter the name.", "email": "Enter the work e-mail."},
    "JoinForm": {"password": "Enter a password.", "again": "Enter the same password once more."},
    "AssignForm": {"to": "Choose who is to have them.", "reason": "Say why."},
    "CloseForm": {"reason": "Say why."},
    "DecideForm": {"action": "Choose the action."},
    "DocketForm": {
        "level": "Choose the team.",
        "on": "Enter the date.",
        "starts_at": "Enter the time of the first case.",
        "minutes": "Enter the minutes per case.",
        "capacity": "Enter how many cases fit the day.",
        "place": "Enter the place.",
        "chair": "Choose the chair.",
    },
    "AttachForm": {"kind": "Choose what it is.", "file": "Choose the file."},
    "ChangeForm": {"kind": "Choose what it was."},
    "KeepForm": {"reason": "Say why it is kept."},
    "LetterReasonForm": {"reason": "Say why."},
    "LogForm": {"kind": "Choose what it was."},
    "MailDecisionForm": {
        "is_sent": "Choose whether this adult gets letters.",
        "reason": "Say why.",
        **dict.fromkeys(
            ("adult", "against"),
            "Nothing was done: the page was not understood. Open it once more.",
        ),
    },
    "MailedForm": {"on": "Enter the day they were handed to the post."},
    "HeldMailedForm": {"on": "Enter the day they were handed to the post."},
    "ColdLogForm": {"about": "Enter about whom it is.", "kind": "Choose what it was."},
    "MeetingForm": {"on": "Enter the day of the meeting."},
    "MeaningForm": {"meaning": "Choose what it means."},
    "NoticeForm": {
        "on": "Enter the day it was given.",
        "how": "Choose how it was given.",
        "complete": "Tick the box once the notice says all of this.",
    },
    "OpenForm": {"tier": "Choose the tier.", "reason": "Say why."},
    "DeliveryForm": {
        "strategy": "Enter the strategy.",
        "on": "Enter the day.",
        "status": "Choose what became of it.",
    },
    "EndStrategyForm": {"reason": "Say why."},
    "PlanAnswerForm": {"who": "Choose who answered.", "answer": "Choose the answer."},
    "PlanForm": {
        "tier": "Choose the tier.",
        "reason": "Say why.",
        "goal_missed": "Enter how many days may be missed.",
    },
    "PracticeForm": {"read": "Enter the read."},
    "ReaderForm": {"reader": "Choose the reader."},
    "ReasonForm": {"reason": "Say why."},
    "RevealForm": {"reason": "Choose why you open it."},
    "SealForm": {
        "said_by": "Choose who said it.",
        "said_on": "Enter the day.",
        "text": "Enter what was said.",
    },
    "ReferForm": {
        "level": "Choose to whom you refer.",
        "reason": "Choose the ground.",
        "text": "Enter what happened, what was tried, and what you ask for.",
    },
    "ReturnForm": {"reason": "Enter what the school should add or change."},
    "ReviewForm": {"decision": "Choose the decision.", "because": "Choose why."},
    "TaskForm": {"title": "Say what is to be done.", "due_on": "Enter the day it is due."},
    "TierForm": {"tier": "Choose the tier.", "reason": "Say why."},
    "UploadForm": {"files": "Choose the files to send."},
    "ValueForm": {"value": "Enter the new value.", "reason": "Say why."},
    "VerdictForm": {"verb": "Choose whether to withdraw or to uphold it.", "reason": "Say why."},
    "WithdrawInterviewForm": {"reason": "Choose why."},
    "WithdrawNoteForm": {"reason": "Choose why."},
    "WithdrawPaperForm": {"reason": "Choose why."},
}


def modules_of_forms():
    for name in (f"{room}.forms" for room in ROOMS if find_spec(f"{room}.forms")):
        yield (room := importlib.import_module(name))
        for one in iter_modules(getattr(room, "__path__", ()), f"{name}."):
            yield importlib.import_module(one.name)


def every_form(kind):
    for module in modules_of_forms():
        for one in vars(module).values():
            is_its_own = isinstance(one, type) and one.__module__ == module.__name__
            if is_its_own and issubclass(one, kind):
                yield one


FILLED = [form for form in every_form(FilledForm) if form is not FilledForm]
each = pytest.mark.parametrize("form", FILLED, ids=lambda form: form.__name__)


def in_layout(parts):
    for part in parts:
        if isinstance(part, str):
            yield part
        elif not isinstance(part, Part):
            yield from in_layout(part.fields)


def unseen(form):
    """What goes along with a form and is drawn as no control of it."""
    keys = {name for name, field in form.base_fields.items() if isinstance(field, KeysField)}
    # Drawn once there is something to tick it for.
    return keys | ({ANYWAY} if issubclass(form, FamilyWordsForm) else set())


def test_each_form_that_is_filled_in_is_of_the_one_kind():
    others = {form.__name__ for form in every_form(forms.BaseForm)} - {f.__name__ for f in FILLED}
    lists = {form.__name__ for form in every_form(Asked)}
    assert others - lists - {"FilledForm"} == READ


@each
def test_a_layout_names_each_field_once(form):
    named = Counter(in_layout(form.layout or form.base_fields))
    later = {name for name in named if name.startswith("outcome_")}
    assert set(named.values()) == {1}
    assert set(named) - later <= set(form.base_fields)
    assert set(form.base_fields) - set(named) - unseen(form) == NOT_DRAWN.get(form.__name__, set())


@each
def test_words_and_days_are_read_by_our_fields(form):
    plain = {forms.CharField, forms.DateField, forms.DateTimeField}
    typed = {n: f for n, f in form.base_fields.items() if not f.widget.is_hidden}
    assert {name for name, field in typed.items() if type(field) in plain} == set()


@each
def test_what_is_left_empty_is_asked_for_in_words_of_the_field(form, in_force):
    kept = {name for name, field in form.base_fields.items() if name not in unseen(form)}
    said = {name: errors[0] for name, errors in form({}).errors.items() if name in kept}
    assert said == ASKS.get(form.__name__, {})


@pytest.fixture
def in_force(district):
    """The law in force, which some forms take their words from."""
    return district
