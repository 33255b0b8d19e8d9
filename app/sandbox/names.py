"""Invented names of people. The same number always gives the same name."""

from __future__ import annotations

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
_GIVEN = (
    "志远 晓梅 国庆 丽娜 建军 秀英 海涛 雪峰 明辉 静怡 永强 春燕 立新 文博 红霞 德胜 雅琴 俊杰 玉兰 振华 "
    "巴特尔 乌兰 苏日娜 斯琴 额尔敦 其木格 朝鲁 娜仁 格日勒 萨仁 宝音 呼和 阿古拉 塔娜 牧仁 "
    "思源 子涵 欣然 浩然 嘉宁 一鸣 若琳 泽宇 诗雨 书恒 佳怡 天佑 可心 博文 梓晨"
)
GIVEN = _GIVEN.split()


def name(number: int) -> str:
    """The name of person `number`; 2,500 differ before one comes again."""
    return SURNAMES[number % len(SURNAMES)] + GIVEN[(number // len(SURNAMES) + number * 7) % len(GIVEN)]
