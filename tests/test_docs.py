"""The papers are true: what they name exists, and what they say of the packs is what these say."""

import re
import shlex

import pytest
from django.core.management import get_commands, load_command_class
from django.urls import get_resolver

from devtools.terminal import VERBS
from law.packs import load_pack, pack_names
from law.packs.page import page, table
from tests.papers import (
    CODE,
    ROOT,
    anchors,
    files,
    functions_of,
    links,
    papers,
    tables,
    text_files,
)

README, SOURCES = ROOT / "README.md", ROOT / "docs" / "sources.md"
GLOSSARY = ROOT / "docs" / "glossary.md"
PARAMETERS, RULES = ROOT / "docs" / "parameters.md", ROOT / "attendance" / "README.md"
GROUPS = (
    "truancy",
    "chronic",
    "bands",
    "tier",
    "marks",
    "enrollment",
    "notice",
    "contact",
    "sealed",
    "first_call",
    "intake",
    "visits",
    "welcome",
    "safety",
    "plan",
    "report",
    "hearing",
)
SURE = {"V": 0, "S": 1, "M": 2}
NAMED = re.compile(r"[\w./-]+\.(?:py|sql|csv|md|toml|yml)(?:::\w+)?")


def relative(path):
    return str(path.relative_to(ROOT))


# --- Links and names ----------------------------------------------------------------------


@pytest.mark.parametrize("paper", papers(), ids=relative)
def test_links_lead_somewhere(paper):
    lost = []
    for link in links(paper):
        name, _, heading = link.partition("#")
        target = (paper.parent / name).resolve() if name else paper
        outside = not target.is_relative_to(ROOT)
        if outside or not target.exists() or (heading and heading not in anchors(target)):
            lost.append(link)
    assert lost == []


def test_the_index_names_every_document():
    index = ROOT / "docs" / "README.md"
    named = {(index.parent / link).resolve() for link in links(index)}
    owed = {
        path for path in papers() if path.parent in {ROOT, ROOT / "docs", ROOT / "docs" / "adr"}
    }
    assert {relative(path) for path in owed - named} <= {"docs/README.md"}


def test_decisions_are_numbered_without_gaps():
    numbers = sorted(path.name[:4] for path in papers() if path.parent.name == "adr")
    assert numbers == [f"{number:04d}" for number in range(1, len(numbers) + 1)]


def test_documents_named_in_code_and_papers_exist():
    known = {path.name for path in papers()}
    lost = {
        f"{relative(path)}: {name}"
        for path, text in text_files()
        for name in re.findall(r"[\w./-]*\w\.md\b", text)
        if name.rsplit("/", 1)[-1] not in known
    }
    assert lost == set()


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("a folder of one machine", r"(?<![\w.])/(?:home|work|farm|Users|mnt)/\w"),
        ("a folder beside the project", r"\.\./shared\b"),
        ("the number of an issue", r"\b[Ii]ssues? #?\d+\b"),
        ("a trailer", r"(?im)^(?:co-authored-by|generated (?:by|with)|signed-off-by)\b"),
        ("an index of packages", r"(?i)--(?:extra-)?index-url|--find-links\b|\bindex_url\b"),
    ],
)
def test_no_text_names(what, pattern):
    found = [
        f"{relative(path)}: {match[0]!r}"
        for path, text in text_files()
        if path.suffix not in {".csv", ".json", ".svg"} and path.name != "test_docs.py"
        for match in re.finditer(pattern, text)
    ]
    assert found == [], what


def test_requirements_name_no_address():
    locks = [path for path in files() if re.match(r"requirements.*\.(txt|in)$", path.name)]
    assert len(locks) >= 4
    assert [relative(path) for path in locks if "://" in path.read_text()] == []


# --- README -------------------------------------------------------------------------------


def commands_shown():
    """Every `./dev ...` that a paper shows as a command, as its words."""
    for paper in papers():
        for line in re.findall(
            r"(?:`|^ {4})(\./dev [a-z][^`\n[]*)", paper.read_text(), re.MULTILINE
        ):
            yield relative(paper), shlex.split(line, comments=True)


def test_every_verb_shown_exists():
    wrong = [(paper, words) for paper, words in commands_shown() if words[1] not in VERBS]
    assert wrong == []


