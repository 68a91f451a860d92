"""The environment contract between `./dev` and the settings."""

import os
import stat
from pathlib import Path

import environ
import pytest

from devtools import environment
from devtools.addresses import Addresses, at_sockets, given
from devtools.terminal import Refusal

DATABASE, BROKER = "postgres://app@db/psa", "redis://redis/0"


@pytest.mark.parametrize(
    ("there", "absent"),
    [
        ({"DATABASE_URL": DATABASE}, "REDIS_URL is not"),
        ({"REDIS_URL": BROKER}, "DATABASE_URL is not"),
        ({"DATABASE_URL": DATABASE, "REDIS_URL": ""}, "REDIS_URL is not"),
    ],
)
def test_half_a_production_is_refused(there, absent):
    with pytest.raises(Refusal, match=absent):
        given(there)


def test_neither_means_embedded():
    assert given({"DATABASE_OWNER_URL": DATABASE}) is None


def test_both_are_used_and_one_role_may_stand_for_all():
    found = given({"DATABASE_URL": DATABASE, "REDIS_URL": BROKER})
    assert found == Addresses(DATABASE, DATABASE, DATABASE, BROKER)


def test_each_role_may_have_an_address_of_its_own():
    there = {"DATABASE_URL": DATABASE, "REDIS_URL": BROKER, "DATABASE_OWNER_URL": "postgres:///o"}
    assert given(there).owner == "postgres:///o"


def test_settings_read_a_socket_address_as_meant():
    found = environ.Env.db_url_config(at_sockets(Path("/srv/a b/run")).worker)
    assert found["USER"] == "worker"
    assert found["NAME"] == "psa"
    assert found["OPTIONS"]["host"] == "/srv/a b/run"


def test_the_secret_key_is_made_once_and_private(tmp_path):
    key = environment.secret_key(tmp_path)
    assert len(key) >= 50
    assert environment.secret_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_what_the_caller_set_wins(tmp_path, monkeypatch):
    monkeypatch.setenv("PSA_LOCAL", "0")
    assert environment.for_people(at_sockets(tmp_path), tmp_path)["PSA_LOCAL"] == "0"


def test_tests_never_run_on_the_data_of_the_demo(tmp_path):
    found = environment.for_tests(at_sockets(tmp_path), tmp_path / "var-test")
    assert found["PSA_VAR"] == str(tmp_path / "var-test")
    assert found["TESTING"] == "1"
    assert "PSA_DB_ROLE" not in found or "PSA_DB_ROLE" in os.environ
