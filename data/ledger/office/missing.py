"""What a list of projects lacks, asked once a sheet: columns it cannot do without, the month that an amount is of."""

from __future__ import annotations

from data.errors import Said
from data.ledger.check.findings import Findings
from data.ledger.mapping import MEASURES, Mapping
from data.ledger.office import (
    headings,
    matching,
)
from data.ledger.office.entry import Sheeted


def ask_for_columns(full: list[Sheeted], mapping: Mapping, findings: Findings) -> None:
    """Errors at the headers of lists of projects that lack a name, a total investment, or a month; notes besides."""
    for sheet in full:
        grid, row = sheet.layout.grid, sheet.layout.header[0]
        constants = {**mapping.constants, **mapping.of_sheet(grid.sheet).constants}
        for target in ("name", "planned_investment"):
            if not sheet.of(target) and target not in constants:
                label = matching.target_name(target)
                why = Said(f"没有找到“{label}”列", f"has no column for «{target}»")
                todo = Said("请在对照里指明是哪一列", "say in the mapping which column it is")
                findings.error(grid, row, 0, why, todo, of_row=False)
        if not sheet.of("agreement") and "agreement" not in constants:
            why = Said(
                "没有“协议类型”列，全部按正式协议计",
                "has no column for the kind of agreement: all were taken as formal",
            )
            findings.warn(grid, [(row, 0)], why, is_note=True)
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
