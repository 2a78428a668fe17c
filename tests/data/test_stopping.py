"""A publishing tells its steps and can be stopped at each of them until its version is made current."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from data import versions
from data.publishing import intake
from data.versions import Step, Steps, StoppedError
from tests.data import small
from tests.data.test_intake import file, publish, report  # noqa: F401 (a fixture)

IN_TIME = [step for step in Step if step is not Step.CURRENT]


def stored(store: Path) -> dict[str, bytes]:
    """Every file of the store and what it holds."""
    return {str(one.relative_to(store)): one.read_bytes() for one in store.rglob("*") if one.is_file()}


def corrected(file: Path) -> intake.Plan:  # noqa: F811
    """A ledger that differs from the current version, and its file from the one kept of it."""
    file.write_bytes(b"bytes of a corrected ledger")
    rows = small.THREE | {"project": [one | {"name": f"{one['name']}改"} for one in small.THREE["project"]]}
    return intake.plan(report(file, rows), versions.current())


def stopping_at(step: Step) -> Steps:
    """Steps that are asked to stop as soon as this one has begun."""
    steps = Steps(lambda begun: steps.stop() if begun is step else None)
    return steps


def test_every_step_is_told_once_in_order(file: Path) -> None:  # noqa: F811
    heard: list[Step] = []
    publish(intake.plan(report(file), None), file, steps=Steps(heard.append))
    assert heard == list(Step)
    assert [step.number for step in Step] == [1, 2, 3, 4, 5]
    assert all(step.value and step.value.en for step in Step)


@pytest.mark.parametrize("step", IN_TIME, ids=lambda step: step.name)
def test_stopped_at_any_step_the_store_is_as_it_was(store: Path, file: Path, step: Step) -> None:  # noqa: F811
    first = publish(intake.plan(report(file), None), file)
    before, plan, steps = stored(store), corrected(file), stopping_at(step)
    with pytest.raises(StoppedError) as stopped:
        publish(plan, file, steps=steps)
    assert (stopped.value.message(), stopped.value.message("en")) == (versions.STOPPED, versions.STOPPED.en)
    assert steps.now is step, "it stops within the step"
    assert stored(store) == before
    assert versions.current() == first
    assert publish(plan, file) == versions.current() != first


@pytest.mark.parametrize("step", IN_TIME, ids=lambda step: step.name)
def test_a_first_publishing_that_is_stopped_leaves_an_empty_store(store: Path, file: Path, step: Step) -> None:  # noqa: F811
    plan = intake.plan(report(file), None)
    with pytest.raises(StoppedError):
        publish(plan, file, steps=stopping_at(step))
    assert set(stored(store)) <= {"publish.lock"}
    assert publish(plan, file) == versions.current()


def test_stopped_before_it_began_nothing_begins(store: Path, file: Path) -> None:  # noqa: F811
    publish(intake.plan(report(file), None), file)
    before, plan, steps = stored(store), corrected(file), Steps()
    steps.stop()
    with pytest.raises(StoppedError):
        publish(plan, file, steps=steps)
    assert steps.now is None
    assert stored(store) == before


def test_a_stop_while_it_is_made_current_comes_too_late_and_tears_nothing(file: Path) -> None:  # noqa: F811
    publish(intake.plan(report(file), None), file)
    plan, steps = corrected(file), stopping_at(Step.CURRENT)
    version = publish(plan, file, steps=steps)
    assert (steps.can_stop, steps.is_asked_to_stop) == (False, True)
    assert versions.current() == version
    assert versions.info(version).version == version
    kept = versions.kept_file(version)
    assert kept is not None
    assert kept.read_bytes() == file.read_bytes()


def test_a_statement_of_years_ends_when_it_is_stopped() -> None:
    steps, begun = Steps(), threading.Event()

    def count(connection: duckdb.DuckDBPyConnection) -> None:
        with steps.stoppable(connection):
            begun.set()
            connection.execute(
                "select sum(hash(a.range + b.range)) from range(10000000000) as a, range(10000000000) as b"
            )

    with closing(duckdb.connect()) as connection, ThreadPoolExecutor(1) as pool:
        counting = pool.submit(count, connection)
        begun.wait()
        while not counting.done():  # the first may come before the statement has begun
            steps.stop()
            wait([counting], timeout=0.05)
        assert isinstance(counting.exception(), StoppedError)


def test_what_a_statement_fails_with_is_said_where_nobody_stopped_it() -> None:
    with (
        closing(duckdb.connect()) as connection,
        pytest.raises(duckdb.CatalogException),
        Steps().stoppable(connection),
    ):
        connection.execute("from nowhere")
