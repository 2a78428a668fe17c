"""Figures of what moved between two states: stocks of projects as bridges, lights, problems.

A bridge's boxes are figures: `{stock}_{box}` counts its projects, `{stock}_{box}_amount` sums what they
bring. Their rows are those of the answers of view/compared with the flag `is_{stock}_{box}` and the amount in the
column of that name.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from figures.definition import Definition
from figures.figure import Figure, count, difference, money, ratio
from texts.language import N_

Stock = Literal["unstarted", "unfunded", "plan", "completed"]


class Box(NamedTuple):
    """A step of a bridge: what it does to the stock (+1, −1; 0: the two ends), its name, and that of its amount.

    `is_restated`: its amount has its own sign, and it changes no number of projects.
    """

    sign: int
    name: str
    amount: str
    is_restated: bool = False


_LATE_IN = Box(1, N_("Reported late, came in"), N_("Amount that came in by late reports"))
_LATE_OUT = Box(-1, N_("Reported late, left"), N_("Amount that left by late reports"))
_CORRECTED_IN = Box(1, N_("Corrected, came in"), N_("Amount that came in by corrections"))
_CORRECTED_OUT = Box(-1, N_("Corrected, left"), N_("Amount that left by corrections"))
_RESTATED = Box(1, N_("Amounts corrected"), N_("Change by corrected amounts"), is_restated=True)
_PRODUCED = Box(-1, N_("Went into production"), N_("Amount that went into production"))
_TERMINATED = Box(-1, N_("Terminated since"), N_("Amount terminated"))
_LEARNED = {
    "late_in": _LATE_IN, "late_out": _LATE_OUT, "corrected_in": _CORRECTED_IN, "corrected_out": _CORRECTED_OUT,
    "restated": _RESTATED,
}  # fmt: skip
#: Stock → its boxes in order, from what stood before to what stands now.
BRIDGES: dict[Stock, dict[str, Box]] = {
    "unstarted": {
        "then": Box(0, N_("Signed, not started before"), N_("Signed, not started before: investment")), **_LEARNED,
        "signed": Box(1, N_("Newly signed"), N_("Investment newly signed")),
        "started": Box(-1, N_("Newly started"), N_("Investment newly started")),
        "produced": _PRODUCED, "terminated": _TERMINATED,
        "now": Box(0, N_("Signed, not started now"), N_("Signed, not started now: investment")),
    },
    "unfunded": {
        "then": Box(0, N_("Started, no funds before"), N_("Started, no funds before: investment")), **_LEARNED,
        "started": Box(1, N_("Newly started"), N_("Investment newly started")),
        "funded": Box(-1, N_("First money arrived"), N_("Investment with first money")),
        "produced": _PRODUCED, "terminated": _TERMINATED,
        "now": Box(0, N_("Started, no funds now"), N_("Started, no funds now: investment")),
    },
    "plan": {
        "then": Box(0, N_("Projects in the plan before"), N_("Plan before")),
        "added": Box(1, N_("Added to the plan"), N_("Plan added")),
        "raised": Box(1, N_("Plan raised"), N_("Plan raised by"), is_restated=True),
        "lowered": Box(-1, N_("Plan lowered"), N_("Plan lowered by"), is_restated=True),
        "removed": Box(-1, N_("Removed from the plan"), N_("Plan removed")),
        "now": Box(0, N_("Projects in the plan now"), N_("Plan now")),
    },
    "completed": {
        "then": Box(0, N_("Key projects before"), N_("Completed before")),
        "added": Box(1, N_("Added to the plan"), N_("Completed by projects added")),
        "removed": Box(-1, N_("Removed from the plan"), N_("Completed by projects removed")),
        "late": Box(1, N_("Months reported late"), N_("Completed, reported late"), is_restated=True),
        "corrected": Box(1, N_("Months corrected"), N_("Completed, corrected by"), is_restated=True),
        "done": Box(1, N_("Completed since"), N_("Completed investment since"), is_restated=True),
        "now": Box(0, N_("Key projects now"), N_("Completed now")),
    },
}  # fmt: skip
_TERMS: dict[Stock, str] = {
    "unstarted": "moved_unstarted", "unfunded": "moved_unfunded", "plan": "moved_plan", "completed": "moved_completed",
}  # fmt: skip


def codes(stock: Stock, box: str) -> tuple[str, str]:
    """A box's two figures: how many projects, how much."""
    return f"{stock}_{box}", f"{stock}_{box}_amount"


def _boxes() -> dict[str, Figure]:
    found: dict[str, Figure] = {}
    for stock, boxes in BRIDGES.items():
        for name, box in boxes.items():
            number, amount = codes(stock, name)
            found[number] = count(box.name, _TERMS[stock], f"is_{number}")
            found[amount] = money(box.amount, _TERMS[stock], f"is_{number}", amount)
    return found


