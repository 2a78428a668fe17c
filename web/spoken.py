"""The words that Streamlit says in English whatever the page speaks, for the script that says them in Chinese."""

from __future__ import annotations

import json
from pathlib import Path

from texts import texts
from texts.language import N_

_SCRIPT = Path(__file__).with_name("spoken.js")
#: As Streamlit has them; {name} is what it fills in.
WORDS = (
    N_("Skip to main content"), N_("Sidebar"), N_("Collapse sidebar"), N_("Expand sidebar"), N_("Help for {name}"),
    N_("Choose an option"), N_("Choose options"), N_("Open"), N_("Close"), N_("Dismiss"), N_("Clear all"),
    N_("Clear value"), N_("Remove {name}"), N_("Choose date"), N_("year, {name}"), N_("month, {name}"),
    N_("day, {name}"), N_("Selected Date: {name}"), N_("Previous"), N_("Next"), N_("No results"),
    N_("Error: Date set outside allowed range. Please select a date on or before {name}."),
    N_("Error: Date set outside allowed range. Please select a date on or after {name}."),
    N_("Error: Date set outside allowed range. Please select a date between {name}."),
    N_("file upload"), N_("Upload"),
    N_("Copy to clipboard"), N_("visualization"), N_("Fullscreen"), N_("Close fullscreen"),
    N_("Search"), N_("Show/hide columns"), N_("Decrement"), N_("Increment"),
)  # fmt: skip


def script() -> str:
    """The script with these words in it."""
    words = {message: texts("zh")(message) for message in WORDS}
    text = _SCRIPT.read_text(encoding="utf-8")
    return text.replace("{/* words */}", json.dumps(words, ensure_ascii=False))
