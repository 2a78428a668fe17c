"""What a reader is told where a page ends in an error outside of its panels."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest


def page(which: str) -> None:
    import queries
    from web import errors

    errors.show(getattr(queries, which)("query cutoff: host:15002"))


@pytest.mark.parametrize(
    ("which", "words"),
    [("ClusterError", "集群两次没有给出答案"), ("TooSlowError", "没有算完"), ("TooLargeError", "DASHBOARD\\_MEMORY")],
)
def test_a_question_without_an_answer_is_said_and_is_nothing_to_report(which: str, words: str) -> None:
    app = AppTest.from_function(page, args=(which,)).run()
    [said] = [one.value for one in app.warning]
    assert words in said
    assert "host:15002" not in said
    assert not app.error


def test_a_fault_has_a_number_to_report() -> None:
    app = AppTest.from_function(page, args=("QueryError",)).run()
    assert "页面显示失败" in app.error[0].value
    assert "编号" in app.error[0].value
    assert not app.warning
