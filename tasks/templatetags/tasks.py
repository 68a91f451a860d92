"""What a task's row is drawn with."""

from datetime import date

from django import template
from django.template import Context

from tasks.forms import DecideForm
from tasks.models import Task

register = template.Library()


@register.simple_tag(takes_context=True)
def decide_form(context: Context, task: Task, today: date) -> DecideForm:
    """Return the form that decides about a task: the page's own where it was sent, else a new one."""
    sent = context.get("form")
    if isinstance(sent, DecideForm) and sent.key == task.pk:
        return sent
    return DecideForm(key=task.pk, today=today)