MOVEMENT: dict[str, Figure] = {
    **_boxes(),
    "completed_rate_then": ratio(
        N_("Plan completion before"), "plan_completion", "completed_then_amount", "plan_then_amount"
    ),
    "completed_rate_now": ratio(
        N_("Plan completion now"), "plan_completion", "completed_now_amount", "plan_now_amount"
    ),
    "completed_left": difference(
        N_("Plan left to complete"), "moved_completed", "money", "plan_now_amount", "completed_now_amount"
    ),
    # Whose lights are on, by the worst of a project's.
    "red_projects": count(N_("Projects with a red light"), "lit_projects", "is_red", N_("Red")),
    "amber_projects": count(N_("Projects with an amber light"), "lit_projects", "is_amber", N_("Amber")),
    "red_then": count(N_("Projects with a red light before"), "lit_projects", "is_red_then"),
    "red_change": difference(N_("Change in red lights"), "lit_projects", "change", "red_projects", "red_then"),
    "red_stake": money(N_("At stake under red lights"), "at_stake", "is_red", "stake", N_("At stake, red")),
    "amber_stake": money(N_("At stake under amber lights"), "at_stake", "is_amber", "stake", N_("At stake, amber")),
    "new_red": count(N_("Newly red"), "lit_projects", "is_new_red"),
    "new_amber": count(N_("Newly amber"), "lit_projects", "is_new_amber"),
    "green_again": count(N_("Turned back to green"), "lit_projects", "is_green"),
    "exempt_projects": count(N_("Projects exempt from a light"), "lit_projects", "is_exempt", N_("Exempt")),
    "box_amount": money(N_("Amount"), "moved_unstarted"),
    "stake": money(N_("Amount at stake"), "at_stake", heading=N_("At stake")),
    # The list of problems, a row a problem.
    "problems_then": count(N_("Problems open before"), "problems", "was_open"),
    "problems_new": count(N_("Problems newly raised"), "problems", "is_new", heading=N_("New")),
    "problems_solved": count(N_("Problems struck off"), "problems", "is_solved", heading=N_("Struck off")),
    "problems_ended": count(N_("Problems of projects terminated since"), "problems", "is_left"),
    "problems_corrected": count(N_("Problems corrected, net"), "problems"),
    "problems_open": count(N_("Problems open"), "problems", "is_open", heading=N_("Still open")),
    "problems_overdue": count(N_("Problems past their day"), "problems", "is_overdue", heading=N_("Overdue")),
}  # fmt: skip
#: Flags of `problem_rows`: what is counted is problems, not projects.
PROBLEM_FLAGS = frozenset(MOVEMENT[code].flag for code in MOVEMENT if code.startswith("problems_")) - {""}
#: The terms of these figures.
DEFINITIONS: dict[str, Definition] = {
    "moved_unstarted": Definition(
        N_("Movement of what is signed and not started"),
        N_("Formal agreements that stand at signed, not started, before and now, and each project that came or "
           "left in between, by what it is now: newly signed, started, in production, terminated. One that was "
           "signed and started in between came and left. By date of event the same data are looked at on two "
           "days. As reported, the version that was current on the earlier day, as of the day to which its data "
           "went, is held against today's: what today's data know of that day and those did not is reported late "
           "(it was blank and is filled now) or corrected (it was otherwise). Before + came − left ± corrected "
           "amounts = now. Amounts are the planned investment."),
    ),
    "moved_unfunded": Definition(
        N_("Movement of what is started without money"),
        N_("Formal agreements that are started, without any funds arrived, not in production, before and now, "
           "and each project that came or left in between, by what it is now. Money comes by month: it arrived "
           "by the last day of the first month with some. Late reports and corrections as for what is signed and "
           "not started. Amounts are the planned investment."),
    ),
    "moved_plan": Definition(
        N_("Movement of the key projects' plan"),
        N_("The year's plan of its key projects in force before and now: projects added to it and removed, "
           "amounts raised and lowered. By date of event by the day of adjustment; as reported by what the two "
           "versions say."),
    ),
    "moved_completed": Definition(
        N_("Movement of completed investment"),
        N_("What the year's key projects have completed of the months that count before and now: the months "
           "since, and as reported also earlier months that were blank and are filled now (late) or say another "
           "amount (corrected), and what projects bring that were added to the plan or take away that were "
           "removed."),
    ),
    "lit_projects": Definition(
        N_("Projects with a light"),
        N_("A project is red where any rule is red, else amber where any is amber; a light that is exempt does "
           "not count. Newly red: not red before. Newly amber: without a light before. Turned back to green: it "
           "had a light, has none now, is not exempt and not terminated. What each is at stake with is the "
           "greatest amount of its lights, so that no project counts twice."),
    ),
    "problems": Definition(
        N_("Problems"),
        N_("Problems raised and not solved, of projects that are not terminated. Struck off: open before, or "
           "new, and solved now. Overdue: open and past its day. Open before + new − struck off − of projects "
           "terminated ± corrected = open now."),
    ),
}  # fmt: skip
