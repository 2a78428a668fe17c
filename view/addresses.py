"""The pages: file, address, name. Their titles also name pasted links."""

from __future__ import annotations

from typing import NamedTuple

from access.rights import Rights
from texts.language import N_


class PageEntry(NamedTuple):
    """A page file, its path under `/`, and its message ids."""

    file: str
    path: str
    title: str
    section: str
    icon: str
    #: Whether the navigation has it; one that is led to from rows has no place there.
    is_listed: bool = True


PAGES = (
    PageEntry("overview.py", "", N_("Overview"), "", ":material/dashboard:"),
    PageEntry("funnel.py", "funnel", N_("Funnel"), N_("Analysis"), ":material/filter_alt:"),
    PageEntry("industries.py", "industries", N_("Industries"), N_("Analysis"), ":material/factory:"),
    PageEntry("targets.py", "targets", N_("Targets"), N_("Analysis"), ":material/flag:"),
    PageEntry("review.py", "review", N_("Weekly review"), N_("Analysis"), ":material/fact_check:"),
    PageEntry("bulletin.py", "bulletin", N_("Monthly bulletin"), N_("Analysis"), ":material/newspaper:"),
    PageEntry("activities.py", "activities", N_("Activities"), N_("Analysis"), ":material/event:"),
    PageEntry("appraisal.py", "appraisal", N_("Annual appraisal"), N_("Analysis"), ":material/emoji_events:"),
    PageEntry("projects.py", "projects", N_("Project list"), N_("Analysis"), ":material/list_alt:"),
    PageEntry("project.py", "project", N_("Project"), N_("Analysis"), ":material/article:", is_listed=False),
    PageEntry("ledger/page.py", "data", N_("Data"), N_("Administration"), ":material/database:"),
)
#: Of a hosted dashboard, for admins: to everyone else there is no such page.
ADMIN = PageEntry("admin/page.py", "admin", N_("Access"), N_("Administration"), ":material/admin_panel_settings:")

#: Where things are changed: a ledger that is read and published there takes as long as it takes.
CHANGING = frozenset(one.path for one in (*PAGES, ADMIN) if one.section == ADMIN.section)


def pages_for(rights: Rights) -> tuple[PageEntry, ...]:
    """The pages that there are for a reader."""
    return (*PAGES, ADMIN) if rights.administers else PAGES
