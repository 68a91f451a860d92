"""A task with what may become of it, written in one pass: a morning shows thirty."""

from datetime import date
from typing import Any, NamedTuple

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString

from core.addresses import place_of, with_query
from core.markup import fill, joined
from core.templatetags.forms import hidden
from core.templatetags.numbers import opens
from core.templatetags.ui import day, icon, moment, short_day
from students.rules import name_and_id
from students.templatetags.students import named
from tasks.choices import NEEDS_WORDS, PENDING, TaskKind, TaskState

register = template.Library()

ROW = """
<li class="task{}" id="task-{}" data-says="{}">
<div class="task-words">
<a class="task-title" href="{}">{}</a>
{}{}<span class="under">{}</span>
{}</div>
{}</li>"""
LATE = SafeString(" task-late")
STUDENT = """<span class="under">{}
 <a href="{}">Brief<span class="visually-hidden"> about {}</span></a></span>
"""
REASON = '<span class="under">{}</span>\n'
OVERDUE = '<strong class="late">{} Overdue since {}</strong>'
TODAY = SafeString("<strong>Due today</strong>")
REFUSAL = '<p class="field-error">{} {}</p>\n'
ACTS = """<form class="task-acts" method="post" action="{0}" hx-post="{0}" hx-target="#task-{1}"
 hx-swap="outerHTML" novalidate>
<input type="hidden" name="csrfmiddlewaretoken" value="{2}">{3}
{4}</form>
"""
DO = """<button class="btn btn-sm" type="submit" name="action" value="{}">{} {}{}</button>
"""
LATER = """<a class="btn btn-sm" data-more href="{0}" hx-get="{0}{1}" hx-target="#task-{2}"
 hx-swap="outerHTML">{3} {4}{5}</a>
"""
NEXT = """<a class="btn btn-sm btn-primary" data-next href="{}"{}>{} {}{}</a>
"""
PLAN = """<a class="btn btn-sm" href="{}">{} {}{}</a>
"""
IN_A_SHEET = SafeString(" data-log")
LATER_WORDS = "Another day, or not at all"
FOUND_WORDS = "What was found"
PLAN_WORDS = "Plan the visit"
ABOUT = '<span class="visually-hidden">: {}</span>'
UNSEEN = '<span class="visually-hidden">{}</span>'
UNTIL = '<span class="visually-hidden"> until the next school day</span>{}'
PANEL = """<div class="task-panel">{}
<div class="task-buttons">
{}{}</div>
</div>
"""
NAMED = SafeString("?named=1")
COUNTED = {"overdue": "overdue", "new": "new", "today": "due today"}


REPORTS = "attendance:reports"


class NextMove(NamedTuple):
    """What one does next about a task: where, in which words; in the sheet of the log if it `logs` that
    kind of contact.
    """

    words: str
    mark: str
    page: str = ""
    part: str = ""
    logs: str = ""


# By kind. What is of no other kind is done, and that is all.
MOVES: dict[str, NextMove] = {
    TaskKind.LOCATE: NextMove("Log the call", "phone", logs="call"),
    TaskKind.CONTACT: NextMove("Log the call", "phone", logs="call"),
    TaskKind.VISIT: NextMove("Log the visit", "home", logs="visit"),
    TaskKind.CONFERENCE: NextMove("Log the conference", "users", logs="conference"),
    TaskKind.REPORT: NextMove("File the report", "report", page=REPORTS),
    TaskKind.TIER: NextMove(
        "Decide the tier", "stack-2", page="student-work", part="#student-case"
    ),
    TaskKind.SUPPORT: NextMove("Plan", "list-check", page="student-plan"),
    TaskKind.REVIEW: NextMove("Open the plan", "list-check", page="student-plan"),
    TaskKind.ANSWER: NextMove(
        "Open the request", "message-circle", page="student-work", part="#student-requests"
    ),
    TaskKind.COLLEAGUE: NextMove(
        "Open the visit", "home", page="student-work", part="#student-visits"
    ),
}


@register.simple_tag(takes_context=True)
def task_row(
    context: Context,
    task: Any,
    name: object = "",
    panel: str = "",
    refusal: str = "",
    may: Any = None,
) -> SafeString:
    """Write a task (of Task or TaskLine) with its student if `name`, and what may become of it if
    the person `may` manage it, by default as the page has it. `panel` is the drawn form by which to
    put it off or dismiss it, `refusal` why nothing became of it. Root id: task-PK.
    """
    address, today = place_of("task", task.pk), context["today"]
    manages = (may or context["may"])["manage"]
    waits = task.state in PENDING
    return fill(
        ROW,
        LATE if waits and task.due_on < today else "",
        task.pk,
        refusal or ("" if panel else f"{TaskState(task.state).label}: {task.title}"),
        address,
        task.title,
        _student(task) if name else "",
        fill(REASON, task.reason) if task.reason else "",
        joined((_stands(task, today), _whose(task) if waits else "")),
        fill(REFUSAL, icon("alert-circle", label="Error"), refusal) if refusal else "",
        _form(context, task, address, name=bool(name), panel=panel) if manages else "",
    )


