"""Where does the data come from: import a ledger, its versions, the settings' lists, its quality."""

from data import versions
from pages import data_import, data_lists, data_quality, data_versions, show
from pages import data_words as words
from pages.view import current

view = current()
t = view.t
info = versions.info(view.edition.version)

show.answer(
    t(
        "Version {version} is shown, published on {day}: {rows} rows, money to {month}.",
        version=info.version,
        day=t.day(info.created_at.date()),
        rows=t.number(info.rows),
        month=words.month_words(t, info.months_through),
    )
)
section = show.choice(view.choices["section"])
if section == "import":
    data_import.show_import(view)
elif section == "versions":
    data_versions.show_versions(view)
elif section == "lists":
    data_lists.show_lists(view)
else:
    data_quality.show_quality(view)
