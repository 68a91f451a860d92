"""Where two engines differ: made small, and printed so that it can be read."""

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import date
from typing import Any

from tests.attendance.plain import World
from tests.attendance.world import Answer

Engine = Callable[[World, date, dict[str, Any]], dict[int, Answer]]
TRIES = 400


def differences(one: Answer, other: Answer) -> list[str]:
    """Every column in which the second answer differs from the first, a line each."""
    (days, standing), (other_days, other_standing) = one, other
    found = [
        f"{day} {line}"
        for day in sorted({*days, *other_days})
        for line in different_columns(as_dict(days.get(day)), as_dict(other_days.get(day)))
    ]
    if standing is None or other_standing is None:
        both_none = standing is None and other_standing is None
        return found if both_none else [*found, f"standing: {standing} | {other_standing}"]
    shared = {name: other_standing[name] for name in standing}
    return found + [f"standing {line}" for line in different_columns(standing, shared)]


def as_dict(row: Any) -> dict[str, Any] | None:
    return row and {field.name: getattr(row, field.name) for field in fields(row)}


def different_columns(one: dict[str, Any] | None, other: dict[str, Any] | None) -> list[str]:
    if one is None or other is None:
        return [] if one == other else [f"row: {one} | {other}"]
    return [f"{k}: {one[k]} | {other[k]}" for k in one if one[k] != other[k]]


def all_differences(
    world: World, as_of: date, overrides: dict[str, Any], one: Engine, other: Engine
) -> dict[int, list[str]]:
    """The differing students of a world with what differs."""
    answers, others = one(world, as_of, overrides), other(world, as_of, overrides)
    found = {student: differences(answers[student], others[student]) for student in answers}
    return {student: lines for student, lines in found.items() if lines}


def explain(world: World, as_of: date, overrides: dict[str, Any], one: Engine, other: Engine):
    """None if the engines agree, else the smallest case found, as text: first | second."""
    found = all_differences(world, as_of, overrides, one, other)
    if not found:
        return None
    student = min(found)
    small, used = shrink(world.only(student), as_of, overrides, one, other)
    lines = all_differences(small, as_of, used, one, other)[student]
    kept = [
        *small.students,
        *(school_line(small, mark.school) for mark in small.marks[:1]),
        *small.enrollments,
        *(f"{mark} {small.codes[mark.code]}" for mark in small.marks),
        *small.submissions,
        *small.reports,
        *small.steps,
    ]
    return "\n".join(
        [
            f"{len(found)} students of {len(world.students)} differ; one of them, as of {as_of}, {used}:",
            *(str(line) for line in kept),
            "differs (reference | pipeline):",
            *lines,
        ]
    )


def school_line(world: World, school: int) -> str:
    one = world.by_school[school]
    return f"School {school} bell {one.bell} charter {one.is_charter}"


def shrink(
    world: World, as_of: date, overrides: dict[str, Any], one: Engine, other: Engine
) -> tuple[World, dict[str, Any]]:
    """Leave out whatever is not needed for the engines to differ."""
    tries = 0
    shrunk = True
    while shrunk and tries < TRIES:
        shrunk = False
        for smaller, fewer in candidates(world, overrides):
            tries += 1
            if all_differences(smaller, as_of, fewer, one, other):
                world, overrides, shrunk = smaller, fewer, True
                break
    return world, overrides


def candidates(world: World, overrides: dict[str, Any]) -> Iterator[tuple[World, dict[str, Any]]]:
    """Worlds with something left out: halves of the rows, then single rows, then parameters."""
    for name in ("submissions", "marks", "reports", "steps", "enrollments"):
        held = getattr(world, name)
        for size in (len(held) // 2, len(held) // 4, 1):
            for start in range(0, len(held), size) if size else ():
                left = held[:start] + held[start + size :]
                smaller = replace(world, **{name: left})
                if name != "enrollments" or all(smaller.covers(m) for m in smaller.marks):
                    yield smaller, overrides
    for name in overrides:
        yield world, {key: value for key, value in overrides.items() if key != name}
