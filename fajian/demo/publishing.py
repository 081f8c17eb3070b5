"""What the city's unit made public: a decision, its lists, a typical case, what was taken back, what still waits."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from fajian.demo import papers
from fajian.demo.diary import Diary
from fajian.demo.people import People
from fajian.publicity import actions
from fajian.publicity.cleaning import cleaned
from fajian.publicity.kinds import kinds
from fajian.publicity.models import Publication
from fajian.publicity.preview import preview

UNIT, CLERK, CHIEF = "安澜市城市管理局", "cg-tb", "cg-ld"
# Days ago, kind, title, columns, how far it came.
STORY: tuple[tuple[int, str, str, dict[str, Any], str], ...] = (
    (70, "items", "安澜市城市管理局行政执法事前公开内容", {
        "subject": "安澜市城市管理局，地址：安澜市政务中心", "officers": "执法人员名录见附件，证件号可以在现场查验",
        "duty": "市容环境卫生、户外广告、占道经营的管理和处罚",
        "authority": "责令改正、罚款、依法扣押工具",
        "basis": "《行政处罚法》第三十九条、《城市市容和环境卫生管理条例》",
        "procedure": "立案、调查、审核、告知、决定、送达、执行",
        "remedy": "六十日内向市人民政府申请行政复议；监督电话 12345",
        "spot_check_list": "户外广告设置情况抽查，每年一次",
        "changed_on": "{day}"}, "published"),
    (40, "penalty", "大成商贸户外广告案", {
        "decision_no": "安城管罚决〔2026〕901号", "party_name": "安澜市大成商贸有限公司",
        "violation_name": "擅自设置户外广告",
        "violation_facts": "该公司未经批准在解放路12号门前设置广告牌一块，负责人在场，责令限期拆除后逾期未拆除",
        "basis_text": "《城市市容和环境卫生管理条例》第三十六条", "penalty_kinds": "罚款", "fine_yuan": "5000",
        "decided_on": "{day}", "agency_name": UNIT}, "published"),
    (36, "penalty", "占道经营案", {
        "decision_no": "安城管罚决〔2026〕902号", "party_name": "钱某某", "violation_name": "占道经营",
        "violation_facts": "钱某某在集市路口占道经营", "basis_text": "《城市市容和环境卫生管理条例》第十四条",
        "penalty_kinds": "罚款", "fine_yuan": "200", "decided_on": "{day}", "agency_name": UNIT}, "withdrawn"),
    (25, "typical_case", "擅自设置户外广告，逾期不拆除从重处罚", {
        "party_name": "安澜市大成商贸有限公司", "party_kind": "法人及非法人组织",
        "facts": "当事人未经批准设置户外广告，责令限期拆除后逾期未拆除。", "handling": "罚款五千元，责令拆除。",
        "meaning": "提示经营者设置户外广告先办手续。"}, "submitted"),
    (75, "policy", "安澜市户外广告设置管理规定", {
        "index_no": "AL-CG-2026-0007", "doc_no": "安城管发〔2026〕7号", "issuer": UNIT, "issued_on": "{day}",
        "validity": "有效", "text": "设置户外广告应当依法办理手续；责令限期拆除的，期限不少于三日。"}, "published"),
    (50, "interpretation", "三分钟看懂户外广告怎么办手续", {
        "form": "视频解读", "of": "安澜市户外广告设置管理规定", "text": "谁要办、到哪里办、带什么材料、多久办好。",
        "link": "https://example.org/video/12"}, "published"),
    (49, "law_list", "2026年普法责任清单", {
        "year": "2026", "laws": "《行政处罚法》《城市市容和环境卫生管理条例》", "audience": "沿街商户、广告公司",
        "measures": "每季度进市场、进社区一次，办案时随案释法", "office": "法规科"}, "published"),
    (33, "law_publicity", "普法进集市", {
        "held_on": "{day}", "form": "现场宣讲、发放读本", "audience": "商户约60人",
        "text": "讲解占道经营的规定和首次轻微违法不予处罚的条件。"}, "published"),
    (28, "notice", "专项整治自查和整改情况", {
        "range": "本级各单位", "checked": "自查发现问题十二个", "rectified": "已整改十个，两个在办",
        "channel": "市司法局执法监督科，12345"}, "published"),
    (26, "exposure", "曝光台第三期：检查站违规收费", {
        "about": "临时检查站没有批文，向过往货车收费。", "exposed": UNIT, "result": "检查站已撤销，费用全部退还。",
        "media": "安澜广播电视台", "keeper": "新闻部专栏编辑", "aired_on": "{day}"}, "published"),
    (3, "penalty", "店外堆物案", {
        "decision_no": "安城管罚决〔2026〕917号", "party_name": "安澜市顺达建材有限公司",
        "violation_name": "店外堆放物料",
        "basis_text": "《城市市容和环境卫生管理条例》第十四条", "penalty_kinds": "警告、罚款", "fine_yuan": "1000",
        "decided_on": "{day}", "agency_name": UNIT}, "draft"),
)  # fmt: skip
SECRECY = "法规科审查，不涉及国家秘密、商业秘密、个人隐私和未成年人。"


class Publishing:
    """Written into the diary."""

    def __init__(self, diary: Diary, people: People) -> None:
        self.diary, self.people = diary, people

    def prepare(self) -> None:
        """The drafts, and what became of them."""
        for ago, kind, title, data, state in STORY:
            day = self.diary.ago(ago)
            self.diary.write(day, 14, partial(self.draft, kind, title, data), 20)
            if state != "draft":
                self.diary.write(day + timedelta(days=2), 15, partial(self.bring, title, state), 20)

    def draft(self, kind: str, title: str, data: dict[str, Any]) -> None:
        """By the unit's clerk; the day of the decision is that of the draft."""
        filled = {name: value.replace("{day}", self.diary.day.isoformat()) for name, value in data.items()}
        party = "person" if filled.get("party_name", "").endswith("某某") else "organisation"
        about = Publication.objects.shown().filter(kind="policy").values_list("pk", flat=True).first()
        about = about if kind == "interpretation" else None
        given = actions.Given(
            title, filled, about=about, party_kind=party if kind == "penalty" else "", credit="general"
        )
        received = [cleaned(papers.picture(7))] if kind == "items" else []
        by, _ = self.pair(kind)
        actions.prepare(by=by, kind=kind, unit=by.unit, given=given, received=received)

    def pair(self, kind: str) -> tuple[Any, Any]:
        """Who drafts and who approves: the unit, or the office where only that may."""
        names = ("jd2", "jd1") if kinds()[kind].announced else (CLERK, CHIEF)
        return self.people.users[names[0]], self.people.users[names[1]]

    def bring(self, title: str, state: str) -> None:
        """Sent, approved by the unit's leader, taken back by the clerk as far as it came."""
        row = Publication.objects.get(title=title)
        clerk, chief = self.pair(row.kind)
        row = actions.submit(by=clerk, publication=row, seen=row.version, secrecy=SECRECY)
        if state == "submitted":
            return
        row = actions.approve(by=chief, publication=row, seen=row.version, digest=preview(row)[1])
        if row.kind == "penalty":
            actions.place(by=clerk, publication=row, channel="信用安澜网站", address="", placed_on=self.diary.day)
            row.refresh_from_db()
        if state == "withdrawn":
            said: dict[str, Any] = {"ground": "revoked", "reason": "行政复议撤销", "changed_on": self.diary.day}
            actions.withdraw(by=clerk, publication=row, seen=row.version, **said)
