"""The ledger's tables, once: names, columns, types, Chinese headings and explanations.

Everything that must agree on a column reads it here: the template, the reader and its checks,
the export, the demonstration data and the columns' documentation. `schema.sql` is the same model
as the database sees it; a test holds the two together.

Money is in 万元 (10⁴ yuan) with two decimals; a month is its first day.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

import pyarrow as pa
from pydantic import Field

from data.row import Row, Rule, is_before, is_inside_month, lacks_reason

Text = Annotated[str, Field(min_length=1, max_length=2000)]
Id = Annotated[str, Field(min_length=1, max_length=64)]
#: A JSON object as text: as many columns as an office adds, each as long as Excel allows.
Json = Annotated[str, Field(min_length=2, max_length=1_000_000)]
Money = Annotated[Decimal, Field(ge=0, max_digits=18, decimal_places=2)]
#: Excel knows no day before 1900.
Day = Annotated[dt.date, Field(ge=dt.date(1900, 1, 1), le=dt.date(2100, 12, 31))]
Year = Annotated[int, Field(ge=1900, le=2100)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]

Origin = Literal["境外", "省外", "省内市外", "市内"]
Channel = Literal["领导招商", "全员招商", "驻点招商", "节会招商", "以商引商"]
Agreement = Literal["正式", "框架"]
Kind = Literal["世界500强", "中国500强", "民企500强", "央企", "省属国企", "外资", "行业龙头"]
Nature = Literal["新建", "续建"]
BlockerKind = Literal["用地", "规划", "环评能评", "资金", "用工", "基础设施", "其他"]
Indicator = Literal["signed_projects", "funds_arrived", "invested", "started_projects"]
Level = Literal["单位", "调度会", "主要领导"]
Role = Literal["引荐", "落地"]
#: The rules of the lights, by which a project may be exempt.
LightRule = Literal["unstarted", "late_start", "unfunded", "behind", "silent", "blocked", "slipping"]
Share = Annotated[Decimal, Field(gt=0, le=1, max_digits=18, decimal_places=2)]


class Project(Row):
    """项目"""

    project_id: Id = Field(title="项目编号", description="每个项目唯一，其他各表用它指向本项目")
    name: Text = Field(title="项目名称", description="项目全称")
    content: Text | None = Field(None, title="建设内容", description="建设内容与规模")
    industry: Text = Field(title="产业", description="所属产业，名称与设置文件一致")
    investor: Text | None = Field(None, title="投资方", description="投资企业名称")
    origin: Origin | None = Field(None, title="投资来源", description="投资方来自何处")
    unit: Text = Field(title="责任单位", description="对该项目负责的单位")
    lead_official: Text | None = Field(None, title="包联领导", description="包联该项目的领导")
    channel: Channel | None = Field(None, title="招商方式", description="项目是怎样招来的")
    agreement: Agreement = Field(title="协议类型", description="框架协议不计入签约数和各项比率")
    is_four_new: bool = Field(False, title="四新经济", description="是否属于新技术、新产业、新业态、新模式")
    planned_investment: Money = Field(title="计划总投资（万元）", description="协议约定的总投资，单位万元，两位小数")
    signed_on: Day | None = Field(None, title="签约日期", description="协议签署日；非招商签约项目留空")
    approved_on: Day | None = Field(None, title="立项日期", description="核准或备案日")
    registered_on: Day | None = Field(None, title="注册日期", description="项目公司注册日")
    started_on: Day | None = Field(
        None, title="开工日期", description="永久性工程破土日；租赁厂房和服务业项目为设备安装或正式运营日"
    )
    listed_on: Day | None = Field(None, title="入统日期", description="纳入统计库的日期")
    production_on: Day | None = Field(None, title="投产日期", description="正式投产日")
    capacity_on: Day | None = Field(None, title="达产日期", description="达到设计产能的日期")
    terminated_on: Day | None = Field(None, title="终止日期", description="协议终止日；填写时须写明终止原因")
    termination_reason: Text | None = Field(None, title="终止原因", description="为何终止")
    activity_id: Id | None = Field(None, title="活动编号", description="在哪次活动上签约，见“活动”表")
    remarks: Text | None = Field(None, title="备注", description="其他说明")
    extra: Json | None = Field(
        None, title="其他列", description="台账里其他各列，原样保留；导出时各成一列", json_schema_extra={"hidden": True}
    )

    RULES = (
        Rule("termination_reason", "reason_missing", ("terminated_on", "termination_reason"), lacks_reason),
        Rule("terminated_on", "terminated_before_signed", ("terminated_on", "signed_on"), is_before),
    )


class ProjectKind(Row):
    """项目类别"""

    project_id: Id = Field(title="项目编号", description="见“项目”表")
    kind: Kind = Field(title="投资方类别", description="一个项目可有多行，各写一类")


class Progress(Row):
    """月度进度"""

    project_id: Id = Field(title="项目编号", description="见“项目”表")
    month: Annotated[Day, Field()] = Field(title="月份", description="写成2023-09或2023年9月")
    funds_arrived: Money = Field(Decimal(0), title="到位资金（万元）", description="当月认定到位的资金，不是累计数")
    invested: Money = Field(Decimal(0), title="完成投资（万元）", description="当月完成的投资，不是累计数")
    reported_on: Day | None = Field(None, title="上报日期", description="哪天上报")

    RULES = (Rule("month", "month_start", ("month",), is_inside_month),)


class Plan(Row):
    """年度计划"""

    project_id: Id = Field(title="项目编号", description="见“项目”表")
    year: Year = Field(title="年度", description="有一行即为该年度重点项目")
    nature: Nature = Field(title="建设性质", description="新建或续建")
    planned_start_on: Day | None = Field(None, title="计划开工日期", description="新建项目应开工的日期")
    amount: Money = Field(title="年度计划投资（万元）", description="本年度计划完成的投资")
    original_amount: Money | None = Field(
        None, title="原计划投资（万元）", description="计划调整过的，写调整前的数；没有调整的留空"
    )
    adjusted_on: Day | None = Field(None, title="调整日期", description="计划调整的日期")


class Target(Row):
    """目标"""

    year: Year = Field(title="年度", description="目标的年度")
    indicator: Indicator = Field(
        title="指标",
        description="signed_projects签约项目数、funds_arrived到位资金、invested完成投资、started_projects开工项目数",
    )
    unit: Text | None = Field(None, title="责任单位", description="留空为全区")
    industry: Text | None = Field(None, title="产业", description="留空为全部产业")
    amount: Money = Field(title="目标值", description="项目数或万元")


class Activity(Row):
    """活动"""

    activity_id: Id = Field(title="活动编号", description="每次活动唯一")
    held_on: Day = Field(title="活动日期", description="哪天举行")
    title: Text = Field(title="活动名称", description="活动的名称")
    channel: Channel | None = Field(None, title="招商方式", description="见“项目”表")
    unit: Text | None = Field(None, title="责任单位", description="由谁组织")
    batches: Count = Field(0, title="招商活动批次", description="组织招商引资活动多少批次")
    delegations: Count = Field(0, title="接待客商批次", description="接待客商多少批次")


class Blocker(Row):
    """问题"""

    blocker_id: Id = Field(title="问题编号", description="每个问题唯一")
    project_id: Id = Field(title="项目编号", description="见“项目”表")
    kind: BlockerKind = Field(title="问题类别", description="卡在哪里")
    raised_on: Day = Field(title="提出日期", description="哪天提出")
    due_on: Day | None = Field(None, title="办结期限", description="应在何时解决")
    owner: Text | None = Field(None, title="责任人", description="由谁解决")
    resolved_on: Day | None = Field(None, title="办结日期", description="已解决的日期；未解决留空")
    level: Level | None = Field(None, title="提级层级", description="问题已提到哪一级解决")
    note: Text | None = Field(None, title="说明", description="问题与进展")


class Credit(Row):
    """计分归属"""

    project_id: Id = Field(title="项目编号", description="见“项目”表；没有行的项目全部计入责任单位")
    unit: Text = Field(title="责任单位", description="计分的单位")
    role: Role = Field(title="归属方式", description="引荐或落地")
    share: Share = Field(title="份额", description="0.7或70%；一个项目各行之和为1")


class Exclusion(Row):
    """不计考核"""

    project_id: Id = Field(title="项目编号", description="见“项目”表")
    indicator: Indicator | None = Field(None, title="指标", description="留空为全部指标")
    reason: Text = Field(title="原因", description="为何不计入考核，如区内企业、财政资金、房地产")


class Exemption(Row):
    """免予亮灯"""

    project_id: Id = Field(title="项目编号", description="见“项目”表")
    rule: LightRule = Field(
        title="规则",
        description="unstarted签约未开工、late_start逾期未开工、unfunded开工无资金、behind低于自身序时、silent未报进度、"
        "blocked问题逾期未办结、slipping多次推迟",
    )
    reason: Text = Field(title="原因", description="有何正当理由")
    until_on: Day = Field(title="有效期至", description="到哪天为止（含当天）")
    decided_by: Text | None = Field(None, title="批准人", description="由谁决定")


class PublishedFact(Row):
    """公布数"""

    year: Year = Field(title="年度", description="数字所属年度")
    indicator: Id = Field(title="指标", description="指标代码")
    zh: Text = Field(title="指标名称", description="报道中的叫法")
    amount: Annotated[Decimal, Field(max_digits=18, decimal_places=2)] = Field(title="数值", description="报道中的数")
    unit_of_measure: Text = Field(title="计量单位", description="projects、100M yuan（亿元）、percent等")
    relation: Literal["=", ">=", ">", "~", "<~"] = Field(title="关系", description="=等于、>=余、>超、~约、<~近")
    standing: Literal["published", "derived"] = Field(title="来历", description="published公布、derived推算")
    note: Text | None = Field(None, title="说明", description="原文的写法与限定")
    source: Text = Field(title="来源", description="哪里公布的")


#: Every ledger table in the order in which it is written and read: parents before children.
TABLES: dict[str, type[Row]] = {
    "project": Project,
    "project_kind": ProjectKind,
    "progress": Progress,
    "plan": Plan,
    "target": Target,
    "activity": Activity,
    "blocker": Blocker,
    "credit": Credit,
    "exclusion": Exclusion,
    "exemption": Exemption,
    "published_fact": PublishedFact,
}

#: Those whose rows are of a project.
OF_PROJECTS = tuple(name for name, row in TABLES.items() if "project_id" in row.model_fields)

#: What makes a row of each table unique.
KEYS: dict[str, tuple[str, ...]] = {
    "project": ("project_id",),
    "project_kind": ("project_id", "kind"),
    "progress": ("project_id", "month"),
    "plan": ("project_id", "year"),
    "target": ("year", "indicator", "unit", "industry"),
    "activity": ("activity_id",),
    "blocker": ("blocker_id",),
    "credit": ("project_id", "unit", "role"),
    "exclusion": ("project_id", "indicator"),
    "exemption": ("project_id", "rule"),
    "published_fact": ("year", "indicator"),
}

#: (table, column) → (table, column) that must hold the value.
REFERENCES: dict[tuple[str, str], tuple[str, str]] = {
    ("project", "activity_id"): ("activity", "activity_id"),
    ("project_kind", "project_id"): ("project", "project_id"),
    ("progress", "project_id"): ("project", "project_id"),
    ("plan", "project_id"): ("project", "project_id"),
    ("blocker", "project_id"): ("project", "project_id"),
    ("credit", "project_id"): ("project", "project_id"),
    ("exclusion", "project_id"): ("project", "project_id"),
    ("exemption", "project_id"): ("project", "project_id"),
}

#: The days of a project's stages.
STAGE_DATES = (
    "signed_on", "approved_on", "registered_on", "started_on", "listed_on", "production_on", "capacity_on",
    "terminated_on",
)  # fmt: skip

#: Columns that say when something happened (a month, by its first day), so that none can lie ahead of today.
HAPPENED: dict[str, tuple[str, ...]] = {
    "project": STAGE_DATES,
    "progress": ("month", "reported_on"),
    "blocker": ("raised_on", "resolved_on"),
}

MONEY = pa.decimal128(18, 2)

#: A ledger in memory: every name of TABLES → a table of `ARROW[name]`.
Tables = dict[str, pa.Table]


def _arrow_type(annotation: object) -> pa.DataType:
    text = str(annotation)
    if "Decimal" in text:
        return MONEY
    if "datetime.date" in text:
        return pa.date32()
    if "bool" in text:
        return pa.bool_()
    if "int" in text and "str" not in text and "Literal" not in text:
        return pa.int32()
    return pa.string()


ARROW: dict[str, pa.Schema] = {
    name: pa.schema([(column, _arrow_type(field.annotation)) for column, field in row.model_fields.items()])
    for name, row in TABLES.items()
}


def sheet_name(table: str) -> str:
    """The Chinese sheet name of a table: its row class's docstring."""
    return str(TABLES[table].__doc__)


def no_rows() -> Tables:
    """A ledger without a row."""
    return {name: schema.empty_table() for name, schema in ARROW.items()}
