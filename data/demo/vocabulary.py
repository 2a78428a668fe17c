"""Made-up names of projects and investors: plausible for their industry, nobody's in particular."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from data.demo.dice import Dice

_PRODUCTS = {
    "航空航天": (
        "航空紧固件 无人机整机 航空复合材料构件 航空发动机叶片 卫星地面终端 航空轮胎 机载电子设备 航空特种涂料 "
        "通用航空器部件 航空液压件 商业火箭结构件 航空检测装备"
    ),
    "新材料": (
        "高强碳纤维复合材料 电子级化学品 特种工程塑料 高纯石英 锂电池隔膜 稀土催化材料 可降解塑料 高性能膜材料 "
        "石墨烯导热材料 气凝胶保温材料 聚酰亚胺薄膜 纳米陶瓷粉体 高端聚烯烃 特种橡胶 光刻胶单体 锂电池电解液 "
        "高端铝合金板带 储氢合金 芳纶纤维 硅碳负极材料 氟硅新材料 金属软磁粉"
    ),
    "高端装备制造": (
        "石油钻采装备 智能数控机床 工业机器人 压裂成套装备 新能源汽车零部件 高端液压件 精密轴承 氢能压缩机 "
        "智能仓储装备 大型锻件 环保成套装备 特种泵阀 高压容器 电力电子装备 油气检测仪器 精密铸件 激光加工装备 "
        "动力电池模组"
    ),
    "数字经济": (
        "工业互联网平台 云计算数据中心 智能传感器 人工智能算力中心 信创终端 软件研发基地 智慧物流平台 数字孪生应用 "
        "物联网模组 大数据标注基地 网络安全产业园 北斗应用终端 电子商务直播基地 半导体封装测试"
    ),
    "海上风电装备": (
        "海上风电塔筒 海上风电叶片 风电机组总装 海上升压站 风电轴承 海缆 风电铸件 光伏组件 漂浮式基础平台 "
        "风电运维装备 导管架 储能系统集成"
    ),
    "生物医药": (
        "高端原料药 医用耗材 体外诊断试剂 中药饮片 生物酶制剂 医疗影像设备 细胞治疗制品 药用辅料 海洋生物制品 "
        "创新药制剂 医用高分子材料 兽用疫苗 康复器械 医药中间体"
    ),
    "现代服务业": (
        "冷链物流园 检验检测服务中心 跨境电商产业园 工业设计服务中心 会展中心 仓储物流园 总部经济大厦 "
        "职业技能培训基地 康养服务中心 供应链服务平台 商业综合体 人才公寓 科技企业孵化器 港口物流服务"
    ),
    "其他": (
        "休闲食品 装配式建筑构件 再生铜材 包装制品 家居制品 水产饲料 光伏支架 建筑节能门窗 污泥处置设备 分布式能源机组"
    ),
}
PRODUCTS = {industry: tuple(words.split()) for industry, words in _PRODUCTS.items()}

_MADE = (
    "{p}项目",
    "{p}生产项目",
    "{p}生产基地项目",
    "{p}产业化项目",
    "{p}研发制造项目",
    "{p}扩产项目",
    "{p}项目（一期）",
    "{p}项目（二期）",
    "{p}智能工厂项目",
)
_DIGITAL = (
    "{p}项目",
    "{p}建设项目",
    "{p}产业化项目",
    "{p}扩建项目",
    "{p}升级项目",
    "{p}项目（一期）",
    "{p}项目（二期）",
)
_RUN = ("{p}项目", "{p}建设项目", "{p}运营项目", "{p}项目（一期）", "{p}项目（二期）", "{p}提升项目", "{p}配套项目")
_TONNES = tuple(f"年产{n}吨{{p}}项目" for n in ("500", "2000", "8000", "1万", "3万", "5万"))
_SETS = tuple(f"年产{n}套{{p}}项目" for n in (60, 200, 500, 1000, 3000))

TEMPLATES = {
    "航空航天": _MADE,
    "新材料": _MADE + _TONNES,
    "高端装备制造": _MADE + _SETS,
    "数字经济": _DIGITAL,
    "海上风电装备": _MADE,
    "生物医药": _MADE,
    "现代服务业": _RUN,
    "其他": _MADE,
}
#: Industries whose projects are places rather than goods.
PLACES = ("数字经济", "现代服务业")
_UPGRADES = ("{p}生产线智能化改造项目", "{p}绿色化改造项目", "{p}扩能改造项目")
_PLACE_UPGRADES = ("{p}提升改造项目", "{p}智慧化改造项目", "{p}二次扩建项目")
WORKS = (
    "{i}园区标准厂房工程（一期）",
    "{i}园区标准厂房工程（二期）",
    "{i}园区道路及管网工程",
    "{i}园区集中供热工程",
    "{i}园区污水处理扩建工程",
    "{i}园区变配电工程",
)

SHORT = {
    "航空航天": "航空",
    "新材料": "新材料",
    "高端装备制造": "装备",
    "数字经济": "数字科技",
    "海上风电装备": "风电装备",
    "生物医药": "医药",
    "现代服务业": "服务",
    "其他": "实业",
}

OWNERS = ("项目专员", "分管负责人")
NOTES = {
    "用地": ("土地组卷待批", "地上附着物清理未完成", "供地时间待定"),
    "规划": ("规划条件调整待批", "方案设计未通过审查"),
    "环评能评": ("环评报告待批复", "能评指标待落实"),
    "资金": ("投资方资金未按计划到账", "银行贷款尚未批复"),
    "用工": ("技术工人不足", "施工队伍进场不足"),
    "基础设施": ("供电线路尚未接通", "蒸汽管网未到红线", "道路未贯通"),
    "其他": ("设备到货延期", "施工图审查未完成"),
}


def project_names(dice: Dice, industry: str) -> Iterator[tuple[str, str]]:
    """Unique (name, product) pairs of the industry's signings, in chance order."""
    pairs = dice.shuffled(product(TEMPLATES[industry], PRODUCTS[industry]))
    return ((template.format(p=item), item) for template, item in pairs)


def upgrade_names(dice: Dice, industry: str) -> Iterator[tuple[str, str]]:
    """The same for projects that are no signings: public works and upgrades of plants that stand."""
    works = [(work.format(i=industry if industry != "其他" else "综合"), "") for work in WORKS]
    templates = _PLACE_UPGRADES if industry in PLACES else _UPGRADES
    upgrades = [(template.format(p=item), item) for template, item in product(templates, PRODUCTS[industry])]
    return iter(dice.shuffled(works + upgrades))
