"""The two languages and their catalogues."""

from __future__ import annotations

import gettext
import io
from functools import cache
from pathlib import Path
from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
DEFAULT: Language = "zh"
CATALOGUE = Path(__file__).with_name("zh_CN.po")


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Mark a message id that is translated where it is shown."""
    return message


@cache
def catalogue(language: Language) -> gettext.NullTranslations:
    """Messages of a language: the .po file for Chinese, the message ids themselves for English."""
    if language == "en":
        return gettext.NullTranslations()
    # Imported here: only the first use of Chinese needs the parser.
    import polib  # noqa: PLC0415

    return gettext.GNUTranslations(io.BytesIO(polib.pofile(str(CATALOGUE)).to_binary()))
