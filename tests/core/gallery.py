"""The page of components outside of a request: the frame's facts are made up, too."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string

from demo.design import facts

NAVIGATION = (
    ("Today", "home"),
    ("Students", "users"),
    ("Cases", "folder"),
    ("Hearings", "gavel"),
    ("Schools", "school"),
    ("Imports", "database-import"),
)
ASKED = "page=2&sent=1&reached=mother&on=yesterday"


def context() -> dict[str, Any]:
    """Return what the template needs; the same at every call. The form was sent with a fault."""
    return {
        **facts.context(_request()),
        "look": "auto",
        "user": SimpleNamespace(is_authenticated=True, email="dana@example.org"),
        "roles": ["Counselor"],
        "theme": "auto",
        "district_name": "Demonstration Unified School District",
        "navigation": [
            SimpleNamespace(
                label=label, url="/", icon=icon, current=label == "Students", at_hand=True
            )
            for label, icon in NAVIGATION
        ],
        "data_as_of": datetime(2026, 11, 22, 2, 14, tzinfo=ZoneInfo("America/Los_Angeles")),
    }


def render(**changes: Any) -> str:
    """Return the page with parts of its context changed."""
    return render_to_string("components/gallery.html", {**context(), **changes}, _request())


def _request() -> HttpRequest:
    request = HttpRequest()
    request.path, request.GET = "/design/", QueryDict(ASKED)
    return request
