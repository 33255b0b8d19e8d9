"""The series of titles and the names of their levels (national table of series, 2021 and later).

Data for labels and proposals; which committee may review what is decided from its filing.
"""

from __future__ import annotations

from dataclasses import dataclass

from handlers.rules.terms import Level


@dataclass(frozen=True)
class Series:
    """One series: its code, name, and title per level from 员级 to 正高 (empty: none or several by specialty)."""

    code: str
    label: str
    titles: tuple[str, str, str, str, str]

    def title(self, level: Level) -> str:
        """The usual name of the title at `level`, empty when the specialty decides."""
        return self.titles[level.rank - 1]


_TABLE = (
    Series("university", "高等学校教师", ("", "助教", "讲师", "副教授", "教授")),
    Series("social_sci", "哲学社会科学研究人员", ("", "研究实习员", "助理研究员", "副研究员", "研究员")),
    Series("natural_sci", "自然科学研究人员", ("", "研究实习员", "助理研究员", "副研究员", "研究员")),
    Series("health", "卫生技术人员", ("", "", "", "", "")),
    Series("engineering", "工程技术人员", ("技术员", "助理工程师", "工程师", "高级工程师", "正高级工程师")),
    Series("agriculture", "农业技术人员", ("农业技术员", "", "", "", "")),
    Series("news", "新闻专业人员", ("", "", "", "", "")),
    Series("publishing", "出版专业人员", ("", "助理编辑", "编辑", "副编审", "编审")),
    Series("library", "图书资料专业人员", ("管理员", "助理馆员", "馆员", "副研究馆员", "研究馆员")),
    Series("museum", "文物博物专业人员", ("", "助理馆员", "馆员", "副研究馆员", "研究馆员")),
    Series("archives", "档案专业人员", ("管理员", "助理馆员", "馆员", "副研究馆员", "研究馆员")),
    Series(
        "crafts", "工艺美术专业人员",
        ("工艺美术员", "助理工艺美术师", "工艺美术师", "高级工艺美术师", "正高级工艺美术师"),
    ),
    Series("tech_school", "技工院校教师", ("", "", "", "", "")),
    Series("sports", "体育专业人员", ("", "", "", "", "")),
    Series("translation", "翻译专业人员", ("", "三级翻译", "二级翻译", "一级翻译", "译审")),
    Series(
        "broadcasting", "播音主持专业人员",
        ("", "二级播音员主持人", "一级播音员主持人", "主任播音员主持人", "播音指导"),
    ),
    Series("accounting", "会计人员", ("", "助理会计师", "会计师", "高级会计师", "正高级会计师")),
    Series("statistics", "统计专业人员", ("", "助理统计师", "统计师", "高级统计师", "正高级统计师")),
    Series("economics", "经济专业人员", ("", "助理经济师", "经济师", "高级经济师", "正高级经济师")),
    Series("laboratory", "实验技术人才", ("实验员", "助理实验师", "实验师", "高级实验师", "正高级实验师")),
    Series("vocational", "中等职业学校教师", ("", "", "", "", "")),
    Series("school", "中小学教师", ("三级教师", "二级教师", "一级教师", "高级教师", "正高级教师")),
    Series("arts", "艺术专业人员", ("", "", "", "", "")),
    Series("law_service", "公共法律服务专业人员", ("", "", "", "", "")),
    Series("ships", "船舶专业技术人员", ("", "", "", "", "")),
    Series("aviation", "民用航空飞行技术人员", ("", "三级飞行员", "二级飞行员", "一级飞行员", "正高级飞行员")),
    Series("audit", "审计专业人员", ("", "助理审计师", "审计师", "高级审计师", "正高级审计师")),
)  # fmt: skip

EXAM_AND_REVIEW = frozenset({"health", "translation", "accounting", "statistics", "economics", "audit"})
SAFETY = frozenset({"health"})

SERIES = {series.code: series for series in _TABLE}


def series_label(code: str) -> str:
    """The Chinese name of a series; an unknown code is shown as it is."""
    return SERIES[code].label if code in SERIES else code


def usual_title(code: str, level: Level) -> str:
    """The usual title of a series at a level, empty when none is known."""
    return SERIES[code].title(level) if code in SERIES else ""


def exam_required(code: str, level: Level) -> bool:
    """Whether the series asks for an examination before the review of `level` (考评结合, A24.1)."""
    return level is Level.ASSOCIATE_SENIOR and code in EXAM_AND_REVIEW


def safety_series(code: str) -> bool:
    """Whether field of study and of work must agree: public safety and personal health (A21.8)."""
    return code in SAFETY
