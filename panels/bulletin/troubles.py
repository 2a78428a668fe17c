"""五、存在问题: the lights by cause; 六、下步工作: the office's own paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from data import own_words
from figures import lights
from panels.bulletin.issue import Issue
from panels.document import Block
from queries.keeping import kept
from texts import sentences
from texts.writing import is_missing
from view import monthly

#: So many projects of a cause are named.
_NAMED = 3
_JANUARY = 1


@kept
def blocks(issue: Issue) -> tuple[Block, ...]:
    """How many lights are on, each cause, the problems."""
    t, params = issue.t, issue.since
    lit = issue.view.run("lit_total", **params).iloc[0]
    # In January the year's plan is another than a month before: its lights do not compare.
    change = "" if issue.month.month == _JANUARY else sentences.bulletin_since_last_month(t, lit)
    said = [sentences.bulletin_lights_on(t, lit, t.day(monthly.last_day(issue.month)), change)]
    rows = issue.view.run("lights")
    rows = rows[~rows["is_exempt"]]
    said += [_cause(issue, str(rule), those) for rule, those in rows.groupby("rule", sort=False)]
    problems = issue.view.run("problems", **params).iloc[0]
    said.append(sentences.bulletin_problems(t, problems))
    return (Block("problems", "", tuple(one for one in said if one)),)


def _cause(issue: Issue, rule: str, rows: pd.DataFrame) -> str:
    t = issue.t
    stake = rows["at_stake"].sum(min_count=1)
    staked = "" if is_missing(stake) or not stake else t(
        "{what} {amount}", what=lights.stake(t, rule), amount=t.money(stake))  # fmt: skip
    examples = "" if issue.is_public else _examples(issue, rows)
    return sentences.bulletin_cause(t, lights.name(t, rule), lights.how_many(t, list(rows["light"])), staked, examples)


def _examples(issue: Issue, rows: pd.DataFrame) -> str:
    """The first of the query, which are red with the most at stake."""
    t = issue.t
    named = [_example(issue, row) for row in rows.head(_NAMED).to_dict("records")]
    if len(rows) <= _NAMED:
        return t("namely {names}", names=t.join(named))
    return t("among them {names}", names=t.join(named))


def _example(issue: Issue, row: Any) -> str:
    t = issue.t
    return t("{name} ({unit}, {fact})", name=row["name"], unit=issue.view.unit_name(row["unit"]),
             fact=lights.fact(t, row))  # fmt: skip


@dataclass(frozen=True)
class Steps:
    """The office's paragraphs of an edition, and how many were left out since they name who is behind."""

    paragraphs: tuple[str, ...]
    left_out: int


def next_steps(issue: Issue) -> Steps:
    """What the office wrote. Raises StoreError where its file cannot be read."""
    written = own_words.paragraphs()
    kept = tuple(one for one in written if not issue.names(one))
    return Steps(kept, len(written) - len(kept))


def steps_block(issue: Issue) -> Block:
    """下步工作 as it stands in the document; a sentence that is true where the office has written nothing."""
    found = next_steps(issue).paragraphs
    return Block("next_steps", "", found or (issue.t("The office has not written this part yet."),))
