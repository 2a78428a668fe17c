"""The words of the dashboard in both languages, and how numbers, money and dates are written.

English message ids through gettext; Chinese stands in `zh_CN.po`. A `Texts` is one language.
"""

from texts.language import DEFAULT, LANGUAGES, Language
from texts.writing import MoneyScale, Texts, texts

__all__ = ["DEFAULT", "LANGUAGES", "Language", "MoneyScale", "Texts", "texts"]
