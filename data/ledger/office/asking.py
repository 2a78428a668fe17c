"""Questions that several steps of reading ask, each with what to do where the answer is no."""

from __future__ import annotations

from data.errors import Asked, Said

_RIGHT = Said("对吗？", "is that right?")
_CHOOSE = Said(
    "不对的请在“怎样读的”（对照文件的[columns]）里改选这一列填什么，或改正表头再上传",
    "if not, choose under «How it was read» (in [columns] of a mapping) what the column fills, or correct its heading",
)

#: How a column was read.
COLUMN = Asked(_RIGHT, _CHOOSE)
#: That a column does not count.
KEPT = Asked(Said("已作为其他列保留，对吗？", "it is kept as another column: is that right?"), _CHOOSE)
#: A printed sum that its parts do not add up to.
ROWS_COUNT = Asked(
    Said("以各行为准，对吗？", "the rows count: is that right?"),
    Said("不对的请改正合计或有错的行再上传", "if not, correct the total or the wrong row and upload it again"),
)
MONTHS_COUNT = Asked(
    Said("以各月为准，对吗？", "the months count: is that right?"),
    Said("不对的请改正累计数或有错的月份再上传", "if not, correct the sum or the wrong month and upload it again"),
)
#: A word of a mapping that the ledger does not say.
WORD_OF_MAPPING = Asked(
    Said("写法对吗？", "is it written right?"),
    Said("不对的请更正对照文件，不再需要的请删去", "correct the mapping if not, or delete what is not needed"),
)
