"""A task with what may become of it, written in one pass: a morning shows thirty."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString

from core.addresses import place_of, with_query
from core.markup import fill, joined
from core.templatetags.forms import hidden
from core.templatetags.numbers import opens
from core.templatetags.ui import count_of, day, icon, moment, short_day
from students.rules import name_and_id
from students.templatetags.students import named
from tasks.choices import PENDING, TaskKind, TaskState

register = template.Library()

ROW = """
<li class="task{}" id="task-{}" data-says="{}">
<div class="task-words">
<a class="task-title" href="{}">{}</a>
{}{}<span class="under">{}</span>
{}</div>
{}</li>"""
LATE = SafeString(" task-late")
STUDENT = '<span class="under">{}</span>\n'
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
LATER = """<a class="btn btn-sm" data-later href="{0}" hx-get="{0}{1}" hx-target="#task-{2}"
 hx-swap="outerHTML">{3} {4}{5}</a>
"""
PLAN = """<a class="btn btn-sm" href="{}">{} {}{}</a>
"""
CALL = """<a class="btn btn-sm" href="{}" data-log>{} Log the call{}</a>
"""
LATER_WORDS = "Later or not at all"
REVIEW_WORDS, PLAN_WORDS, REQUEST_WORDS = "Open the plan", "Plan", "Open the request"
FOUND_WORDS = "What was found"
ABOUT = '<span class="visually-hidden">: {}</span>'
PANEL = """<div class="task-panel">{}
<div class="task-buttons">
{}{}</div>
</div>
"""
NAMED = SafeString("?named=1")


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
def all_of(show: str, count: int, shown: Sequence[object]) -> SafeString:
    """Draw how many tasks wait of some kind, of which a few are `shown`, as the way to all."""
    words = f"{'all ' if count > len(shown) else ''}{count_of(count, 'task,tasks')}"
    return opens(count, with_query(reverse("tasks"), show=show), text=words, css="card-note")


def _student(task: Any) -> SafeString:
    address = place_of("student", task.student_id)
    return fill(STUDENT, named(str(task.student), _id_of(task), address))


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
    called = (
        f"{task.title}, {name_and_id(str(task.student), _id_of(task))}" if name else task.title
    )
    about = fill(ABOUT, called)
    buttons = _ends(context, task, about) if task.state in PENDING else []
    if task.undo and task.state != TaskState.OPEN:
        buttons.append(_button("undo", "history", "Undo", about))
    if task.state in PENDING:
        buttons.append(_panel(task, panel) if panel else _later(task, address, about, name=name))
    return fill(ACTS, address, task.pk, context.get("csrf_token", ""), along, joined(buttons)) if buttons else SafeString("")  # fmt: skip


def _button(action: str, mark: str, words: str, about: str = "") -> SafeString:
    return fill(DO, action, icon(mark), words, about)


def _ends(context: Context, task: Any, about: str) -> list[SafeString]:
    """Return what brings a task to its end: one click; of a student who is looked for the call, as
    the task is done only with what was found; of a plan to make or to review, and of a request, the
    way to it.
    """
    if task.kind == TaskKind.ANSWER:
        return [_request(task, about)]
    if task.kind == TaskKind.REVIEW:
        return [_plan(task, REVIEW_WORDS, about)]
    if task.kind == TaskKind.SUPPORT:
        return [_button("do", "check", "Done", about), _plan(task, PLAN_WORDS, about)]
    if task.kind != TaskKind.LOCATE:
        return [_button("do", "check", "Done", about)]
    if not (log := context.get("quick_log_url")):
        return []
    there = with_query(log, student=task.student_id, kind="call")
    return [fill(CALL, there, icon("phone"), about)]


def _plan(task: Any, words: str, about: str) -> SafeString:
    return fill(PLAN, place_of("student-plan", task.student_id), icon("list-check"), words, about)


def _request(task: Any, about: str) -> SafeString:
    there = f"{place_of('student-work', task.student_id)}#student-requests"
    return fill(PLAN, there, icon("message-circle"), REQUEST_WORDS, about)


def _later(task: Any, address: str, about: str, *, name: bool) -> SafeString:
    words = FOUND_WORDS if task.kind == TaskKind.LOCATE else LATER_WORDS
    mark = icon("search" if task.kind == TaskKind.LOCATE else "dots")
    return fill(LATER, address, NAMED if name else "", task.pk, mark, words, about)


def _panel(task: Any, panel: str) -> SafeString:
    found = _button("do", "check", "Done") if task.kind == TaskKind.LOCATE else ""
    snooze = joined((found, _button("snooze", "clock", "Snooze")))
    return fill(PANEL, panel, snooze, _button("dismiss", "x", "Dismiss"))
