"""What English headings say of time: «Jan-Sep 2023», «Q1-Q3», «H1 2023», «through Sep», «YTD», «since start».

Patterns over texts as `time_words` narrows them: lower case, spaces only after a letter and before a letter or digit.
"""

from __future__ import annotations

import re

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_MONTH_OF = rf"(?P<{{0}}>{_MONTHS})(?![a-z])\.?"
_YEAR_AFTER = r"(?:[-/', ]{0,2}(?P<y>(?:20)\d{2})(?!\d))?"
RANGE = re.compile(
    r"(?<![a-z])"
    + _MONTH_OF.format("first")
    + r" ?(?:[-—–~/]|to|through|thru|until) ?"
    + _MONTH_OF.format("last")
    + _YEAR_AFTER
)
UP_TO = re.compile(
    r"(?<![a-z])(?:through|thru|until|up to|to the end of|as of|as at|by|end of|to)(?: the)?(?: end of| end)?"
    + r"(?: \d{1,2})? ?"
    + _MONTH_OF.format("last")
    + r"(?: \d{1,2}(?!\d),?)?"
    + _YEAR_AFTER
)
_YTD = r"(?:ytd|year[- ]to[- ]date)"
YTD = re.compile(
    rf"(?<![a-z]){_YTD} ?"
    + _MONTH_OF.format("last")
    + _YEAR_AFTER
    + "|(?<![a-z])"
    + _MONTH_OF.format("end")
    + r"(?:[-/', ]{0,2}(?P<z>(?:20)\d{2})(?!\d))? ?"
    + _YTD
)
QUARTERS = re.compile(
    r"(?<![a-z])q(?P<first>[1-4]) ?(?:[-—–~]|to|through) ?q?(?P<last>[1-4])" + _YEAR_AFTER + r"(?!\d)"
)
HALF = re.compile(r"(?<![a-z])(?:h(?P<h>[12])|(?P<half>first|second) half(?: of)?)" + _YEAR_AFTER + r"(?!\d)")
SINCE_START = re.compile(
    r"(?<![a-z])(?:since (?:the )?(?:start|inception|beginning|commencement|signing)"
    r"(?: of (?:the )?(?:project|construction|works))?"
    r"|(?:inception|project|life)[- ]to[- ]date)"
)
TO_DATE = re.compile(r"(?<![a-z])(?<!year )(?<!year-)(?:to date|so far|until now)(?![a-z])")
_OTHER = r"(?<![a-z])(?:{0}) (?:month|quarter|year)(?:'s)?(?![a-z])"
PAST = re.compile(_OTHER.format("last|previous|prior"))
NEXT = re.compile(_OTHER.format("next|following|coming"))
THIS_MONTH = re.compile(r"(?<![a-z])(?:this|current|the) month(?:'s)?(?![a-z])|(?<![a-z])monthly(?![a-z])")
#: What stands in brackets is of time.
TIME = re.compile(rf"(?<![a-z])(?:{_MONTHS}|ytd|[qh][1-4]|to date|since|plan(?:ned)?|last|next)(?![a-z])")
