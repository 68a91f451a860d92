"""The project's own lists are complete: contracts, hooks, checks, image."""

import json
import re
import tomllib

from devtools.checks import CHECKS
from tests.papers import ROOT, files

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
CONTRACTS = PROJECT["tool"]["importlinter"]
TOOLS = {"tests", "devtools", "bench"}  # stand beside the product, and are no part of it


def packages():
    found = {
        path.parent.name
        for path in files()
        if path.name == "__init__.py" and path.parent.parent == ROOT
    }
    return found - TOOLS


def layers(name):
    [contract] = [one for one in CONTRACTS["contracts"] if one["name"].startswith(name)]
    return {word for layer in contract["layers"] for word in re.findall(r"\w+", layer)}


def test_every_package_is_under_the_import_contracts():
    assert set(CONTRACTS["root_packages"]) == packages()


def test_every_package_has_its_layer():
    assert packages() <= layers("Apps depend downwards only")


def test_every_package_of_the_field_has_the_inner_layers():
    [inner] = [one for one in CONTRACTS["contracts"] if one["name"].startswith("Inside an app")]
    others = {"core", "psa", "demo"}  # tools, wiring, made-up rows
    assert set(inner["containers"]) == packages() - others


def test_hooks_are_tools_of_the_environment():
    hooks = (ROOT / ".pre-commit-config.yaml").read_text()
    assert set(re.findall(r"repo: (\S+)", hooks)) == {"local"}  # nothing is fetched


def test_hooks_are_the_fast_part_of_the_checks():
    hooks = (ROOT / ".pre-commit-config.yaml").read_text()
    commands = {"ruff": "ruff check", "format": "ruff format", "imports": "lint-imports"}
    commands |= {
        "templates": "djlint",
        "migrations": "check migrations",
        "figures": "check figures",
    }
    assert set(CHECKS) - set(commands) == {"mypy", "deploy", "tests"}  # too slow for a commit
    assert [name for name, command in commands.items() if command not in hooks] == []


def test_continuous_integration_runs_the_checks_and_the_tests():
    run = ROOT / ".ci" / "run"
    assert run.stat().st_mode & 0o100
    assert re.findall(r"^\./dev (\w+)", run.read_text(), re.MULTILINE) == ["check", "test"]


def test_one_python_everywhere():
    version = PROJECT["tool"]["mypy"]["python_version"]
    assert PROJECT["tool"]["ruff"]["target-version"] == f"py{version.replace('.', '')}"
    assert f"FROM python:{version}-" in (ROOT / "Dockerfile").read_text()


def test_the_log_of_requests_holds_no_search():
    command = (ROOT / "Dockerfile").read_text().rpartition("CMD ")[2].replace("\\\n", "")
    words = json.loads(command)
    logged = words[words.index("--access-logformat") + 1]
    assert set(re.findall(r"%\((\w)\)s", logged)).isdisjoint("rqf")  # line, query, referer