def test_every_command_shown_exists_with_its_options():
    shown = [
        (paper, words[2:])
        for paper, words in commands_shown()
        if words[1:2] == ["manage"] and words[2:] and words[2].islower()
    ]
    assert {words[0] for _, words in shown} >= {"import_sis", "use_policy", "explain"}
    for paper, words in shown:
        assert words[0] in get_commands(), paper
        command = load_command_class(get_commands()[words[0]], words[0])
        command.create_parser("manage.py", words[0]).parse_args(words[1:])


def test_every_command_of_ours_is_in_the_readme():
    ours = {
        name
        for name, app in get_commands().items()
        if (ROOT / str(app).partition(".")[0] / "__init__.py").exists()
    }
    assert ours <= set(CODE.findall(README.read_text()))


def test_every_page_the_readme_promises_exists():
    promised = {
        name
        for row in tables(README)
        if len(row) == 3
        for name in CODE.findall(row[2])
        if not name.startswith("./")
    }
    assert promised
    known = {f"{space}:{name}" if space else name for space, name in _names(get_resolver())}
    assert promised <= known


def _names(resolver, space=""):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from _names(pattern, pattern.namespace or space)
        elif pattern.name:
            yield space, pattern.name


def test_every_package_is_in_the_readme():
    packages = {
        path.parent.name
        for path in files()
        if path.name == "__init__.py" and path.parent.parent == ROOT
    }
    assert packages <= set(CODE.findall(README.read_text()))


# --- Glossary -----------------------------------------------------------------------------


def test_names_of_the_glossary_are_those_of_the_code():
    """The third of four columns is the code's: its classes, columns, parameters and packages."""
    code = "\n".join(text for path, text in text_files() if path.suffix in {".py", ".toml"})
    known = set(re.findall(r"\w+", code))
    named = {
        word
        for row in tables(GLOSSARY)
        if len(row) == 4
        for name in CODE.findall(row[2])
        for word in re.findall(r"[A-Za-z_]\w*", name)
    }
    assert len(named) > 50
    assert named - known == set()


# --- Parameters ---------------------------------------------------------------------------


def test_the_page_of_parameters_is_made_from_the_packs():
    paper = PARAMETERS.read_text()
    assert page(paper) == paper, "run ./dev fix"


@pytest.mark.parametrize("pack", pack_names())
def test_the_page_of_parameters_shows_each_pack(pack):
    assert f"\n## {pack}\n" in PARAMETERS.read_text()
    assert table(pack) in PARAMETERS.read_text()


@pytest.mark.parametrize("pack", pack_names())
def test_every_parameter_has_a_source_and_a_mark(pack):
    sources = load_pack(pack).sources
    bare = [name for name, source in sources.items() if not source.citation]
    unmarked = [name for name, source in sources.items() if source.confidence not in SURE]
    assert (bare, unmarked) == ([], [])


# --- Sources ------------------------------------------------------------------------------


def clauses():
    return set(re.findall(r"^- \*\*([A-Z]\d+)", RULES.read_text(), re.MULTILINE))


def lines_of_sources():
    return [row for row in tables(SOURCES) if len(row) == 6]


def test_every_clause_has_a_source():
    cited = {
        clause for row in lines_of_sources() for clause in re.findall(r"\b[A-Z]\d+\b", row[2])
    }
    assert len(clauses()) >= 20
    assert cited == clauses()


def test_every_file_and_test_of_sources_exists():
    lost = []
    for name in NAMED.findall(" ".join(CODE.findall(SOURCES.read_text()))):
        path, _, function = name.partition("::")
        if not (ROOT / path).exists() or (function and function not in functions_of(ROOT / path)):
            lost.append(name)
    assert lost == []


def test_every_line_of_sources_has_a_test_and_a_mark():
    assert [row[0] for row in lines_of_sources() if "tests/" not in row[4]] == []
    assert [row[0] for row in lines_of_sources() if row[5] not in SURE] == []


def test_parameters_of_sources_exist_and_all_are_there():
    named = {
        name
        for row in lines_of_sources()
        for name in CODE.findall(row[3])
        if name.split(".")[0] in GROUPS
    }
    known = {name for pack in pack_names() for name in load_pack(pack).sources}
    assert named == known


def test_no_line_is_surer_than_its_parameters():
    sources = load_pack("california").sources
    bold = [
        (row[0], name)
        for row in lines_of_sources()
        for name in CODE.findall(row[3])
        if name in sources and SURE[row[5]] < SURE[sources[name].confidence]
    ]
    assert bold == []
