"""What a list of projects lacks, asked once a sheet: columns it cannot do without, the month that an amount is of."""

from __future__ import annotations

from data.errors import Said
from data.ledger.check.findings import Findings
from data.ledger.mapping import MEASURES, Mapping
from data.ledger.office import (
    headings,
    matching,
    of_version,
)
from data.ledger.office.entry import Sheeted

#: What a sheet that reports months of projects and lists none needs.
_ADD_UPDATE = Said(
    "这张表只报了各项目的月度数：请按编号更新当前版本（命令行加上--update）；是项目清单的，请在对照里指明是哪一列",
    "the sheet only reports months of projects: update the current version with it (add --update on the command line); "
    "or say in the mapping which column it is",
)
_NOTHING_TO_UPDATE = Said(
    "这张表只报了各项目的月度数，而当前没有正式数据可以更新：请先导入列有计划总投资的台账；是项目清单的，请在对照里指明是哪一列",
    "the sheet only reports months of projects, and there is no real data to update: import a ledger with the planned "
    "investments first; or say in the mapping which column it is",
)
_WHICH_COLUMN = Said("请在对照里指明是哪一列", "say in the mapping which column it is")


def ask_for_columns(full: list[Sheeted], mapping: Mapping, findings: Findings, *, is_update: bool = False) -> None:
    """Errors at the headers of lists of projects that lack a name or a total investment; notes besides.

    `is_update`: an update was meant, and there is no version that has the projects.
    """
    for sheet in full:
        grid, row = sheet.layout.grid, sheet.layout.header[0]
        constants = {**mapping.constants, **mapping.of_sheet(grid.sheet).constants}
        for target in ("name", "planned_investment"):
            if not sheet.of(target) and target not in constants:
                label = matching.target_name(target)
                why = Said(f"没有找到“{label}”列", f"has no column for «{target}»")
                of_months = target == "planned_investment" and of_version.reporting([sheet], mapping)
                todo = (_NOTHING_TO_UPDATE if is_update else _ADD_UPDATE) if of_months else _WHICH_COLUMN
                findings.error(grid, row, 0, why, todo, of_row=False)
        if not sheet.of("agreement") and "agreement" not in constants:
            why = Said(
                "没有“协议类型”列，全部按正式协议计",
                "has no column for the kind of agreement: all were taken as formal",
            )
            findings.warn(grid, [(row, 0)], why)


def ask_for_months(sheets: list[Sheeted], findings: Findings) -> None:
    """Errors at columns of amounts that do not say of which month, or of which measure, they are."""
    for sheet in sheets:
        _ask_for_months(sheet, findings)


def _ask_for_months(sheet: Sheeted, findings: Findings) -> None:
    for one in sheet.placed:
        if one.target in MEASURES and not sheet.of("month"):
            why = Said("看不出是哪个月的数", "does not say of which month it is")
            todo = Said(
                f"请在标题写明（如“截至2023年9月”），或给出数据截至月份，或选定这一列是哪个月的（对照文件里如{one.measure}@2023-09）",
                f"name it in the title, give the last month reported, or choose it for the column, such as "
                f"{one.measure}@2023-09",
            )
            findings.error(sheet.layout.grid, one.heading.row, one.column, why, todo, of_row=False)
        elif (
            one.target == "extra"
            and not one.is_given
            and len(one.heading.texts) == 1
            and headings.names_month(one.heading.texts[0])
        ):
            why = Said(
                "看不出是到位资金还是完成投资", "does not say whether it is funds arrived or completed investment"
            )
            todo = Said(
                "请选定这一列读作什么（对照文件里如funds_arrived@2023-09）",
                "choose what the column fills (in a mapping file such as funds_arrived@2023-09)",
            )
            findings.error(sheet.layout.grid, one.heading.row, one.column, why, todo, of_row=False)
            return
