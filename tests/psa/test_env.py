"""Settings from the environment: what is read, and what stops the start with what to do."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from psa import env

URL = "postgres://app:key@db.example:5433/psa"


@pytest.mark.parametrize(
    ("value", "is_on"),
    [
        ("1", True),
        ("TRUE", True),
        ("yes", True),
        ("on", True),
        ("0", False),
        ("False", False),
        ("no", False),
        ("off", False),
        ("", False),
    ],
)
def test_a_flag_is_on_or_off_in_any_case(monkeypatch, value, is_on):
    monkeypatch.setenv("PSA_FLAG", value)
    assert env.flag("PSA_FLAG", default=not is_on) is is_on


@pytest.mark.parametrize("value", ["2", "y", "enabled", " 1"])
def test_a_flag_that_is_neither_stops_the_start(monkeypatch, value):
    monkeypatch.setenv("PSA_FLAG", value)
    with pytest.raises(ImproperlyConfigured, match="use 1 or 0"):
        env.flag("PSA_FLAG", default=False)


def test_what_is_not_set_is_the_default(monkeypatch):
    monkeypatch.delenv("PSA_X", raising=False)
    assert env.flag("PSA_X", default=True) is True
    assert env.whole_number("PSA_X", default=7) == 7
    assert env.text("PSA_X", "as it was") == "as it was"
    assert env.names("PSA_X", "a.example, b.example") == ["a.example", "b.example"]


def test_a_whole_number_is_whole(monkeypatch):
    monkeypatch.setenv("PSA_N", "-30")
    assert env.whole_number("PSA_N", default=7) == -30
    monkeypatch.setenv("PSA_N", "1.5")
    with pytest.raises(ImproperlyConfigured, match="use a whole number"):
        env.whole_number("PSA_N", default=7)


def test_names_are_parted_by_commas_and_none_is_empty(monkeypatch):
    monkeypatch.setenv("PSA_HOSTS", " a.example,, b.example , ")
    assert env.names("PSA_HOSTS") == ["a.example", "b.example"]


def test_a_file_goes_before_the_variable_and_loses_the_end_of_its_line(monkeypatch, tmp_path):
    file = tmp_path / "key"
    file.write_text("from the file\n")
    monkeypatch.setenv("PSA_KEY", "from the variable")
    assert env.secret("PSA_KEY") == "from the variable"
    monkeypatch.setenv("PSA_KEY_FILE", str(file))
    assert env.secret("PSA_KEY") == "from the file"


def test_a_secret_that_is_missing_stops_the_start_unless_a_stand_in_is_allowed(monkeypatch):
    monkeypatch.setenv("PSA_KEY", "")
    assert env.secret("PSA_KEY", insecure="for tests") == "for tests"
    with pytest.raises(ImproperlyConfigured, match="or PSA_KEY_FILE with its path"):
        env.secret("PSA_KEY")


@pytest.mark.parametrize(
    ("role", "variable"),
    [
        ("app", "DATABASE_URL"),
        ("worker", "DATABASE_WORKER_URL"),
        ("owner", "DATABASE_OWNER_URL"),
    ],
)
def test_each_role_has_an_address_of_its_own(monkeypatch, role, variable):
    for name in ("DATABASE_URL", "DATABASE_WORKER_URL", "DATABASE_OWNER_URL"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(f"{name}_FILE", raising=False)
    with pytest.raises(ImproperlyConfigured, match=f"{variable} is not set"):
        env.database(role)
    monkeypatch.setenv(variable, URL)
    found = env.database(role)
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example", 5433, "psa")
    assert found["ENGINE"] == "core.postgres"


def test_a_role_that_there_is_not_stops_the_start():
    with pytest.raises(ImproperlyConfigured, match="use one of app, worker, owner"):
        env.database("superuser")


def test_what_the_example_names_reaches_the_containers():
    """Compose only fills in what its file says: a variable that it lacks stands in .env for nothing."""
    root = Path(settings.BASE_DIR)
    for_compose = (root / ".env.example").read_text().partition("# Not read by docker compose")[0]
    named = set(re.findall(r"^(?:# )?([A-Z][A-Z_]+)=", for_compose, re.MULTILINE))
    compose = (root / "docker-compose.yml").read_text()
    assert len(named) > 10
    assert {name for name in named if f"${{{name}:" not in compose} == {"DEBUG"}
