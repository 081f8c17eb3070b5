"""Damage that real pages do to a plan, each a function of the text and a number that picks the places."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from typing import Any

import opencc

_WIDE = str.maketrans("()[]:;,.0123456789", "（）［］：；，．０１２３４５６７８９")
_NARROW = str.maketrans("（）：；，", "():;,")
_SOUNDS = {"執": "zhí", "問": "wèn", "題": "tí", "關": "guān", "報": "bào", "單": "dān", "實": "shí", "開": "kāi"}
_TOP = [
    "无障碍浏览 | 长者模式 | 登录 | 注册", "您当前的位置：首页 > 政务公开 > 法定主动公开内容 > 工作方案",
    "【字体：大 中 小】 打印本页 关闭窗口 浏览次数：1024", "分享到：微信 微博", "",
]  # fmt: skip
_BOTTOM = [
    "", "上一篇：上年度法治政府建设情况报告", "下一篇：关于印发《城市道路占用管理办法》的通知",
    "网站地图 | 关于我们 | 网站标识码：1234567890",
    "主办单位：门户网站管理中心  技术支持：大数据管理局  网站纠错电话：0999-1234567", "扫一扫在手机打开当前页",
]  # fmt: skip


def glued(text: str, seed: int) -> str:
    """Some dates lose their 月 and 日: 8月28日前 → 828前."""
    chance = random.Random(seed)

    def lose(m: re.Match[str]) -> str:
        month, day = m["m"], m["d"]
        if chance.random() > 0.3 or int(month + day[0]) <= 12 or len(day) < 2:  # 1月12日: 112 could be 11月2日
            return m.group()
        return f"{month}{day}"

    return re.sub(r"(?<!\d)(?P<m>\d{1,2})月(?P<d>\d{1,2})日(?=前)", lose, text)


def width(text: str, seed: int) -> str:
    """Lines in full or half width at random."""
    chance = random.Random(seed)
    tables = (_WIDE, _NARROW, {})
    return "\n".join(line.translate(chance.choice(tables)) for line in text.split("\n"))


def web(text: str, seed: int) -> str:
    """Navigation above, links below, some paragraphs broken, invisible characters."""
    chance = random.Random(seed)
    lines: list[str] = []
    for line in text.split("\n"):
        if len(line) > 60 and "\t" not in line and "|" not in line and chance.random() < 0.5:
            wide = chance.choice([34, 38, 42])
            lines += [line[i : i + wide] for i in range(0, len(line), wide)]
        else:
            lines.append(line.replace("执法", "执\u200b法") if chance.random() < 0.2 else line)
    return "\n".join([*_TOP, *lines, *_BOTTOM])


def mirrored(text: str, seed: int) -> str:
    """Traditional characters with inserted sounds, as pages mirrored abroad have them."""
    chance = random.Random(seed)
    out = opencc.OpenCC("s2t").convert(text)
    return "".join(f"{c}({_SOUNDS[c]})" if c in _SOUNDS and chance.random() < 0.6 else c for c in out)


def renumbered(text: str, seed: int) -> str:
    """Other forms of the same numbers, other words for the same labels."""
    chance = random.Random(seed)
    third = chance.choice(["（{}）", "{}、", "({})", "{}．"])
    text = re.sub(r"(?m)^(\d{1,2})[.、．](?!\d)", lambda m: third.format(m[1]), text) if "附件" not in text else text
    for word, other in (
        ("牵头单位", "主办单位"),
        ("配合单位", "协同部门"),
        ("责任单位", "责任部门"),
        ("完成时限", "完成时间"),
    ):
        text = text.replace(word, other) if chance.random() < 0.7 else text
    return text


KINDS = {"glued": glued, "width": width, "web": web, "mirrored": mirrored, "renumbered": renumbered}


def damaged(kind: str, text: str, gold: Mapping[str, Any], seed: int) -> tuple[str, dict[str, Any]]:
    """(text, gold) after one kind of damage; that digits are glued is a doubt of its own, which may be raised."""
    text = KINDS[kind](text, seed)
    glue = [{"kind": "doubts", "doubt": "missing_text", "quote": text}] if kind == "glued" else []
    return text, {**gold, "ignore": [*gold["ignore"], *glue]}