@register.simple_tag
def task_counts(**counts: int) -> SafeString:
    """Draw how many tasks wait under keys of the list of tasks, such as `overdue=3`, each as the way to
    its list; nothing where none do.
    """
    tasks = reverse("tasks")
    return joined(
        opens(
            n,
            with_query(tasks, show=key),
            words="tasks",
            text=f"{n:,} {COUNTED[key]}",
            css="card-note",
        )
        for key, n in counts.items()
        if n
    )


def _student(task: Any) -> SafeString:
    student = named(str(task.student), _id_of(task), place_of("student", task.student_id))
    called = name_and_id(str(task.student), _id_of(task))
    return fill(STUDENT, student, place_of("brief", task.student_id), called)


def _id_of(task: Any) -> str:
    return str(getattr(task, "sis_id", "") or task.student.sis_id)


def _stands(task: Any, today: date) -> str:
    """Return what became of the task, or when it is due."""
    match task.state:
        case TaskState.DONE:
            decided = getattr(task, "decided_at", None)
            return f"Done {moment(decided)}" if decided else "Done"
        case TaskState.DISMISSED:
            return f"Dismissed: {task.state_reason}"
    if task.due_on < today:
        return fill(OVERDUE, icon("alert-circle"), short_day(task.due_on))
    if task.due_on == today:
        return TODAY
    waits = "Waits until" if task.state == TaskState.SNOOZED else "Due"
    return f"{waits} {day(task.due_on)}"


def _whose(task: Any) -> str:
    if task.owner:
        return f" · {task.owner}"
    return f" · anybody at {task.school}" if task.school else ""


def _form(context: Context, task: Any, address: str, *, name: bool, panel: str) -> SafeString:
    request = context.get("request")
    along = hidden(next=request.get_full_path() if request else "", named="1" if name else "")
    about = fill(ABOUT, f"{task.title}, {name_and_id(str(task.student), _id_of(task))}")
    waits = task.state in PENDING
    buttons = [*_next(context, task, about), *_ends(task, about)] if waits else []
    if task.undo and task.state != TaskState.OPEN:
        buttons.append(_button("undo", "history", "Undo", about))
    if waits:
        buttons.append(_panel(task, panel) if panel else _later(task, address, about, name=name))
    return fill(ACTS, address, task.pk, context.get("csrf_token", ""), along, joined(buttons)) if buttons else SafeString("")  # fmt: skip


def _button(action: str, mark: str, words: str, about: str = "") -> SafeString:
    return fill(DO, action, icon(mark), words, about)


def _next(context: Context, task: Any, about: str) -> list[SafeString]:
    """Return the way to what one does next; of a contact none for who logs no contacts."""
    move, log = MOVES.get(task.kind), context.get("quick_log_url")
    if move is None or (move.logs and not log):
        return []
    if move.logs:
        there = with_query(str(log), student=task.student_id, kind=move.logs)
    elif move.page == REPORTS:
        there = with_query(reverse(REPORTS), school=getattr(task, "school_id", None))
    else:
        there = f"{place_of(move.page, task.student_id)}{move.part}"
    sheet = IN_A_SHEET if move.logs else ""
    next_one = fill(NEXT, there, sheet, icon(move.mark), move.words, about)
    return [next_one, _plan(task, about)] if task.kind == TaskKind.VISIT else [next_one]


def _plan(task: Any, about: str) -> SafeString:
    """Return the way to plan the visit that a task asks for."""
    there = with_query(reverse("plan-visit"), student=task.student_id, task=task.pk)
    return fill(PLAN, there, icon("calendar"), PLAN_WORDS, about)


def _ends(task: Any, about: str) -> list[SafeString]:
    """Return what one click does: say that it is done, or put it off to the next school day. What is
    done with words has neither the one, nor, of whoever is looked for, the other.
    """
    done = [] if task.kind in NEEDS_WORDS else [_button("do", "check", "Done", about)]
    if task.kind in (TaskKind.LOCATE, TaskKind.COLLEAGUE):
        return done
    return [*done, _button("later", "clock", "Snooze", fill(UNTIL, about))]


def _later(task: Any, address: str, about: str, *, name: bool) -> SafeString:
    if task.kind == TaskKind.LOCATE:
        mark, words = icon("search"), FOUND_WORDS
    else:
        mark, words = icon("dots"), fill(UNSEEN, LATER_WORDS)
    return fill(LATER, address, NAMED if name else "", task.pk, mark, words, about)


def _panel(task: Any, panel: str) -> SafeString:
    found = _button("do", "check", "Done") if task.kind == TaskKind.LOCATE else ""
    snooze = joined((found, _button("snooze", "clock", "Snooze")))
    return fill(PANEL, panel, snooze, _button("dismiss", "x", "Dismiss"))
