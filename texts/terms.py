"""The field's fixed terms: what the ledger's codes and categories are called.

The ledger holds Chinese categories; each is given its English message id here, whose Chinese in the
catalogue is the ledger's own word again (a test holds that).
"""

from __future__ import annotations

import datetime as dt

from texts.language import N_
from texts.writing import Texts

#: Ledger category → message id.
CATEGORIES: dict[str, str] = {
    "正式": N_("Formal agreement"),
    "框架": N_("Framework agreement"),
    "新建": N_("New"),
    "续建": N_("Carried over"),
    "领导招商": N_("By leaders"),
    "全员招商": N_("By all staff"),
    "驻点招商": N_("By outposts"),
    "节会招商": N_("At fairs"),
    "以商引商": N_("Through investors"),
    "世界500强": N_("Global Top 500"),
    "中国500强": N_("China Top 500"),
    "民企500强": N_("Private Top 500"),
    "央企": N_("Central SOE"),
    "省属国企": N_("Provincial SOE"),
    "外资": N_("Foreign"),
    "行业龙头": N_("Industry leader"),
    "境外": N_("Abroad"),
    "省外": N_("Other provinces"),
    "省内市外": N_("Elsewhere in the province"),
    "市内": N_("Within the city"),
    "用地": N_("Land"),
    "规划": N_("Planning"),
    "环评能评": N_("Environmental and energy review"),
    "资金": N_("Money"),
    "用工": N_("Labour"),
    "基础设施": N_("Infrastructure"),
    "其他": N_("Other matters"),
    "单位": N_("The department itself"),
    "调度会": N_("Review meeting"),
    "主要领导": N_("Chief leader"),
    "引荐": N_("Introduced"),
    "落地": N_("Landed"),
}

#: Quarter → message id.
QUARTERS: dict[int, str] = {1: N_("Q1"), 2: N_("Q2"), 3: N_("Q3"), 4: N_("Q4")}

#: Indicator of the target table → message id.
TARGETS: dict[str, str] = {
    "signed_projects": N_("Projects signed"),
    "started_projects": N_("Projects started"),
    "funds_arrived": N_("Funds arrived"),
    "invested": N_("Completed investment"),
}

#: Stage a project stands at → message id.
STAGES: dict[str, str] = {
    "signed": N_("Signed"),
    "started": N_("Started"),
    "funded": N_("With funds arrived"),
    "terminated": N_("Terminated"),
    "framework": N_("Framework agreement"),
}

#: What happened to a project in a month → message id.
EVENTS: dict[str, str] = {
    "signed": N_("Signed"),
    "started": N_("Started"),
    "funded": N_("First money"),
    "terminated": N_("Terminated"),
}

#: Published indicator → message id.
INDICATORS: dict[str, str] = {
    "signed_projects": N_("Projects signed"),
    "funds_arrived": N_("Funds arrived"),
    "projects_over_100m": N_("Projects of ¥100M and over"),
    "projects_over_1b": N_("of which ¥1B and over"),
    "top_500_projects": N_("Projects by Top-500 investors"),
    "four_new_projects": N_('"Four new" projects'),
    "planned_investment": N_("Planned investment"),
    "start_rate": N_("Start rate of signed projects"),
    "promotion_events": N_("Promotion activities"),
    "investor_delegations": N_("Investor delegations received"),
    "city_share_top_500_and_four_new": N_('Share of the city in Top-500 and "four new"'),
    "city_rank": N_("Rank in the city"),
    "signing_events": N_("Signing and promotion events"),
    "listed_introductions": N_("Projects listed as introduced"),
    "key_projects": N_("Key projects"),
    "key_projects_investment": N_("Planned investment of the key projects"),
    "annual_plan": N_("Annual plan"),
}


def quarter_words(t: Texts, first: dt.date) -> str:
    """A quarter by its first day: 2023年第三季度, Q3 2023."""
    return t("{period} {year}", period=t(QUARTERS[(first.month + 2) // 3]), year=t.year(first.year))


def month_words(t: Texts, first: dt.date) -> str:
    """A month with its year: 2023年9月, September 2023."""
    return t.months(first, first)


def category(t: Texts, value: str) -> str:
    """A ledger category in the reader's language; an unknown one as the ledger has it."""
    message = CATEGORIES.get(value)
    return value if message is None or t.language == "zh" else t(message)


def is_rest(name: str) -> bool:
    """Is it the group of all that has no name of its own: 其他, Others? It leads nothing and is no name to praise."""
    return name.startswith(("其他", "其它")) or name.casefold() in {"other", "others"}


def in_sentence(t: Texts, name: str) -> str:
    """An industry, department, channel or class of investors within a sentence: new materials, “其他”类."""
    if name in {"其他", "其它"}:
        return t('the group "{name}"', name=name)
    return t('the group "{name}"', name=name) if is_rest(name) and t.language == "en" else t.within(name)


def names(t: Texts, listed: list[str]) -> str:
    """Names within a sentence, as a list: 新材料、生物医药; new materials and biomedicine."""
    return t.join([in_sentence(t, name) for name in listed])


def stage(t: Texts, value: str) -> str:
    """A stage in the reader's language."""
    return t(STAGES[value])


def indicator(t: Texts, code: str) -> str:
    """A published indicator in the reader's language; an unknown code as it is."""
    message = INDICATORS.get(code)
    return t(message) if message else code
