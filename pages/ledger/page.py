"""Where does the data come from: import a ledger, its versions, the settings' lists, its quality."""

from data import versions
from pages.draw.page import answer, choice
from pages.ledger import importing, lists, quality, version_list
from pages.ledger import labels as words
from pages.run.current import current

view = current()
t = view.t
info = versions.info(view.edition.version)

answer(
    t(
        "Version {version} is shown, published on {day}: {rows} rows, money to {month}.",
        version=info.version,
        day=t.day(info.created_at.date()),
        rows=t.number(info.rows),
        month=words.month_words(t, info.months_through),
    )
)
section = choice(view.choices["section"])
if section == "import":
    importing.show_import(view)
elif section == "versions":
    version_list.show_versions(view)
elif section == "lists":
    lists.show_lists(view)
else:
    quality.show_quality(view)
