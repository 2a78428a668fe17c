"""Buttons that save a page: its charts as one picture, its cards and tables as a workbook; and all pages as one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pages.draw import controls, downloads
from panels.contents import OF_PAGES
from panels.page import Page
from reports import file_words, page_of_panels, pages_workbook
from view.view import View

_PNG = "image/png"


def buttons(view: View, title: str, path: str) -> None:
    """A button each, where the page has what it saves."""
    if (contents := OF_PAGES.get(path)) is None:
        return
    # What the switches stand at; without one the panel's own default.
    chosen = controls.standing(view)

    def page() -> Page:
        return contents.make(view, chosen)

    def made(make: Callable[..., bytes]) -> Callable[[], bytes]:
        return lambda: make(view, title, page(), chosen)

    if any(one.charts for one in page().panels(view, chosen)):
        downloads.button(
            view.t("Charts of this page (PNG)"), made(page_of_panels.picture),
            file_words.file_name(view, title, "png"), _PNG, icon=":material/image:", key="page_png", width="stretch",
        )  # fmt: skip
    downloads.button(
        view.t("Data of this page (xlsx)"), made(page_of_panels.workbook),
        file_words.file_name(view, title, "xlsx"), downloads.XLSX, icon=":material/table:", key="page_xlsx",
        width="stretch",
    )  # fmt: skip
    if not view.rights.sees_sums_alone:
        downloads.button(
            view.t("Data of all pages (xlsx)"), partial(pages_workbook.workbook, view, chosen),
            file_words.file_name(view, view.t("All pages"), "xlsx"), downloads.XLSX, icon=":material/book:",
            key="pages_xlsx", width="stretch",
        )  # fmt: skip
