"""The supervisor, with real child processes and a clock of our own."""

import os
import signal
import subprocess
import sys
import time

import pytest

from devtools import services
from devtools.paths import ROOT
from devtools.services import Service
from devtools.supervisor import HEALTHY_AFTER, VITAL_DEATHS, Supervisor, back_off
from devtools.terminal import Refusal

FOREVER = "import time; time.sleep(60)"
STUBBORN = "import signal, time; signal.signal(15, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def supervisor(clock):
    supervisor = Supervisor(clock)
    yield supervisor
    supervisor.stop()


@pytest.fixture
def service(tmp_path):
    def make(name, code, **kwargs):
        kwargs = {"grace": 2, "log": tmp_path / f"{name}.log", "folder": tmp_path, **kwargs}
        return Service(name=name, command=(sys.executable, "-c", code), **kwargs)

    return make


def wait_for(condition):
    until = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.02)


def ends(slot):
    return slot.process.poll() is not None


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(
    ("deaths", "seconds"), [(1, 1), (2, 2), (3, 4), (4, 8), (5, 16), (6, 30), (60, 30)]
)
def test_back_off(deaths, seconds):
    assert back_off(deaths) == seconds


def test_the_dead_is_started_again_after_its_back_off(supervisor, service, clock):
    supervisor.add(service("web", FOREVER))
    slot = supervisor.slots[0]
    first = slot.process.pid
    slot.process.kill()
    wait_for(lambda: ends(slot))
    supervisor.tick()
    clock.now = 0.9
    supervisor.tick()
    assert slot.process.pid == first
    clock.now = 1.0
    supervisor.tick()
    assert slot.process.pid != first
    assert slot.process.poll() is None


def test_a_second_death_waits_longer(supervisor, service, clock):
    supervisor.add(service("web", "raise SystemExit(3)"))
    slot = supervisor.slots[0]
    wait_for(lambda: ends(slot))
    supervisor.tick()
    assert slot.due == 1
    clock.now = 1
    supervisor.tick()
    wait_for(lambda: ends(slot))
    supervisor.tick()
    assert slot.due == 1 + 2


def test_a_minute_of_health_is_forgiveness(supervisor, service, clock):
    supervisor.add(service("web", FOREVER))
    slot = supervisor.slots[0]
    slot.deaths = 4
    clock.now = HEALTHY_AFTER
    slot.process.kill()
    wait_for(lambda: ends(slot))
    supervisor.tick()
    assert slot.due == HEALTHY_AFTER + 1


def test_the_vital_that_cannot_come_back_ends_all(supervisor, service):
    supervisor.add(service("postgres", "print('disk full'); raise SystemExit(1)", vital=True))
    slot = supervisor.slots[0]
    slot.deaths = VITAL_DEATHS - 1
    wait_for(lambda: ends(slot))
    with pytest.raises(Refusal, match=r"postgres cannot come back(.|\n)*disk full"):
        supervisor.tick()


def test_what_does_not_start_says_its_last_words(supervisor, service, monkeypatch):
    monkeypatch.setattr(supervisor, "clock", time.monotonic)
    with pytest.raises(Refusal, match=r"web does not start(.|\n)*no module here"):
        supervisor.add(service("web", "raise SystemExit('no module here')"), ready=lambda _: False)
    assert supervisor.slots == []


def test_a_start_is_tried_as_often_as_allowed(supervisor, service, tmp_path, monkeypatch):
    monkeypatch.setattr(supervisor, "clock", time.monotonic)
    code = "import sys, pathlib; p = pathlib.Path('tries'); p.write_text((p.read_text() if p.exists() else '') + 'x')"
    with pytest.raises(Refusal):
        supervisor.add(service("postgres", code, attempts=2), ready=lambda _: False)
    assert (tmp_path / "tries").read_text() == "xx"


def test_the_last_started_is_stopped_first_and_the_vital_last(supervisor, service, tmp_path):
    for name, vital in (("postgres", True), ("valkey", True), ("web", False)):
        leaving = f"lambda *_: (open('order', 'a').write('{name} '), sys.exit())"
        code = f"import signal, sys, time; signal.signal(15, {leaving}); print('up', flush=True); time.sleep(60)"
        made = service(name, code, vital=vital)
        supervisor.add(made)
        wait_for(lambda log=made.log: "up" in log.read_text())
    supervisor.stop()
    assert (tmp_path / "order").read_text().split() == ["web", "valkey", "postgres"]


def test_who_does_not_leave_in_time_is_ended(supervisor, service):
    made = service("worker", STUBBORN, grace=0.2)
    supervisor.add(made)
    wait_for(lambda: "up" in made.log.read_text())
    process = supervisor.slots[0].process
    supervisor.stop()
    assert process.returncode == -signal.SIGKILL


def test_what_a_dead_process_left_behind_is_ended(supervisor, service, tmp_path):
    code = f"import subprocess, sys; c = subprocess.Popen([sys.executable, '-c', {FOREVER!r}]); print(c.pid, flush=True); c.wait()"
    made = service("worker", code)
    supervisor.add(made)
    wait_for(lambda: made.log.read_text().strip())
    child = int(made.log.read_text())
    supervisor.slots[0].process.kill()
    wait_for(lambda: ends(supervisor.slots[0]))
    supervisor.tick()
    wait_for(lambda: not alive(child))


def test_children_do_not_outlive_a_killed_supervisor(tmp_path):
    code = (
        "import sys, time, pathlib\n"
        "from devtools import services\n"
        "here = pathlib.Path(sys.argv[1])\n"
        "made = services.Service(name='web', command=(sys.executable, '-c', sys.argv[2]),\n"
        "    log=here / 'web.log', folder=here)\n"
        "print(services.start(made).pid, flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", code, str(tmp_path), FOREVER]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as parent:  # noqa: S603 - written here
        child = int(parent.stdout.readline())
        assert alive(child)
        parent.kill()
    wait_for(lambda: not alive(child))


def test_a_log_that_grew_large_begins_anew(service, monkeypatch):
    monkeypatch.setattr(services, "LOG_LIMIT", 10)
    made = service("web", "print('new')")
    made.log.write_text("old and too long")
    services.bury(services.start(made), within=5)
    assert made.log.read_text() == "new\n"
    assert made.log.with_suffix(".old").read_text() == "old and too long"
