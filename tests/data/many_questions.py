"""A ledger that leaves a dozen things open at once, each as offices leave them open: what the reader must ask about."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl

FILE = "2023年重点项目.xlsx"
HEADINGS = [
    "序号",
    "项目名称",
    "产业",
    "责任单位",
    "总投资（万元/万美元）",
    "签约日期",
    "签约日期",
    "年度计划投资（万元）",
]
HEADINGS += ["8月完成投资（万元）", "9月完成投资（万元）", "10月计划投资（万元）", "累计到位资金（万元）"]
HEADINGS += ["合同额（万元）", "11月", "用电量（万元）", "备注"]
FIRST = dt.date(2022, 3, 5)
#: Cell → what is asked there: words of the sentence in Chinese and in English.
QUESTIONS: dict[str, tuple[str, str]] = {
    "E2": ("表头或表角写了2个单位（万元、万美元）", "has a heading or corner with 2 units"),
    "F4": ("有两种读法（3月4日、4月3日）", "can be read in two ways"),
    "G2": ("与F2“签约日期”列同义", "means the same as F2"),
    "H3": ("按文件名里的年份读取", "that of the file's name was taken"),
    "K2": ("是计划数，没有计入", "is of a plan"),
    "L2": ("看不出是哪个月的数", "does not say of which month"),
    "M2": ("与E2“总投资（万元/万美元）”列同义", "means the same as E2"),
    "N2": ("看不出是到位资金还是完成投资", "does not say whether it is funds arrived"),
    "I5": ("单元格格式显示的单位与表头不同", "show another unit by their format"),
    "E6": ("下面编号的2行像是它的子项", "is followed by 2 rows numbered as its parts"),
    "C9": ("是不是“新材料”", "is “新材料” meant"),
    "A10": ("是隐藏的", "hidden"),
    "B9": ("相近", "is close to"),
}
#: Only said, and need not be accepted.
REMARKS: dict[str, tuple[str, str]] = {
    "O2": ("没有计入（", "was not counted"),
    "A2": ("这张表上有2个表格", "holds 2 tables"),
    "B4": ("看不见的字符", "no one can see"),
}


def made(folder: Path) -> Path:
    """The workbook, in this folder."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "台账"
    sheet.append(["重点项目推进情况表"])
    sheet.append(HEADINGS)
    for number, name, industry, total, signed, amounts in (
        (1, "甲项目", "新材料", "5000万元", FIRST, (1200, 10, 20, 30, 60, 4000, 1, 5)),
        (2, "乙\u200b项目", "新材料", "800万美元", "3/4/2023", (600, 1, 2, 3, 9, 500, 1, 5)),
        (3, "丙项目", "数字经济", 700, FIRST, (300, 4, 5, 6, 10, 600, 1, 5)),
        (4, "丁产业园", "数字经济", "1000万元", FIRST, (100, 1, 2, 0, 3, 900, 1, 5)),
        ("4.1", "食品车间", "数字经济", "300万元", FIRST, (50, 1, 1, 0, 1, 300, 1, 5)),
        ("4.2", "冷链仓库", "数字经济", "400万元", FIRST, (40, 1, 1, 0, 1, 400, 1, 5)),
        (5, "甲工程（二期）", "新材科", "90万元", FIRST, (9, 1, 1, 0, 2, 80, 1, 5)),
        (6, "作废项目", "新材料", "90000万元", FIRST, (9, 1, 1, 0, 2, 80, 1, 5)),
    ):
        sheet.append([number, name, industry, "责任单位一", total, signed, FIRST, *amounts, None])
    sheet.append([])
    sheet.append(["序号", "项目名称", "产业", "责任单位", "总投资（亿元）", "签约日期"])
    sheet.append([1, "戊项目", "生物医药", "责任单位一", 3, FIRST])
    sheet["I5"].number_format = '0.00"亿元"'
    sheet.row_dimensions[10].hidden = True
    for column in ("F", "G"):
        for row in range(3, 14):
            sheet[f"{column}{row}"].number_format = "yyyy-mm-dd"
    folder.mkdir(parents=True, exist_ok=True)
    book.save(folder / FILE)
    return folder / FILE
