"""The switches of the pages of projects: what is looked for, where projects stand, lights, order, columns, page."""

from __future__ import annotations

from figures.columns import COLUMNS as FIGURES
from figures.lights import RULES
from texts.language import N_
from view import search
from view.filter import Filter, messages

#: Where a project stands: each at one. The order is that of the work, then what stands outside it.
STANDS = {
    "signed": N_("Signed, not started"),
    "started": N_("Started, no funds yet"),
    "funded": N_("Started, with funds"),
    "produced": N_("In production"),
    "terminated": N_("Terminated"),
    "framework": N_("Framework agreement"),
    "key": N_("Key project, not signed here"),
    "unsigned": N_("Neither signed nor planned"),
}
#: Which light a project has: the worst that is on.
LIGHTS = {
    "red": N_("Red light"),
    "amber": N_("Amber light"),
    "exempt": N_("Exempt from its lights"),
    "none": N_("No light is on"),
}
#: Columns of the list, in their order.
COLUMNS = (
    "name", "project_id", "stands_at", "lights", "industry", "unit", "investor", "lead_official", "channel",
    "agreement", "signed_on", "started_on", "production_on", "terminated_on", "planned_investment",
    "funds_to_date", "plan", "invested", "completion_rate",
)  # fmt: skip
#: Those that stand there where none are chosen.
USUAL = (
    "name", "stands_at", "lights", "industry", "unit", "signed_on", "started_on", "planned_investment", "funds_to_date",
    "plan", "invested", "completion_rate",
)  # fmt: skip
DIRECTIONS = {"down": N_("Descending"), "up": N_("Ascending")}


def filters() -> list[Filter]:
    """The switches, in the order in which the page has them."""
    named = {code: FIGURES[code][0] for code in COLUMNS}
    return [
        Filter("search", N_("Search"), (), "", page="projects", reads=search.reads),
        Filter("stage", N_("Stage"), messages(STANDS), is_multiple=True, page="projects", everything=N_("All stages")),
        Filter("light", N_("Light that is on"), messages(LIGHTS), is_multiple=True, page="projects",
               everything=N_("All lights")),
        Filter("rule", N_("Rule of the light"), messages({code: one.name for code, one in RULES.items()}),
               is_multiple=True, page="projects", everything=N_("All rules")),
        Filter("sort", N_("Sorted by"), messages(named), "signed_on", page="projects"),
        Filter("direction", N_("Direction"), messages(DIRECTIONS), "down", page="projects"),
        Filter("columns", N_("Columns"), messages(named), is_multiple=True, page="projects",
               everything=N_("The usual ones")),
        Filter("page", N_("Page number"), (), "1", page="projects", reads=_number),
        Filter("id", N_("Project number"), (), page="project", reads=_identity),
    ]  # fmt: skip


def _number(text: str) -> str | None:
    """A page's number, from 1 on."""
    return str(int(text)) if text.isascii() and text.isdecimal() and 0 < int(text) < 10**7 else None


def _identity(text: str) -> str | None:
    """A project's number as the ledger has it: whether there is such a project, its page says."""
    return text if 0 < len(text) <= 64 else None
