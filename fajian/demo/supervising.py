"""The office's autumn: what it looked into, the papers it issued, what came of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fajian.demo import papers
from fajian.demo.diary import Diary
from fajian.demo.people import People
from fajian.ledgers.models import Listing
from fajian.orgs.models import Unit, User
from fajian.supervision import actions
from fajian.supervision.models import Instrument, Matter

CITY_AGENCY, MARKET, TRANSPORT = "安澜市城市管理局", "安澜市市场监督管理局", "安澜市交通运输局"
HEALTH, CULTURE = "安澜市卫生健康委员会", "安澜市文化和旅游局"
URGE, OPINION = "安司督函", "安司监意"


@dataclass
class Supervising:
    """Written into the diary; matters are remembered by a short name."""

    diary: Diary
    people: People
    matters: dict[str, Matter] = field(default_factory=dict)

    def prepare(self) -> None:
        """The last ten weeks."""
        ago = self.diary.ago
        told: list[tuple[date, Callable[[], object]]] = [
            (ago(70), self.begin_fees), (ago(66), self.visit_fees), (ago(60), self.opinion_on_fees),
            (ago(35), self.fees_put_right), (ago(30), self.close_fees), (ago(58), self.begin_stalling),
            (ago(57), self.urge_stalling), (ago(20), self.stalling_goes_on), (ago(12), self.propose_decision),
            (ago(40), self.routine), (ago(28), self.begin_cards), (ago(26), self.urge_cards), (ago(9), self.object_),
            (ago(15), self.begin_suit), (ago(10), self.hold_suit), (ago(8), self.on_the_spot), (ago(4), self.clues),
            (ago(3), self.drafts),
        ]  # fmt: skip
        for day, act in sorted(told, key=lambda line: line[0]):
            self.diary.write(day, 16, act, 30)

    # ── hands ────────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def head(self) -> User:
        """Who keeps the matters."""
        return self.people.users["jd1"]

    @property
    def deputy(self) -> User:
        """Who signs what the head drafted."""
        return self.people.users["jd2"]

    def unit(self, name: str) -> Unit:
        """By its name."""
        return self.people.units[name]

    def now(self, name: str) -> Matter:
        """The matter as it is stored now."""
        return Matter.objects.get(pk=self.matters[name].pk)

    def begin(self, name: str, unit: str, title: str, origin: str, clue: str, **more: str) -> None:
        """登记线索."""
        given = actions.Clue(title, origin, clue, self.diary.day, **more)
        self.matters[name] = actions.open_matter(by=self.head, unit=self.unit(unit), clue=given)

    def accept(self, name: str, situation: str, way: str = "daily") -> None:
        """受理."""
        row = self.now(name)
        actions.accept(by=self.head, matter=row, seen=row.version, way=way, situation=situation)

    def measure(self, kind: str, unit: str, subject: str, text: str, matter: str = "", **more: Any) -> None:
        """登记监督措施."""
        received = more.pop("received", ())
        taken = actions.Taken(kind, subject, self.diary.day, f"{self.head}、{self.deputy}", text, **more)
        of = self.now(matter) if matter else None
        actions.record_measure(by=self.head, unit=self.unit(unit), taken=taken, matter=of, received=received)

    def draft(self, name: str, kind: str, facts: str, demands: str, **more: Any) -> Instrument:
        """拟制文书."""
        given = {"basis": "《行政执法监督条例》第十一条第二款", "term": 30, "contact": "市司法局执法监督科", **more}
        text = actions.Text(facts=facts, demands=demands, **given)
        return actions.draft_instrument(by=self.head, matter=self.now(name), kind=kind, text=text)

    def issue(self, row: Instrument, word: str) -> Instrument:
        """送签、签发、送达."""
        row = actions.submit_instrument(by=self.head, instrument=row, seen=row.version)
        row = actions.issue_instrument(by=self.deputy, instrument=row, seen=row.version, word=word)
        service = actions.Service(self.diary.day, "办公室", "exchange")
        made: Instrument = actions.serve(by=self.head, instrument=row, seen=row.version, service=service)
        return made

    def last(self, name: str) -> Instrument:
        """The newest instrument of a matter."""
        found: Instrument = Instrument.objects.filter(matter=self.matters[name]).order_by("-pk")[0]
        return found

    def clerk(self, unit: str) -> User:
        """Who fills in there."""
        return self.people.at(self.unit(unit), "clerk")

    # ── what happened ────────────────────────────────────────────────────────────────────────────────────────────────

    def begin_fees(self) -> None:
        """From a problem on the city's list, where there is one by then; else from the hotline."""
        listing = Listing.objects.standing().filter(unit__name=CITY_AGENCY).select_related("rectification").first()
        source = f"entry:{listing.rectification_id}" if listing else ""
        self.begin(
            "fees", CITY_AGENCY, "占道经营处罚先缴保证金", "ledger" if source else "hotline",
            "商户来电反映：被查以后先交“整改保证金”，不交不让营业，没有票据。", source=source,
        )  # fmt: skip
        self.accept("fees", "conduct", "key")

    def visit_fees(self) -> None:
        """暗访, 访谈."""
        self.measure(
            "unannounced", CITY_AGENCY, "占道经营处罚先缴保证金", "在夜市停留两小时，两户经营者出示收据。", "fees",
            place="湖滨夜市", found="两户经营者被要求先缴“整改保证金”。", received=[papers.picture(41)],
            data={"spot": "湖滨夜市东口", "seen": "执法人员口头要求缴纳“保证金”，没有出具票据。"},
        )  # fmt: skip
        self.measure(
            "interview", CITY_AGENCY, "占道经营处罚先缴保证金", "六户中五户称缴过，数额二百到一千元。", "fees",
            data={"asked": "夜市经营户", "count": 6},
        )  # fmt: skip

    def opinion_on_fees(self) -> None:
        """意见书."""
        row = self.draft(
            "fees", "opinion",
            "2026年7月以来，执法中队向夜市经营户收取“整改保证金”五笔。\n收取没有法律、法规依据，没有出具票据。",
            "一、立即停止收取，全部退还。\n二、清查本年度全部占道经营案件。\n三、按期书面报送纠正情况。",
            evidence="1. 收据复印件五份\n2. 暗访记录一份\n3. 访谈记录六份",
        )  # fmt: skip
        self.issue(row, OPINION)

    def fees_put_right(self) -> None:
        """反馈, in time."""
        row = self.last("fees")
        text = "一、五笔“保证金”共二千三百元已全部退还，附领款签收单。\n二、清查案件一百二十七件，没有再发现。"
        actions.answer(
            by=self.clerk(CITY_AGENCY), instrument=row, seen=row.version, text=text, received=[papers.picture(42)]
        )

    def close_fees(self) -> None:
        """核实到位, 办结."""
        row = self.last("fees")
        actions.settle(by=self.head, instrument=row, seen=row.version, note="电话回访五户，均已收到退款。")
        found = self.now("fees")
        summary = "违规收取的五笔款项全部退还，建立收费事项清单。"
        actions.close(by=self.head, matter=found, seen=found.version, outcome="corrected", summary=summary)

    def begin_stalling(self) -> None:
        """Nobody acts on complaints about noise from a warehouse."""
        clue = "三次投诉货运场站夜间装卸扰民，单位三次答复“正在研究”。"
        self.begin("stalling", TRANSPORT, "货运场站扰民投诉长期不处理", "hotline", clue)
        self.accept("stalling", "conduct", "key")

    def urge_stalling(self) -> None:
        """督办函."""
        row = self.draft(
            "stalling", "urge", "同一货运场站夜间装卸扰民的投诉先后转办三次，均未立案、未现场核查。",
            "一、组织现场核查，依法处理。\n二、书面报送履行职责情况。", term=15,
        )  # fmt: skip
        self.issue(row, URGE)

    def stalling_goes_on(self) -> None:
        """Nothing came: 认定未落实, 约谈."""
        row = self.last("stalling")
        reason = "期限过后没有报送，现场仍在夜间装卸。"
        actions.disobey(by=self.head, instrument=row, seen=row.version, reason=reason)
        self.measure(
            "talk", TRANSPORT, "货运场站扰民投诉长期不处理", "约谈分管负责人。", "stalling", place="市司法局会议室",
            data={
                "person": "分管副局长", "told": "督办函逾期没有落实，说明原因，限期处理。",
                "answered": "承诺两周内现场核查、依法立案。",
            },
        )  # fmt: skip

    def propose_decision(self) -> None:
        """决定书, before the government."""
        row = self.draft(
            "stalling", "decision", "督办函送达后逾期没有落实，约谈后仍没有立案。",
            "责令十五日内依法立案调查并报告结果。",
            term=15, major="未按照行政执法监督督办函要求履职。",
        )  # fmt: skip
        actions.propose_decision(by=self.head, instrument=row, seen=row.version)

    def routine(self) -> None:
        """日常监督: a test, company on patrol, papers called in."""
        self.measure(
            "test", MARKET, "2026年第三季度法治测试", "闭卷，六十分钟。",
            data={"paper": "行政处罚法和裁量基准", "tested": 42, "took": 41, "passed": 39, "average": "86.5"},
        )  # fmt: skip
        self.measure(
            "accompanying", HEALTH, "随同公共场所卫生检查", "全程随同，程序规范。",
            data={"activity": "三家美容场所卫生检查", "officers": "两名执法人员均出示证件"},
        )  # fmt: skip
        self.measure(
            "documents", CULTURE, "调阅网吧检查记录", "调阅三季度全部检查记录。", data={"listed": "检查记录三十一份"}
        )

    def begin_cards(self) -> None:
        """Officers without their cards."""
        clue = "企业来信：检查时两人只有一人出示证件。信中有来信人姓名、电话，不外传。"
        self.begin("cards", MARKET, "检查时只有一人出示执法证", "hotline", clue)
        self.accept("cards", "insignia")

    def urge_cards(self) -> None:
        """督办函, for a month."""
        facts = "经核对音像记录，2026年三季度六次检查中，有两次只有一人出示执法证。"
        row = self.draft("cards", "urge", facts, "一、开展规范用语和亮证培训。\n二、书面报送纠正情况。", term=40)
        self.issue(row, URGE)

    def object_(self) -> None:
        """异议."""
        row = self.last("cards")
        text = "其中一次为联合检查，另一名执法人员属于外单位，已由其单位出示证件，附联合检查通知。"
        actions.file_objection(by=self.clerk(MARKET), instrument=row, seen=row.version, text=text)

    def begin_suit(self) -> None:
        """A matter that goes to 复议."""
        clue = "当事人反映处罚决定认定事实不清。"
        self.begin(
            "suit", CITY_AGENCY, "户外广告处罚认定事实有争议", "complaint", clue, source="complaint:AL-2026-0533"
        )
        self.accept("suit", "decision")

    def hold_suit(self) -> None:
        """中止."""
        row = self.now("suit")
        reason = "当事人已就同一处罚决定申请行政复议，案号安政复〔2026〕58号。"
        actions.hold(by=self.head, matter=row, seen=row.version, reason=reason)

    def on_the_spot(self) -> None:
        """当场纠正, 办结."""
        self.begin("spot", HEALTH, "办事窗口没有公示监督电话", "daily", "日常巡查发现。")
        self.accept("spot", "other")
        self.measure(
            "inspection", HEALTH, "办事窗口没有公示监督电话", "检查一楼办事大厅。", "spot",
            found="公示栏没有监督电话。", put_right="当场打印张贴，并更新网站。", data={"scope": "办事大厅公示栏"},
        )  # fmt: skip
        row = self.now("spot")
        actions.close(by=self.head, matter=row, seen=row.version, outcome="on_spot", summary="当场补充公示。")

    def clues(self) -> None:
        """One refused, one forwarded, one still to be looked at."""
        self.begin("rent", CULTURE, "租赁合同纠纷", "complaint", "反映与房东的租金纠纷。")
        row = self.now("rent")
        actions.refuse(by=self.head, matter=row, seen=row.version, reason="属于民事纠纷，不属于执法监督范围。")
        self.begin("card", MARKET, "工作人员收受购物卡", "opinion", "网帖反映工作人员收受购物卡。")
        row = self.now("card")
        given = {"to": "市纪委监委", "reason": "涉嫌职务违法，按干部管理权限移送。"}
        actions.forward(by=self.head, matter=row, seen=row.version, **given)
        self.begin("double", TRANSPORT, "同一辆车一月内被三次检查", "suggestion", "检察建议反映重复检查。")

    def drafts(self) -> None:
        """One waits to be signed, one is still being written."""
        self.begin("fines", CITY_AGENCY, "罚没物品没有开具清单", "review", "案卷评查发现三件案卷没有物品清单。")
        self.accept("fines", "procedure")
        given = {"evidence": "1. 案卷复印件三份", "term": 30}
        facts = "抽查的三件案卷中，扣押物品没有开具清单。"
        row = self.draft("fines", "opinion", facts, "一、补齐清单。\n二、全面自查本年度扣押案件。", **given)
        actions.submit_instrument(by=self.head, instrument=row, seen=row.version)
        self.draft("fines", "urge", facts, "一、说明扣押物品保管情况。")
