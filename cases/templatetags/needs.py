"""A child who needs somebody, written in one pass: a morning shows twenty."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from cases.queries.needs import Need
from cases.rules.needs import Pressed, Pressing
from cases.templatetags.cases import days_ago
from core.addresses import place_of, with_query
from core.markup import fill, joined
from core.templatetags.ui import count_of, icon, phone
from students.templatetags.students import named
from tasks.templatetags.tasks import task_row

register = template.Library()

ROW = """
<li class="need" id="need-{}">
<div class="need-head">
<div class="need-words">
<p class="need-who">{} <span class="under">{}</span> {}</p>
<p class="need-why">{}</p>
<p class="under">{}</p>
</div>
{}</div>
<ul class="lines tasks">{}{}</ul>
</li>"""
# What is said in the row of the task, too.
SAID = (Pressing.DUE,)
WHY = "<span{}>{}{}</span> "
GRAVE_ONE = SafeString(' class="need-grave"')
MARKS = {
    Pressing.MISSING: "alert-circle",
    Pressing.ASKED: "message-circle",
    Pressing.ABSENT: "calendar-off",
    Pressing.UNREACHED: "phone",
    Pressing.OWED: "report",
    Pressing.LATE: "clock",
    Pressing.FRESH: "plus",
    Pressing.DUE: "clock",
}
GRAVE = (Pressing.MISSING, Pressing.ASKED, Pressing.ABSENT)
CALL = """<a class="btn need-call" href="{}"{}>{}
<span>{} <span class="num">{}</span></span></a>
"""
LOGGED = ' data-call="{}"'
REACH = """
<li class="task"><div class="task-words"><strong>Reach the family</strong>
<span class="under">No task waits. A letter or a call without an answer reaches nobody.</span></div>
{}</li>"""
LOG = """<p class="task-acts"><a class="btn btn-sm btn-primary" data-next data-log href="{}">{} Log the call{}</a></p>
"""
ABOUT = '<span class="visually-hidden">: {}</span>'
BRIEF = '<a class="need-brief" href="{}">Brief<span class="visually-hidden"> about {}, ID {}</span></a>'
MORE = '\n<li class="need-more"><a href="{}">{} more of this student</a></li>'


@register.simple_tag(takes_context=True)
def need_row(context: Context, need: Need) -> SafeString:
    """Write a child with the reasons, whom to call, who was reached last and the tasks. Root id:
    need-PK.
    """
    tasks = joined(task_row(context, task) for task in need.tasks)
    return fill(
        ROW,
        need.student_id,
        named(need.student, need.sis_id, place_of("student", need.student_id)),
        _where(need),
        fill(BRIEF, place_of("brief", need.student_id), need.student, need.sis_id),
        joined(_why(one) for one in need.reasons if one.why not in SAID),
        _reached(need),
        _call(context, need),
        tasks or _reach(context, need),
        fill(MORE, place_of("student-work", need.student_id), count_of(need.more, "task,tasks"))
        if need.more
        else "",
    )


def _where(need: Need) -> str:
    grade = f"grade {need.grade}" if need.grade else ""
    return ", ".join(filter(None, (need.school, grade)))


def _why(one: Pressed) -> SafeString:
    grave = GRAVE_ONE if one.why in GRAVE else ""
    return fill(WHY, grave, icon(MARKS[one.why]), one.words)


def _reached(need: Need) -> str:
    if need.last_reached is None:
        return "Nobody was reached yet"
    last = need.last_reached
    by = f": {last.who}" if last.who else ""
    return f"Last reached {days_ago(need.days_since_reached)}{by}, {last.how.lower()}"


def _call(context: Context, need: Need) -> SafeString:
    """Return the link that dials, and says on the way back where the outcome is logged."""
    if need.call is None or need.call.phone is None:
        return SafeString("")
    log, dial = context.get("quick_log_url"), need.call.phone
    there = with_query(log, student=need.student_id, kind="call", who=need.call.key) if log else ""
    logged = fill(LOGGED, there) if there else ""
    return fill(
        CALL, dial.link, logged, icon("phone", label="Call"), need.call.name, phone(dial.shown)
    )


def _reach(context: Context, need: Need) -> SafeString:
    log = context.get("quick_log_url")
    there = with_query(log, student=need.student_id, kind="call") if log else ""
    about = fill(ABOUT, f"{need.student}, ID {need.sis_id}")
    return fill(REACH, fill(LOG, there, icon("phone"), about) if there else "")
