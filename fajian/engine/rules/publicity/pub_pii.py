"""PUB-PII."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.acts import all_acts
from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import look_up
from fajian.engine.rules.clock import months_after
from fajian.engine.rules.privacy import has_flat, has_mobile, is_hidden, with_numbers
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="PUB-PII",
    title="公示泄露个人隐私/商业秘密",
    subject="publications",
    certainty="线索",
    severity="严重",
    wording="线索",
    basis=(
        law("政府信息公开条例(2019)", "第十五条", since="2019-05-15", until="2021-07-14"),
        law("行政处罚法(2021)", "第五十条；政府信息公开条例(2019)第十五条", since="2021-07-15"),
    ),
    needs=("shown_text", "shown_party_name", "published_on"),
    reading="公示正文中有校验位正确的身份证号、手机号、校验正确的银行卡号，或者当事人是自然人而有写到单元、室的住址的，"
    "或者公示时当事人不满18周岁而姓名没有隐去一部分的，列为线索；打码的号码不算，统一社会信用代码不算。"
    "依据只写种类，不写号码。每种号码看正文中的前两个；商业秘密看不出来，由人工判断。正文、出生日期没有记载而可能影响结论的，无法判断。",
)  # fmt: skip
def private_matters_shown(data: Tables) -> ir.Table:
    """Texts shown to all with an identity, phone or card number or a person's flat, and minors shown by full name.

    The evidence names the kind and never the number. Numbers with signs blotted out do not match; nor do the codes of
    organisations, which begin with 9 or hold letters. Ages as in PEN-030-MINOR, on the day of publication.
    """
    owners = all_acts(data).select(owner_kind="act_kind", owner_act="act_id", agency_id="agency_id")
    p = data.penalties
    r = with_numbers(data.publications, "publication_id", "shown_text")
    t = r.left_join(owners, [r.act_kind == owners.owner_kind, r.act_id == owners.owner_act])
    t = look_up(t, "act_id", p, "penalty_id", party_kind="party_kind", party_birth_on="party_birth_on")
    of_penalty = t.act_kind == "penalty"
    person = of_penalty & (t.party_kind == "person")
    young = t.published_on <= months_after(t.party_birth_on, data.setting("youth_age") * 12)
    identity, card, mobile = t.has_identity_number, t.has_bank_card, has_mobile(t.shown_text)
    flat = person & has_flat(t.shown_text)
    named = person & ~is_hidden(t.shown_party_name) & young
    return judge(
        t,
        subject="publications",
        step_on=t.published_on,
        hit=identity | card | mobile | flat | named,
        explain="{published_on}在{channel}公示的内容涉及个人信息（号码不在此显示）。问题：{problem}。",
        problem=problems(
            (identity, "正文有身份证号"),
            (card, "正文有银行卡号"),
            (mobile, "正文有手机号"),
            (flat, "正文有住址门牌"),
            (named, "未成年人姓名没有隐去"),
        ),
        published_on=t.published_on,
        channel=t.channel,
    )
