"""What kind of supervision a campaign is under 行政执法监督条例 (令825), and who may start which."""

from __future__ import annotations

import re

from fajian.core.errors import Refused
from fajian.orgs.models import Unit

TYPES = {
    "daily": "日常监督",
    "key": "重点监督",
    "special": "专项监督",
    "carried_out": "落实上级专项监督",
}
EXPLAINED = {
    "daily": "案卷评查、执法质效评议、资格确认等（第十四条至第十九条）",
    "key": "企业群众反映强烈、社会影响重大的典型问题（第二十条）",
    "special": "只有省级以上可以组织开展，方案报本级政府批准（第二十一条）",
    "carried_out": "按上级专项监督方案在本地开展，须写明上级方案（第二十一条）",
}
_PROVINCE = re.compile("省|自治区|北京市|天津市|上海市|重庆市|兵团|国务院|中央")


def is_provincial(area: Unit) -> bool:
    """Is it a province, or above?"""
    return bool(_PROVINCE.search(area.name))


def check(legal_type: str, area: Unit, *, chain: bool) -> None:
    """Refuse a kind this area may not start; `chain`: is at least one higher plan named?

    Below the province 专项监督 can only be carried out, by a named higher plan (令825 art. 21).
    """
    if legal_type not in TYPES:
        raise Refused("请选择这次行动属于哪种监督：日常监督、重点监督、专项监督，或者落实上级专项监督。")
    if legal_type == "special" and not is_provincial(area):
        raise Refused(
            "专项监督由省级以上行政执法监督机构组织开展（行政执法监督条例第二十一条）。"
            "本级按上级方案开展的，请选“落实上级专项监督”并写明上级方案；否则请选日常监督或者重点监督。"
        )
    if legal_type == "carried_out" and not chain:
        raise Refused("落实上级专项监督的，请至少写明一份上级方案。")
