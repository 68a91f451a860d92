"""The figures of the code: each is planted over its bound and found."""

import tomllib

import pytest

from devtools import figures
from devtools.paths import ROOT

SHORT, LONG = "def f():\n    return 1\n", "def g():\n" + "    x = 1\n" * 20


@pytest.fixture
def tree(tmp_path):
    """A checkout of two rooms that keeps every figure."""
    for room in ("core", "cases"):
        write(tmp_path, f"{room}/rules.py", SHORT)
        write(tmp_path, f"tests/{room}/test_rules.py", SHORT)
    return tmp_path


def write(root, name, text):
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text)


def test_a_tree_that_keeps_them_has_no_fault(tree):
    assert figures.faults(tree, {}) == []


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("tests/cases/test_x.py", "#\n" * 301, "tests/cases/test_x.py: 301 lines, at most 300"),
        ("cases/sql/x.sql", "--\n" * 201, "cases/sql/x.sql: 201 lines, at most 200"),
        ("core/rules.py", LONG, "core: 21 lines in one function of ten, at most 20"),
        ("tests/core/test_rules.py", "", "core: 0.00 lines of tests for one, at least 1.0"),
    ],
)
def test_a_figure_that_is_not_kept_is_named(tree, name, text, fault):
    write(tree, name, text)
    assert fault in figures.faults(tree, {})


@pytest.mark.parametrize(
    ("line", "home"),
    [
        ("found = connection.cursor()", "core/sql.py"),
        ("found = get_object_or_404(rows)", "accounts/access/"),
        (
            "STUDENT = '<a href={}>{}</a> <small class=\"num\">{}</small>'",
            "students/templatetags/",
        ),
        ("HEAD = '<thead><tr>{}</tr></thead>'", "core/templatetags/tables.py"),
    ],
)
def test_a_word_away_from_its_home_is_named(tree, line, home):
    write(tree, "cases/rules.py", line + "\n")
    [fault] = figures.faults(tree, {})
    assert f"belongs into {home}" in fault
    assert fault.endswith("cases/rules.py")


@pytest.mark.parametrize("control", ["<input type='text'>", "<select>", "<textarea\n  rows=2>"])
def test_a_control_written_by_hand_is_named(tree, control):
    write(tree, "templates/cases/case.html", f"<p>\n{control}")
    [fault] = figures.faults(tree, {})
    assert fault.startswith("templates/cases/case.html:2: <")


@pytest.mark.parametrize("head", ["<thead>", '<th scope="col">', '<th class="x"\n scope="col">'])
def test_the_head_of_a_table_written_by_hand_is_named(tree, head):
    write(tree, "templates/cases/case.html", f"<table>\n{head}")
    [fault] = figures.faults(tree, {})
    assert fault.startswith("templates/cases/case.html:2: <th")
    assert "core/columns.py" in fault


@pytest.mark.parametrize("folder", ["components", "packets", "sarb/packet", "letters/print"])
def test_components_and_what_is_printed_write_heads(tree, folder):
    write(tree, f"templates/{folder}/x.html", '<thead><tr><th scope="col"></tr></thead>')
    assert figures.faults(tree, {}) == []


@pytest.mark.parametrize(
    "link",
    [
        '<a href="{% url "tasks" %}">{{ n|count_of:"task,tasks" }}</a>',
        '<a href="/x"\n class="y">{{ found.count }}<span> rows</span></a>',
        '<a class="num" href="/x">{{ n|intcomma }}</a>',
    ],
)
def test_a_number_that_opens_written_by_hand_is_named(tree, link):
    write(tree, "templates/cases/case.html", link)
    [fault] = figures.faults(tree, {})
    assert "core/numbers.py" in fault


@pytest.mark.parametrize(
    "said",
    [
        '{% opens n there text=n|count_of:"task,tasks" %}',
        '<a class="btn" href="?confirm=1">File all {{ n|count_of:"report,reports" }}</a>',
        '<a href="/x">Ana</a> {{ n|count_of:"task,tasks" }}',
    ],
)
def test_buttons_and_numbers_beside_a_link_are_no_number_that_opens(tree, said):
    write(tree, "templates/cases/case.html", said)
    assert figures.faults(tree, {}) == []


@pytest.mark.parametrize(
    "named",
    [
        '<a href="{% url "student" one.pk %}">{{ one }}</a>',
        '<a class="x"\n href="{% url "student" one.pk %}">\n {{ one.student.name_and_id }}</a>',
        '<span class="num">{{ one.student.sis_id }}</span>',
        "<h1>{{ student.full_name }}</h1>",
    ],
)
def test_a_student_named_by_hand_is_named(tree, named):
    write(tree, "templates/cases/case.html", named)
    [fault] = figures.faults(tree, {})
    assert "students/templatetags/students.py" in fault


@pytest.mark.parametrize(
    "named",
    [
        "<th>{% who one.student %}</th>",
        '<a href="{% url "student" one.pk %}">{{ one|called }}</a> {{ one|id_of }}',
        '<a href="{% url "student" one.pk %}">Student’s page</a>',
        "<title>{{ student.name_and_id }}</title>",
    ],
)
def test_what_the_component_writes_is_no_fault(tree, named):
    write(tree, "templates/cases/case.html", named)
    assert figures.faults(tree, {}) == []


def test_a_row_heads_itself_by_hand(tree):
    write(tree, "templates/cases/case.html", '<th scope="row">Ana</th>')
    assert figures.faults(tree, {}) == []


@pytest.mark.parametrize("folder", ["components", "psa_forms", "psa_forms/layout"])
def test_components_and_the_pack_write_controls(tree, folder):
    write(tree, f"templates/{folder}/box.html", "<input>")
    assert figures.faults(tree, {}) == []


@pytest.mark.parametrize("name", ["core/sql.py", "core/migrations/0001_initial.py"])
def test_at_home_and_in_migrations_it_may_stand(tree, name):
    write(tree, name, "cursor()\n")
    write(tree, "tests/core/test_sql.py", "#\n")
    assert figures.faults(tree, {}) == []


@pytest.mark.parametrize("name", ["core/migrations/0001_initial.py", "var/x.py", ".venv/x.py"])
def test_what_tools_write_may_be_long(tree, name):
    write(tree, name, "#\n" * 999)
    assert figures.faults(tree, {}) == []


def test_a_debt_may_stand_and_not_grow(tree):
    write(tree, "tests/cases/test_x.py", "#\n" * 320)
    assert figures.faults(tree, {"lines": {"tests/cases/test_x.py": 320}}) == []
    assert figures.faults(tree, {"lines": {"tests/cases/test_x.py": 319}}) != []


@pytest.mark.parametrize(
    "debts",
    [
        {"lines": {"core/gone.py": 400}},
        {"lines": {"core/rules.py": 400}},
        {"functions": {"core": 25}},
        {"tested": {"core": 0.5}},
        {"tested": {"core": 0.95}},
        {"strayed": {"cursor(": 1}},
    ],
)
def test_a_debt_that_is_paid_is_named(tree, debts):
    [group] = debts.values()
    assert figures.paid(tree, debts) == list(group)


def test_no_debt_of_ours_is_paid_and_still_listed():
    debts = tomllib.loads((ROOT / "devtools" / "debts.toml").read_text())
    assert figures.paid(ROOT, debts) == []
