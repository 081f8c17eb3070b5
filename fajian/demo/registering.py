"""What the city's units registered and cleared: bases, bodies, posts, papers."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from fajian.demo import papers
from fajian.demo.diary import Diary
from fajian.demo.people import People
from fajian.registers import actions
from fajian.registers.models import Registration

# Days ago, kind, title, columns, the opinion (None: registered only), its reason, how far it came.
STORY: tuple[tuple[int, str, str, dict[str, Any], str | None, str, str], ...] = (
    (90, "basis", "安澜市户外广告设置管理办法", {
        "issuer": "安澜市人民政府", "level": "规范性文件", "doc_no": "安政发〔2016〕12号", "subject": "行政处罚",
        "content": "第九条 逾期不拆除的，处五千元以上罚款。", "cites": "《行政处罚法》第十四条"},
     "repeal", "规范性文件设定罚款，与上位法相违背", "published"),
    (88, "basis", "安澜市城市管理行政处罚程序规定", {
        "issuer": "安澜市城市管理局", "level": "规范性文件", "doc_no": "安城管〔2019〕33号", "subject": "行政处罚",
        "content": "听证的条件、期限照《行政处罚法（2017）》第四十二条。"}, "amend", "援引的条文已经修改", "proposed"),
    (86, "item", "占用城市道路摆摊设点的处罚", {
        "act": "行政处罚", "basis": "《城市市容和环境卫生管理条例》第十四条、《行政处罚法》第二十八条",
        "office": "城管支队", "channel": "12345，市司法局"}, None, "", ""),
    (80, "duty", "占道经营案件的承办、审核、批准", {
        "office": "城管支队", "post": "二大队", "power": "占道经营案件的调查和处罚", "handles": "中队执法人员",
        "reviews": "法规科", "approves": "分管局长", "liability": "承办人对事实和证据负责，审核人对适用法律负责",
        "basis": "《行政处罚法》第五十七条、第五十八条"}, None, "", ""),
    (60, "flowchart", "行政处罚普通程序流程图", {
        "act": "行政处罚", "steps": "立案、调查、审核、告知、听证、决定、送达、执行",
        "basis": "《行政处罚法》第五十四条"},
     "keep", "符合现行规定", "published"),
    (50, "paper", "行政处罚听证告知书", {
        "act": "行政处罚", "standard": "省司法厅统一格式", "basis": "《行政处罚法》第六十三条"}, None, "", ""),
    (45, "body", "城管局路面协管中队", {
        "nature": "内设机构", "basis": "机构改革前的内部文件", "staff": 18, "proper": False},
     "abolish", "没有执法主体资格", "settled"),
    (40, "checkpoint", "河口大桥北端临时检查站", {
        "place": "河口大桥北端", "lasting": "临时", "basis": "会议纪要", "proper": False},
     "abolish", "没有批文，设立没有依据", "ended"),
    (39, "standard", "擅自设置大型户外广告的处罚", {
        "form": "裁量权基准", "act": "行政处罚", "basis": "《行政处罚法》第三十四条", "statute": "1万元以上10万元以下",
        "table": "减轻 | 初次违法、主动拆除 | 5000元以上1万元以下\n从轻 | 面积不足20平方米 | 1万元以上3万元以下\n"
        "从重 | 面积20～60平方米 | 3万元以上6万元以下\n从重 | 面积超过60平方米 | 6万元以上10万元以下 | 依法强制拆除",
        "from_on": "2026-01-01", "order": "责令限期改正"},
     "keep", "在法定幅度以内，与上级基准一致", "published"),
    (38, "person", "协管中队某协管员", {
        "post": "路面检查", "staffing": "聘用", "lacking": "没有行政执法证件，单独上路检查"},
     "reassign", "不具备执法资格", "published"),
    (30, "legal_review", "罚款十万元以上的处罚决定", {
        "reason": "直接关系当事人或者第三人重大权益", "threshold": "对单位罚款十万元以上", "reviewer": "法规科",
        "basis": "《行政处罚法》第五十八条"}, None, "", ""),
    (37, "device", "执法记录仪01号", {
        "device_no": "CG-J01", "sort": "执法记录仪", "bought_on": "2024-03-01", "until": "2029-03-01",
        "holder": "一中队中队长", "office": "一中队", "storage": "局音像资料平台", "working": True}, None, "", ""),
    (36, "device", "执法记录仪02号", {
        "device_no": "CG-J02", "sort": "执法记录仪", "bought_on": "2019-03-01", "until": "2024-03-01",
        "holder": "二中队中队长", "office": "二中队", "storage": "局音像资料平台", "working": True}, None, "", ""),
    (35, "uniform", "一中队队员夏装", {
        "number": "CG002", "sort": "夏装、标志", "issued_on": "2026-05-01", "amount": "860", "area": "城市管理"},
     None, "", ""),
    (34, "uniform", "一中队协管员夏装", {
        "number": "CG010", "sort": "夏装、标志", "issued_on": "2026-05-01", "amount": "860", "area": "城市管理"},
     "return", "协管员没有执法证件，不是配发对象", "settled"),
    (33, "recording", "河口广场占道经营检查", {
        "act": "行政检查", "record_no": "安城检〔2026〕3号", "recorded_on": "2026-03-05", "device": "CG-J01",
        "minutes": 18, "place": "局音像资料平台，202603-07", "device_ok": True, "words_ok": True, "card_ok": True,
        "told_ok": True, "dress_ok": False, "problem": "一人没有佩戴标志"}, None, "", ""),
    (32, "project", "河口物流园二期", {
        "project_code": "2026-411800-59-01-000001", "owner": "安澜市河口物流公司", "approval": "核准",
        "started_on": "2026-03-10", "source": "平台比对", "clue": "已开挖基础，没有查到核准文件"}, None, "", ""),
    (29, "convenience", "户外广告当场备案", {
        "source": "安城管〔2026〕2号", "promised": "材料齐全的当场备案", "since": "2026-01-01",
        "checked_on": "2026-04-01", "way": "暗访", "served": 3, "told_ok": True, "used_ok": False, "less_ok": True,
        "burden_ok": True, "note": "窗口仍要求先到中队盖章"},
     "mend", "企业用不上，窗口多要一道盖章", "proposed"),
    (28, "appraisal", "二中队第一季度平时考核", {
        "sort": "平时考核", "subject": "二中队", "period": "2026年第一季度", "plan": "安城管〔2026〕1号考核方案",
        "standard": "办案质量、群众评价逐项计分，结果公示五日无异议", "told": "局公示栏", "score": "91",
        "grade": "优秀",        "uses": "年度评先优先", "fit": True}, "keep", "按考核方案兑现", "published"),
)  # fmt: skip
UNIT, CLERK = "安澜市城市管理局", "cg-tb"


class Registering:
    """Written into the diary."""

    def __init__(self, diary: Diary, people: People) -> None:
        self.diary, self.people = diary, people

    def prepare(self) -> None:
        """The registrations, and what became of them in the days after."""
        for ago, kind, title, data, verdict, reason, state in STORY:
            day = self.diary.ago(ago)
            self.diary.write(day, 10, partial(self.register, kind, title, data), 20)
            if verdict:
                self.diary.write(day + timedelta(days=5), 11, partial(self.clear, title, verdict, reason, state), 20)

    def register(self, kind: str, title: str, data: dict[str, Any]) -> None:
        """By the unit's clerk."""
        by, unit = self.people.users[CLERK], self.people.units[UNIT]
        received = [papers.picture(3)] if kind in ("flowchart", "recording") else []
        actions.register(by=by, kind=kind, unit=unit, given=actions.Given(title, data), received=received)

    def clear(self, title: str, verdict: str, reason: str, state: str) -> None:
        """Proposed by the unit; settled, published and carried out as far as it came."""
        clerk, office = self.people.users[CLERK], self.people.users["jd1"]
        row = Registration.objects.get(title=title)
        held = {"superior": "《行政处罚法》第十六条", "agrees": "contrary"} if row.spec.compares else {}
        row = actions.propose(by=clerk, registration=row, seen=row.version, verdict=verdict, reason=reason, **held)
        if state == "proposed":
            return
        row = actions.settle(by=office, registration=row, seen=row.version)
        if state == "settled":
            return
        where: dict[str, Any] = {"published_on": self.diary.day, "published_where": "市司法局网站公示栏"}
        row = actions.publish(by=office, registration=row, seen=row.version, **where)
        if state == "ended":
            done: dict[str, Any] = {"done_on": self.diary.day, "note": "已撤除岗亭，人员归队"}
            actions.carry_out(by=clerk, registration=row, seen=row.version, **done)
