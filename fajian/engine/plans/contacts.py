"""Whom to ask about a plan: persons, telephone numbers, mail addresses, postal addresses."""

from __future__ import annotations

import re

from fajian.engine.plans.schema import Contact, ContactKind
from fajian.engine.plans.source import Source

_EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
_PHONE = re.compile(
    r"(?<![\d.])(?:0\d{2,3}[-—)]?(?:\d{7,8}|\d{3,4} \d{4})(?:-\d{1,5})?|1[3-9]\d{9}|400-?\d{3}-?\d{4}"
    r"|(?<=[:)、,])(?:\d{7,8}|\d{3,4}-\d{4})"
    r"|0\d{2,3}-1\d{4}|(?<=电话:)1\d{4})(?!\d)"  # 0314-12318, 12345: the numbers for complaints
)
_PERSON = re.compile(
    r"(?:联系人|联络员|联络人|经办人)(?:及(?:联系)?(?:电话|方式))?:?(?P<v>[一-龥·]{2,12}(?:、[一-龥·]{2,4}){0,3})"
)
_NAME = re.compile(r"^[一-龥·]{2,4}$")
_ORGAN = re.compile("[局厅委办科处室院队股]$")
# 联系人:法规处 某某 0999-…;执法总队 某某 0999-…: in the raw text a blank stands before the name
_FURTHER = re.compile(r"(?<=[;,、])(?P<v>[一-龥()]{4,24})(?=,?(?:电话:?)?\(?[01]\d{2})")
_ADDRESS = re.compile(r"(?:通讯|联系|办公|邮寄)?地址:(?P<v>[^\n;。,]{4,60}?)(?=[;。,\n(]|邮编|联系|电话|邮箱|$)")
# the address behind an organ's name: 报县司法局, in brackets 县行政中心3号楼412室
_PLACE = re.compile(
    r"\((?:地址:)?(?P<v>[一-龥][一-龥A-Za-z\d]{2,30}?\d{1,5}(?:号楼|号|室|楼|层|房间)(?:[一-龥A-Za-z\d]{0,16}(?:室|楼|层|房间))?)\)"
)
_CUE = re.compile("联系|电话|邮箱|信箱|传真|举报|咨询|监督|e-?mail|E-?mail|手机|座机")


def _names(source: Source, a: int, b: int) -> list[str]:
    """Names parted by 、 or, what only the raw text still has, by blanks."""
    written = source.text[a:b].split("、")
    apart = [word for word in source.quote(a, b).split() if _NAME.match(word) and not _ORGAN.search(word)]
    return apart if "".join(apart) == written[0] else written


def contacts(source: Source, start: int, end: int) -> tuple[Contact, ...]:
    """Contacts of text[start:end] (without the page's foot); numbers only on lines that speak of getting in touch."""
    out: list[Contact] = []
    text = source.text
    seen: set[tuple[str, str]] = set()

    def put(kind: ContactKind, value: str, a: int, b: int) -> None:
        if value and (kind, value) not in seen:
            seen.add((kind, value))
            out.append(Contact(kind, value, source.quote(a, b)))

    for line in re.compile(r"[^\n]+").finditer(text, start, end):
        if not (_CUE.search(line.group()) or "@" in line.group() or "地址:" in line.group()):
            continue
        for m in _PERSON.finditer(text, line.start(), line.end()):
            for name in _names(source, m.start("v"), m.end("v")):
                name = re.split("联系|电话|手机|邮箱", name)[0]
                name = re.sub("^.*[局厅委办科处室院队股](?=[一-龥]{2,3}$)", "", name)
                if _NAME.match(name) and not re.search("单位|电话|名单|方式|信息|表|制度|会议|[及和]", name):
                    at = text.find(name, m.start("v"), m.end("v"))
                    put("person", name, at, at + len(name))
            for more in _FURTHER.finditer(text, m.end(), line.end()):
                name = source.quote(more.start("v"), more.end("v")).split()[-1]
                if _NAME.match(name) and name != more["v"] and not _ORGAN.search(name):
                    put("person", name, more.end("v") - len(name), more.end("v"))
        for m in _PHONE.finditer(text, line.start(), line.end()):
            put("phone", m.group().replace("—", "-").replace(")", "-").replace(" ", ""), m.start(), m.end())
        for m in _EMAIL.finditer(text, line.start(), line.end()):
            put("email", m.group(), m.start(), m.end())
        for m in _ADDRESS.finditer(text, line.start(), line.end()):
            put("address", m["v"], m.start(), m.end())
        for m in _PLACE.finditer(text, line.start(), line.end()):
            put("address", m["v"], m.start("v"), m.end("v"))
    return tuple(out)
