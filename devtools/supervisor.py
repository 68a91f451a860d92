"""Keeps a list of services alive and stops them in reverse order.

A service that dies is started again after 1, 2, 4 ... 30 seconds; after a minute of health the count
begins anew. The exception is a vital one (database, broker) that dies again and again: the rest
cannot work without it, so everything stops with its last words.
"""

import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass

from devtools import services, signals
from devtools.services import Service
from devtools.terminal import Refusal, say

LONGEST_WAIT = 30.0
HEALTHY_AFTER = 60.0
VITAL_DEATHS = 5
TICK = 0.25


@dataclass
class Slot:
    """One service and what happened to it."""

    service: Service
    process: subprocess.Popen[bytes]
    started: float
    deaths: int = 0
    due: float | None = None  # when to start again; None while it runs


class Supervisor:
    """Starts, watches and stops. All times are of `clock`, in seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.slots: list[Slot] = []

    def add(
        self, service: Service, ready: Callable[[int], bool] | None = None, within: float = 30
    ) -> None:
        """Start a service and wait until `ready(its pid)`; raise Refusal with its last words if not."""
        for attempt in range(1, service.attempts + 1):
            slot = Slot(service, services.start(service), self.clock())
            self.slots.append(slot)
            if ready is None or self._becomes_ready(slot, ready, within):
                return
            self.slots.remove(slot)
            services.bury(slot.process, within=0)
            if attempt < service.attempts:
                time.sleep(0.5)
        raise Refusal(f"{service.name} does not start. {_last_words(service)}")

    def _becomes_ready(self, slot: Slot, ready: Callable[[int], bool], within: float) -> bool:
        until = self.clock() + within
        while self.clock() < until and slot.process.poll() is None:
            if ready(slot.process.pid):
                return True
            time.sleep(0.03)
        return False

    def wait_until(self, ready: Callable[[], bool], *, within: float, what: str) -> None:
        """Watch over everything until `ready`; raise Refusal when it takes too long."""
        until = self.clock() + within
        while not ready():
            if self.clock() > until:
                words = "\n".join(_last_words(slot.service) for slot in self.slots if slot.deaths)
                raise Refusal(f"{what} after {within:.0f} seconds. {words}")
            self.tick()
            time.sleep(0.1)

    def watch(self) -> None:
        """Keep everything alive until an exception (a signal, a Refusal) ends it."""
        while True:
            self.tick()
            time.sleep(TICK)

    def tick(self) -> None:
        """Notice deaths and start again what is due."""
        for slot in self.slots:
            if slot.due is not None:
                self._restart_if_due(slot)
            elif slot.process.poll() is not None:
                self._note_death(slot)

    def _note_death(self, slot: Slot) -> None:
        services.bury(slot.process, within=0)
        if self.clock() - slot.started >= HEALTHY_AFTER:
            slot.deaths = 0
        slot.deaths += 1
        if slot.service.vital and slot.deaths >= VITAL_DEATHS:
            raise Refusal(
                f"{slot.service.name} cannot come back; stopping. {_last_words(slot.service)}"
            )
        delay = back_off(slot.deaths)
        slot.due = self.clock() + delay
        code = slot.process.returncode
        say(f"{slot.service.name} ended ({code}); again in {delay:.0f} s. Log: {slot.service.log}")

    def _restart_if_due(self, slot: Slot) -> None:
        if slot.due is not None and self.clock() >= slot.due:
            slot.process = services.start(slot.service)
            slot.started, slot.due = self.clock(), None

    def stop(self) -> None:
        """Stop in reverse order: first together all that is not vital, then the vital one by one.

        Together, because each may use its whole grace, and a person at the terminal waits.
        """
        with signals.held_off():
            self._stop_all()

    def _stop_all(self) -> None:
        users = [slot for slot in reversed(self.slots) if not slot.service.vital]
        _stop_together(users)
        for slot in reversed(self.slots):
            if slot.service.vital:
                _stop_together([slot])
        self.slots.clear()


def back_off(deaths: int) -> float:
    """Return the seconds to wait after the given number of deaths in a row: 1, 2, 4 ... 30."""
    return min(2.0 ** (deaths - 1), LONGEST_WAIT)


def _stop_together(slots: list[Slot]) -> None:
    asked = time.monotonic()
    for slot in slots:
        services.ask_to_stop(slot.service, slot.process)
    for slot in slots:
        services.bury(slot.process, asked + slot.service.grace - time.monotonic())


def _last_words(service: Service) -> str:
    return f"The end of {service.log}:\n{services.log_tail(service)}"
