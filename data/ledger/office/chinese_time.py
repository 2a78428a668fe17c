"""How Chinese headings say a time (`english_time` has the English): patterns over texts as `time_words` has them."""

from __future__ import annotations

import re

_N = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元])"
_TO = r"(?:[-—–~～]+|至|到)"
_YEAR_OF = r"(?:(?<!\d)(?P<{0}>(?:19|20)\d{{2}}|\d{{2}})年(?:度)?[-./]?|(?<!\d)(?P<{0}b>(?:19|20)\d{{2}})[-./](?=\d))?"
_NOT_AFTER = r"(?<![\d一二三四五六七八九十第])"
_NOW = r"(?:本月|当月|本期|月底|月末|目前|现在|今|报告期)(?:底|末|止)?"
_STARTED = r"(?:开工|开建|动工|建设|开始建设|启动|立项|签约|建设期|项目|实施|落地|落户|入驻|引进|投产|成立|供地)"
SINCE_START = re.compile(
    rf"自?{_STARTED}+(?:以来|至今|之日起|起|(?:至|到|截至|截止)(?=[\d本报目今]))(?:的)?(?:累计)?|自(?:{_STARTED})+(?:累计)?"
    rf"|(?:开工|开建|动工|开始建设|签约|落地)后?累计|历年(?:累计)?|(?:累计)?自?开始建设(?:至今|以来)?"
    r"|含(?:以前|往年|历年|上年|去年|前期)(?:年度|各年)?(?:数|结转)?"
)
YEARS = re.compile(
    rf"(?<!\d)((?:19|20)\d{{2}})年?(?:度)?{_TO}(?:19|20)\d{{2}}年?(?:度)?(?![\d年]*月|[-./]\d)|近[两二三四五2-5]年(?:来|以来)?"
)
FROM_JANUARY_TO_NOW = re.compile(
    rf"(?:自|从)?(?:年初|元月|(?<!\d)0?1月|一月)(?:份)?起?{_TO}{_NOW}|(?:自|从)?(?:年初|今年|本年|年)以来|年内"
    r"|(?:自|从)?年初起?至?今?|(?<![a-z])(?:ytd|year[- ]to[- ]date)(?![a-z])"
)
PAST = re.compile(
    r"(?:去年|上年|上一年|前年)(?:度)?(?:同期|同月)?(?:累计)?|同期|上年结转|往年|以前年度|以前各年|前期(?=累计|完成|到位)"
)
NEXT = re.compile(
    r"(?:下|次)(?:个)?(?:月|季度|期|一月)(?:份)?|(?:下|明|次)(?:一)?年(?:度)?|下(?:一)?(?:步|阶段)|下一期|后续(?:年度|各年)?|今后|未来"
    r"|以后(?:年度|各年)|(?<!\d)(?:19|20)\d{2}年?(?:度)?及?其?(?:以后|之后|后续)(?:年度|各年)?"
)
LAST_MONTH = re.compile(r"上(?:个)?(?:月|期|季度)(?:份)?")
THIS_MONTH = re.compile(r"(?:本|当|该)(?:个)?(?:月|期)(?:份)?|月度")
THIS_QUARTER = re.compile(r"(?:本|当)(?:个)?季(?:度)?")
THIS_YEAR = re.compile(
    r"(?:本|当|今|全)年(?:度)?|(?<![\d])年度|(?<![\d年])年(?=累计|计划|目标|任务)"
    r"|(?<![a-z])(?:(?:this|current|full|whole|the) year|annual|yearly)(?![a-z])"
)
RANGE = re.compile(
    r"(?:自|从)?" + _YEAR_OF.format("y") + _NOT_AFTER + rf"(?:年初|(?P<first>{_N})月?(?:份)?)起?{_TO}"
    rf"{_YEAR_OF.format('z')}(?P<last>{_N})月(?:份|底|末)?(?:止)?"
)
FIRST_MONTHS = re.compile(_YEAR_OF.format("y") + rf"前(?P<last>{_N})个?月(?:份)?")
FIRST_QUARTERS = re.compile(_YEAR_OF.format("y") + r"前(?P<last>[一二两三四1-4])个?季度?")
QUARTERS = re.compile(
    _YEAR_OF.format("y") + rf"(?:第)?(?P<first>[一二三四1-4])(?:季度?)?{_TO}(?:第)?(?P<last>[一二三四1-4])季度?"
)
QUARTER = re.compile(_YEAR_OF.format("y") + r"(?:第)?(?P<quarter>[一二三四1-4])季度?|(?<![a-z])q(?P<q>[1-4])(?!\d)")
HALF = re.compile(_YEAR_OF.format("y") + r"(?P<half>[上下])半年(?:度)?")
YEAR_END = re.compile(
    r"(?:截[至止]到?|[至到])?(?<!\d)(?P<y>(?:19|20)\d{2})年(?:年?[底末]|12月[底末]|(?P<before>以前|之前)|及以前)(?:前|止)?"
)
#: «三季度末累计» is up to the quarter's end, as «9月底累计» is.
QUARTER_END = re.compile(
    _YEAR_OF.format("y") + r"(?:截[至止]到?|[至到])?(?:第)?(?P<quarter>[一二三四1-4])季度?[底末](?:止)?(?:累计)?"
)
UP_TO = re.compile(
    r"(?:截[至止]到?|累计[至到])"
    + _YEAR_OF.format("y")
    + _NOT_AFTER
    + rf"(?P<last>{_N})月(?:底|末|份|\d{{1,2}}[日号])?(?:止)?"
    + r"|"
    + _YEAR_OF.format("z")
    + _NOT_AFTER
    + rf"(?P<end>{_N})月(?:[底末](?:前|止)?|\d{{1,2}}[日号](?:前|止))"
)
UP_TO_NOW = re.compile(rf"(?:截[至止]到?|[至到]){_NOW}|(?:截[至止])(?:底|末)?|至今|迄今")
#: «23.1» and «23-01» alone, as offices number months.
SHORT_NUMBERS = re.compile(r"(?:^|(?<=/))(?P<y>[12]\d)[-.](?P<last>1[0-2]|0?[1-9])(?:$|(?=/))")
NUMBERS = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})[-./年]?(?P<last>1[0-2]|0[1-9]|[1-9])月?(?![-./]?\d)")
MONTH = re.compile(_YEAR_OF.format("y") + _NOT_AFTER + rf"(?P<last>{_N})月(?:份|当月)?")
ENGLISH = re.compile(r"(?<![a-z])(?P<m>[a-z]{3,9})\.?[-/' ]?(?P<y>(?:20)?\d{2})?(?![a-z\d])")
YEAR = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d{2})\s*年(?:度)?|(?<!\d)(?P<z>(?:19|20)\d{2})(?!\d)"
    r"|(?<!\d)(?P<s>1[5-9]|[23]\d)年(?:度|(?=[投计目任完实累全底末/]|到[位账资]|$))"
)
CUMULATIVE = re.compile(r"累[计积]|总累计|(?<![a-z])(?:ytd|cumulative)(?![a-z])")
