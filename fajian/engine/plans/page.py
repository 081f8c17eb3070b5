"""What a web page puts around a plan (navigation, metadata, foot lines) and where the plan lies in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fajian.engine.plans.source import Source

_FURNITURE = re.compile(
    r"^(?:(?:您|你)?(?:现在|当前)?所?在?的?位置:?|首页(?:[>|·\-/政]|$)|分享(?:到|:|至)|【?\[?字[体号][::]?|打印|关闭|浏览(?:次数|量)|点击|阅读(?:次数|量)"
    r"|来源:|作者:|[•·*]|(?:发布)?时间:|发布(?:日期|机构|单位|人)[:\t]|(?:信息)?来源|责任编辑|编辑:|审核:|搜索|无障碍|长者|索引号|主题(?:分类|词)"
    r"|公开(?:方式|形式|范围|时限|类别)|信息时效|时效性|统一登记号|有效性|生成日期|文号[:\t]|文件编号|成文日期|发文(?:日期|机关|单位|字号)|名称[:\t]|废止日期"
    r"|体裁|组配|责任部门|服务对象|分类:|标题:|内容概述|\|)"
    r"|\|.*\||>.*>|浏览次数|点击[量数]"
)  # fmt: skip
_FOOT = re.compile(
    r"^(?:上一[篇条]|下一[篇条]|相关(?:链接|文章|阅读|稿件|信息|解读|新闻|文件)|网站地图|关于我们|版权所有|主办(?:单位)?:|承办(?:单位)?:|技术支持|扫一扫|政策解读|视频解读|图解|文字解读"
    r"|(?:湘|京|粤|豫|辽|[一-龥])?(?:ICP备|公网安备)|网站标识码|备案号|打印本页|【?\[?打印|分享(?:到|:)|责任编辑|编辑:|附件下载|\[?关闭|收藏|TOP|返回顶部|监督一点通)"
    r"|网站标识码|ICP备|公网安备|网站地图"
)  # fmt: skip
_META = re.compile(
    r"(?P<label>成文日期|发文日期|印发日期|发布日期|发布时间|生成日期|公开日期|时间|日期)[:\s]*(?P<value>(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2})"
)
_BARE_TIME = re.compile(r"^[•·*]?(?P<value>(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?)(?: ?\d{1,2}:\d\d(?::\d\d)?)?")
_FIRST_HEADING = re.compile(r"^(?:一[、.](?!是)|第一(?:部分|章)|\(一\))", re.M)
_ANY_HEADING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.、](?!\d))", re.M
)
_REFERENCE_LABELS = ("成文日期", "发文日期", "印发日期", "生成日期")


@dataclass(frozen=True, slots=True)
class PageDate:
    """A date of the page about the document; `written`: it claims to be the document's own (成文, 发文)."""

    start: int
    end: int
    value: tuple[int, int]
    written: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Lines of the document head that are text (not furniture), where the numbered text begins, where the plan ends."""

    head: tuple[tuple[int, int], ...]
    body: int
    end: int
    dates: tuple[PageDate, ...]
    meta: tuple[tuple[int, int], ...]


def page(source: Source) -> Page:
    """Splits a text into head lines, plan and foot. Without any heading all is head and plan at once."""
    text = source.text
    first = _FIRST_HEADING.search(text)
    body = first.start() if first else len(text)
    head, meta, dates = [], [], []
    for start, end in _lines(text, 0, body):
        line = text[start:end]
        if _FURNITURE.search(line) or (_BARE_TIME.match(line) and re.search(r"\d:\d\d", line)):
            meta.append((start, end))
            dates += _page_dates(line, start)
        else:
            head.append((start, end))
    return Page(tuple(head), body, _foot(text, body), tuple(dates), tuple(meta))


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    out = []
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if stop > start:
            out.append((start, stop))
        start = stop + 1
    return out


def _page_dates(line: str, offset: int) -> list[PageDate]:
    out = []
    for match in (*_META.finditer(line), *_BARE_TIME.finditer(line)):
        written = match.groupdict().get("label") in _REFERENCE_LABELS
        out.append(
            PageDate(
                offset + match.start(),
                offset + match.end(),
                (offset + match.start("value"), offset + match.end("value")),
                written,
            )
        )
    return out


def _foot(text: str, body: int) -> int:
    """The first foot line behind the last heading; the end of the text where there is none."""
    last = body
    for match in _ANY_HEADING.finditer(text, body):
        last = match.end()
    stop = text.find("\n", last)
    for start, end in _lines(text, stop if stop >= 0 else len(text), len(text)):
        if _FOOT.search(text[start:end]):
            return start
    return len(text)
