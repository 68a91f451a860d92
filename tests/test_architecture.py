"""Checks on the shape of the whole code base that no import linter can see."""

import ast
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from django.apps import apps
from django.db.models import Field
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.access import Door
from accounts.choices import Permission
from devtools.paths import ROOT
from devtools.rooms import ROOMS, may_know

LINK = re.compile(r"""{%-?\s*(?:url\s+["'](\w+):|(?:include|extends)\s+["'](\w+)/)""")
TEMPLATE = re.compile(r"""["'](\w+)/[\w/]+\.html["']""")
# Written out: another page open to anybody is a decision that this test should see.
PUBLIC = {
    "healthz",
    "worker",
    "accessibility",
    "account_join",
    "account_login",
    "account_logout",
    "account_inactive",
    "account_set_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
}


def views(patterns: list | None = None) -> Iterator[URLPattern]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns)
        else:
            yield pattern


def test_every_view_states_a_permission():
    known = {*Permission.values, Door.PUBLIC, Door.SIGNED_IN}
    bare = [str(p) for p in views() if getattr(p.callback, "permission", None) not in known]
    assert bare == []


def test_only_these_pages_are_public():
    assert {p.name for p in views() if p.callback.permission == Door.PUBLIC} == PUBLIC


def test_what_is_not_public_asks_for_sign_in():
    # Django takes a view as private unless told; a class-based view answers for its dispatch.
    ours = [p for p in views() if p.callback.permission != Door.PUBLIC]
    assert [p.name for p in ours if not getattr(p.callback, "login_required", True)] == []


def relations() -> Iterator[tuple[Field, str, str]]:
    """Fields that point to another model of ours, with the apps they lead from and to."""
    for model in apps.get_models():
        app = model._meta.app_label
        for field in model._meta.local_fields + model._meta.local_many_to_many:
            target = field.related_model
            if app in ROOMS and target and target._meta.app_label in ROOMS:
                yield field, app, target._meta.app_label


def test_relations_point_down():
    assert [str(f) for f, a, to in relations() if not may_know(a, to)] == []


def test_relations_across_apps_have_no_way_back():
    assert [str(f) for f, a, to in relations() if to != a and not f.remote_field.hidden] == []


def test_templates_link_down_only():
    up = [
        f"{path.relative_to(ROOT)} -> {name}"
        for app in ROOMS
        for path in sorted((ROOT / "templates" / app).rglob("*.html"))
        for name in filter(None, chain(*LINK.findall(path.read_text())))
        if name in ROOMS and not may_know(app, name)
    ]
    assert up == []


def test_code_names_templates_of_its_own_room_or_below():
    up = [
        f"{path.relative_to(ROOT)} -> {name}"
        for app in ROOMS
        for path in sorted((ROOT / app).rglob("*.py"))
        for name in TEMPLATE.findall(path.read_text())
        if name in ROOMS and not may_know(app, name)
    ]
    assert up == []


def test_every_rule_names_its_source():
    silent = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in sorted(chain(ROOT.glob("*/rules.py"), ROOT.glob("*/rules/**/*.py")))
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and "Source: " not in (ast.get_docstring(node) or "")
    ]
    assert silent == []


def test_no_page_is_written_in_a_view():
    """Views use render(): a TemplateResponse renders after the transaction and its scope."""
    late = [
        str(path.relative_to(ROOT))
        for path in sorted(chain(ROOT.glob("*/views.py"), ROOT.glob("*/views/**/*.py")))
        if re.search(r"TemplateResponse|StreamingHttpResponse|\bListView\b", path.read_text())
    ]
    assert late == []


WRITES_STEPS = re.compile(
    r"(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE|COPY)\s+\"?attendance_processstep",
    re.IGNORECASE,
)


def test_process_steps_have_one_writer():
    """`attendance.actions.steps`: in SQL nothing else names the table to write, and what may
    write at all knows nothing of the model.
    """
    home = ROOT / "attendance"
    written = [
        str(path.relative_to(ROOT))
        for path in ours("*.py", "*.sql")
        if path.parent not in (home / "actions", home / "actions/sql")
        and WRITES_STEPS.search(path.read_text())
    ]
    known = [
        str(path.relative_to(ROOT))
        for path in ours("*.py")
        if "ProcessStep" in path.read_text()
        and home / "models" not in path.parents
        and not {"queries", "queries.py"} & set(path.relative_to(ROOT).parts)
    ]
    assert (written, known) == ([], [])


def test_files_are_answered_in_one_place():
    named = [
        str(path.relative_to(ROOT))
        for path in ours("*.py")
        if "Content-Disposition" in path.read_text()
    ]
    assert named == ["core/downloads.py"]


def ours(*patterns: str) -> Iterator[Path]:
    """Files of the product: neither tests nor migrations."""
    for folder in sorted(ROOT.iterdir()):
        if (folder / "__init__.py").exists() and folder.name != "tests":
            for path in sorted(chain(*(folder.rglob(pattern) for pattern in patterns))):
                if "migrations" not in path.parts:
                    yield path


def test_the_clock_is_read_in_one_place():
    """Whoever acts is given the moment and the day; forms and views ask `core.clock`."""
    reading = re.compile(r"timezone\.(?:now|localdate)\(|\bdatetime\.now\(|\bdate\.today\(")
    readers = {
        str(path.relative_to(ROOT))
        for room in ("bench", *ROOMS)
        for path in sorted((ROOT / room).rglob("*.py"))
        if reading.search(path.read_text())
    }
    assert readers == {"core/clock.py"}


def test_no_action_takes_who_and_when_by_itself():
    """An action takes one act, which says who, when, on which day and under which request."""
    parts = {"by", "now", "today", "at", "request_id"}
    taking = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for room in ROOMS
        for path in sorted(
            chain(ROOT.glob(f"{room}/actions.py"), ROOT.glob(f"{room}/actions/**/*.py"))
        )
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and parts & {arg.arg for arg in (*node.args.args, *node.args.kwonlyargs)}
    ]
    assert set(taking) == {"audit/actions.py:act_of"}  # which makes one
