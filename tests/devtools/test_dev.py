"""`./dev` as people meet it: from the outside, through its exit code and its words."""

import os
import socket
import subprocess

import pytest

from devtools import apt, checks, demo, packages, signals, venv
from devtools.paths import ROOT, prepare
from devtools.terminal import VERBS, Refusal


def dev(*arguments, **env):
    return subprocess.run(  # noqa: S603 - our own script
        [ROOT / "dev", *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, **env},
        check=False,
        timeout=60,
    )


def test_without_a_verb_it_names_them():
    done = dev()
    assert done.returncode == 2
    assert all(verb in done.stderr for verb in VERBS)
    assert done.stdout == ""


def test_a_taken_port_starts_nothing(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = dev("demo", "--port", port, PSA_VAR=str(tmp_path / "var"))
    assert done.returncode == 1
    assert f"Port {port} cannot be used" in done.stderr
    assert "--port" in done.stderr
    assert not (tmp_path / "var").exists()


def test_one_address_of_two_is_refused(tmp_path):
    done = dev(
        "manage", "check", DATABASE_URL="postgres:///x", REDIS_URL="", PSA_VAR=str(tmp_path)
    )
    assert done.returncode == 1
    assert done.stderr.startswith("DATABASE_URL is set and REDIS_URL is not")
    assert done.stdout == ""


def test_an_unknown_check_is_refused():
    with pytest.raises(Refusal, match="There are: mypy"):
        checks.check(["spelling"])


def test_exit_codes_pass_through(tmp_path):
    run = signals.in_foreground
    assert run(["sh", "-c", "exit 3"], env=dict(os.environ)) == 3
    assert run(["sh", "-c", "kill -9 $$"], env=dict(os.environ)) == 128 + 9


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(Refusal, match="Cannot make the data folder"):
        prepare(tmp_path / "file/var")


def test_files_of_another_user_are_named(tmp_path, monkeypatch):
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(Refusal, match=r"belongs to user(.|\n)*chown(.|\n)*PSA_VAR"):
        prepare(tmp_path)


def test_only_tests_need_a_browser(tmp_path, monkeypatch):
    monkeypatch.setattr(packages, "browser", lambda: None)
    monkeypatch.setattr(packages, "_loads", lambda _library: False)
    assert {"chromium", "libatomic1"} <= set(packages.missing("test", tmp_path))
    assert "libpango-1.0-0" in packages.missing("demo", tmp_path)
    assert not {"chromium", "libatomic1"} & set(packages.missing("demo", tmp_path))
    assert packages.missing("fix", tmp_path) == []


def test_without_rights_one_message_names_the_command(tmp_path, monkeypatch):
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr(apt, "_may_sudo", lambda: False)
    with pytest.raises(Refusal, match=r"apt-get install -y --no-install-recommends chromium"):
        apt.provide(["chromium"], tmp_path)


def test_unpacked_libraries_are_found(tmp_path):
    assert apt.environment(tmp_path) == {}
    (tmp_path / "usr/lib/x86_64-linux-gnu").mkdir(parents=True)
    (tmp_path / "usr/lib/x86_64-linux-gnu/libpango-1.0.so.0").touch()
    (tmp_path / "fonts.conf").touch()
    found = apt.environment(tmp_path)
    assert found["LD_LIBRARY_PATH"] == str(tmp_path / "usr/lib/x86_64-linux-gnu")
    assert found["FONTCONFIG_FILE"] == str(tmp_path / "fonts.conf")


def test_the_stamp_follows_the_lock(tmp_path, monkeypatch):
    before = venv.wanted_stamp()
    changed = tmp_path / "requirements-dev.txt"
    changed.write_text("other")
    monkeypatch.setattr(venv, "LOCK", changed)
    assert venv.wanted_stamp() != before


def test_a_shared_environment_is_never_removed(tmp_path, monkeypatch):
    (tmp_path / "theirs").mkdir()
    (tmp_path / ".venv").symlink_to(tmp_path / "theirs")
    monkeypatch.setattr(venv, "VENV", tmp_path / ".venv")
    with pytest.raises(Refusal, match="is of another Python"):
        venv.ensure()
    assert (tmp_path / "theirs").exists()


def test_reset_removes_only_what_is_ours(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    (tmp_path / "pg").mkdir()
    (tmp_path / "beat-schedule.dat").touch()
    (tmp_path / "theirs.txt").touch()
    demo._reset(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["theirs.txt"]


def test_reset_spares_a_given_database(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres:///x")
    monkeypatch.setenv("REDIS_URL", "redis://x")
    with pytest.raises(Refusal, match="empty your own database yourself"):
        demo._reset(tmp_path)
