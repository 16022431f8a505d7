"""Counting the queries that a call asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import event

from qualcode.project import Project


@contextmanager
def queries(project: Project) -> Iterator[list[str]]:
    """The statements that run meanwhile."""
    asked: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(project.database.connection, "before_cursor_execute", listen)
    try:
        yield asked
    finally:
        event.remove(project.database.connection, "before_cursor_execute", listen)


def number_of(project: Project, call: Callable[[], object]) -> int:
    """How many queries a call asks, after a first one that fills what is kept."""
    call()
    with queries(project) as asked:
        call()
    return len(asked)
