"""OFF-SCOPE."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import look_up
from fajian.engine.rules.certificates import good_on
from fajian.engine.rules.offices import covers
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import ACTING_ROLES, ACTS


@rule(
    id="OFF-SCOPE",
    title="证件机关/地域/类别不符",
    subject=("penalties", "inspections", "coercions"),
    certainty="确定",
    severity="较重",
    wording="涉嫌违法",
    basis=law("行政执法监督条例", "第十条；河南省行政执法条例第二十一条"),
    needs=("agency_id", "domain"),
    reading="承担调查、检查、实施强制工作的人员，当日有效的执法证件中，没有一件同时符合执法机关、地域和执法领域的，"
    "列出。机关是指案件的执法机关、具体实施机构或者委托机关，已备案的抽调人员和联合检查不看机关；"
    "证件区域应当包含机关的区划。人民警察不列；没有有效证件的，由“无证人员执法”列出。人员、"
    "日期或者证件所载内容没有记载的，无法判断。",
)
def certificate_for_something_else(data: Tables) -> tuple[ir.Table, ...]:
    """Somebody acted whose certificates, good that day, are all for another agency, region or field of enforcement.

    One good certificate must fit in all three: it names the agency, the body that acted for it or that body's principal
    (staff lent on record and joint inspections excepted); its region covers the agency's; it holds the act's field.
    Police are left out; who holds no good certificate is OFF-NOCERT's. Certificate or person not recorded: cannot be
    judged.
    """
    return tuple(_judged(data, kind, table) for kind, table in ACTS.items())


def _judged(data: Tables, kind: str, table: str) -> ir.Table:
    acts = _acts(data, table)
    a = data.act_officers
    a = a.filter((a.act_kind == kind) & a.role.isin(ACTING_ROLES)).select(
        "act_id", "officer_id", "acted_on", "is_seconded"
    )
    a = look_up(a, "officer_id", data.officers, "officer_id", is_police="is_police")
    a = a.filter(~a.is_police.fill_null(False))
    people = a.inner_join(acts.drop("agency_id"), a.act_id == acts.key_id)
    c = data.certificates
    cards = c.select(
        "certificate_id", "valid_from_on", "valid_to_on", "status", "status_on", "suspended_to_on", "domains",
        card_holder="officer_id", card_agency="agency_id", card_region="region_code",
    )  # fmt: skip
    held = people.left_join(cards, people.officer_id == cards.card_holder)
    own = (held.card_agency == held.act_agency) | (held.card_agency == held.body_id).fill_null(False)
    own = own | (held.card_agency == held.principal_id).fill_null(False) | held.is_seconded | held.is_joint
    fits = own & covers(held.card_region, held.home_code) & held.domains.contains(held.act_domain)
    held = held.mutate(good=good_on(held, held.acted_on), fits=fits)
    one = held.group_by("act_id", "officer_id", "acted_on").aggregate(
        any_good=held.good.any(),
        any_fits=(held.good & held.fits).any(),
        unsaid_fits=((held.good & held.fits).isnull() & held.certificate_id.notnull()).any(),
    )
    wrong = ibis.cases(
        (one.officer_id.isnull() | one.acted_on.isnull(), ibis.null("boolean")),
        (one.any_fits, ibis.literal(False)),
        (one.unsaid_fits, ibis.null("boolean")),
        (one.any_good, ibis.literal(True)),
        else_=ibis.literal(False),
    )
    one = one.mutate(wrong=wrong)
    found = one.group_by(found_id="act_id").aggregate(
        any_wrong=one.wrong.any(),
        any_unsaid=one.wrong.isnull().any(),
        officer_id=one.officer_id.min(where=one.wrong),
        acted_on=one.acted_on.min(where=one.wrong),
    )
    t = acts.inner_join(found, acts.key_id == found.found_id)
    return judge(
        t,
        subject=table,
        record_id=t.key_id,
        step_on=t.acted_on,
        hit=ibis.cases(
            (t.any_wrong, ibis.literal(True)), (t.any_unsaid, ibis.null("boolean")), else_=ibis.literal(False)
        ),
        explain="{officer_id}于{acted_on}执法，当日有效的执法证件没有一件同时符合本案的机关、地域（{home_code}）和"
        "执法领域（{domain}）。",
        officer_id=t.officer_id,
        acted_on=t.acted_on,
        home_code=t.home_code,
        domain=t.act_domain,
        body_id=t.body_id,
    )


def _acts(data: Tables, table: str) -> ir.Table:
    """The acts as key_id, agency_id, act_agency, act_domain, body_id, principal_id, home_code, is_joint."""
    t = getattr(data, table)
    joint = data.happened(t, table, "joint_id") if table == "inspections" else ibis.literal(False)
    t = t.select(
        "agency_id", "impl_agency_id", key_id=t.columns[0], act_agency="agency_id", act_domain="domain", is_joint=joint
    )
    t = look_up(t, "agency_id", data.agencies, "agency_id", home_code="region_code")
    t = look_up(t, "impl_agency_id", data.agencies, "agency_id", principal_id="delegated_by_id")
    return t.rename(body_id="impl_agency_id")
