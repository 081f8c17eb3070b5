"""Who answered for what: cases of 责任追究, closed, open, spared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from fajian.demo.diary import Diary
from fajian.demo.people import People
from fajian.orgs.models import Unit, User
from fajian.supervision import actions
from fajian.supervision.models import Accountability, CircularCopy, Instrument, Transfer

CITY_AGENCY, MARKET, TRANSPORT, HEALTH = (
    "安澜市城市管理局", "安澜市市场监督管理局", "安澜市交通运输局", "安澜市卫生健康委员会",
)  # fmt: skip


@dataclass
class Blaming:
    """Written into the diary; cases are remembered by a short name."""

    diary: Diary
    people: People
    cases: dict[str, Accountability] = field(default_factory=dict)
    sent: dict[str, Transfer] = field(default_factory=dict)

    def prepare(self) -> None:
        """The last two months."""
        ago = self.diary.ago
        told: list[tuple[date, Callable[[], object]]] = [
            (ago(44), self.lost_suit), (ago(37), self.lost_suit_decided), (ago(21), self.lost_suit_ended),
            (ago(33), self.scandal), (ago(24), self.scandal_spared), (ago(18), self.review_lost),
            (ago(11), self.not_obeyed), (ago(5), self.in_doubt), (ago(26), self.to_police), (ago(24), self.police_file),
            (ago(14), self.police_refuse), (ago(4), self.clue), (ago(27), self.circular), (ago(23), self.signed),
        ]  # fmt: skip
        for day, act in sorted(told, key=lambda line: line[0]):
            self.diary.write(day, 17, act, 10)

    def user(self, unit: str, role: str) -> User:
        """Somebody there."""
        return self.people.at(self.people.units[unit], role)

    def now(self, name: str) -> Accountability:
        """The case as it is stored now."""
        return Accountability.objects.get(pk=self.cases[name].pk)

    def open(self, name: str, by: User, unit: str, title: str, origin: str, label: str = "", **more: str) -> None:
        """立案追责; it happened two weeks before."""
        event = actions.Event(
            title, origin, self.diary.day, self.diary.day - timedelta(days=14), source_label=label, **more
        )
        of: Unit = self.people.units[unit]
        self.cases[name] = actions.open_accountability(by=by, unit=of, event=event)

    def establish(self, name: str, by: User, facts: str, analysis: str) -> None:
        """认定过错."""
        row = self.now(name)
        actions.establish(by=by, accountability=row, seen=row.version, facts=facts, analysis=analysis)

    def blame(self, name: str, by: User, role: str, person: str, post: str, measure: str, **more: object) -> None:
        """登记责任人."""
        row = self.now(name)
        given = {"decider": "agency", **more}
        blamed = actions.Blamed(role, name=person, post=post, measure=measure, **given)  # type: ignore[arg-type]
        actions.name_responsible(by=by, accountability=row, seen=row.version, blamed=blamed)

    def propose(self, name: str, by: User) -> None:
        """提请追究."""
        row = self.now(name)
        actions.propose_accountability(by=by, accountability=row, seen=row.version)

    # ── what happened ────────────────────────────────────────────────────────────────────────────────────────────────

    def lost_suit(self) -> None:
        """A judgment against the market regulator: two people, one spared because he had warned."""
        by = self.user(MARKET, "clerk")
        self.open("suit", by, MARKET, "某食品店处罚决定被判决撤销", "suit_lost", "（2026）安01行终31号判决书")
        self.establish(
            "suit", by, "作出较大数额罚款决定前，没有告知当事人有要求听证的权利。",
            "承办人沿用旧文书样式；审核人没有核对听证标准。属于个性问题，已更换文书样式。",
        )  # fmt: skip
        self.blame("suit", by, "handler", "承办甲", "中队执法员", "training", grounds=["confessed"])
        self.blame("suit", by, "reviewer", "审核乙", "法制员", "self_criticism")
        self.blame(
            "suit", by, "collective", "委员丙", "副局长", "", decider="", share="none",
            remark="集体讨论时提出应当告知听证，有会议记录。",
        )  # fmt: skip
        self.propose("suit", by)

    def lost_suit_decided(self) -> None:
        """The regulator's head decides."""
        row = self.now("suit")
        actions.decide_accountability(
            by=self.user(MARKET, "unit_leader"), accountability=row, seen=row.version, decided_on=self.diary.day,
            document="安市监人〔2026〕12号",
        )  # fmt: skip

    def lost_suit_ended(self) -> None:
        """登记执行, 核查办结."""
        row = self.now("suit")
        row = actions.carry_out(
            by=self.user(MARKET, "clerk"), accountability=row, seen=row.version, carried_out_on=self.diary.day,
            outcome="离岗培训两周，考试合格；书面检查已存入执法档案。",
        )  # fmt: skip
        note = "查阅培训记录、书面检查和会议记录，属实。"
        actions.close_accountability(by=self.people.users["jd1"], accountability=row, seen=row.version, note=note)

    def scandal(self) -> None:
        """A video on the net."""
        by = self.user(CITY_AGENCY, "clerk")
        self.open("video", by, CITY_AGENCY, "网传“城管掀摊”视频", "opinion", "短视频平台，网信部门转来")
        self.establish(
            "video", by, "核对全程录像：摊位由经营者自行掀翻，执法人员没有肢体接触。", "现场解释不够及时，引发误解。"
        )
        row = self.now("video")
        reason = "执法记录仪全程录像证明摊位由经营者自行掀翻，执法人员用语、程序规范，没有过错；已公布录像澄清。"
        actions.propose_sparing(by=by, accountability=row, seen=row.version, grounds=["no_fault"], reason=reason)

    def scandal_spared(self) -> None:
        """Its head decides; the office has still to look."""
        row = self.now("video")
        actions.spare(
            by=self.user(CITY_AGENCY, "unit_leader"), accountability=row, seen=row.version, decided_on=self.diary.day
        )

    def review_lost(self) -> None:
        """A decision revoked on review: it waits for the head of health."""
        by = self.user(HEALTH, "clerk")
        self.open("review", by, HEALTH, "某诊所处罚决定被复议撤销", "review_lost", "安政复决〔2026〕41号")
        self.establish("review", by, "认定违法所得的证据不足。", "只有一份询问笔录，没有调取账目。")
        self.blame("review", by, "handler", "承办丁", "监督员", "admonish")
        self.blame("review", by, "approver", "批准戊", "副主任", "admonish", share="secondary", decider="appointing")
        self.propose("review", by)

    def not_obeyed(self) -> None:
        """The office, of an instrument that was not obeyed."""
        by = self.people.users["jd1"]
        found = Instrument.objects.filter(state="disobeyed", unit__name=TRANSPORT).order_by("pk").first()
        given = {"source": found.source, "label": str(found)} if found is not None else {}
        self.open("stalling", by, TRANSPORT, "督办函逾期没有落实", "instrument", **given)
        self.establish("stalling", by, "督办函送达后逾期没有立案、没有反馈。", "分管负责人没有部署，科室之间推诿。")
        self.blame("stalling", by, "organ", "", "", "criticise_organ", decider="government")
        self.propose("stalling", by)

    def in_doubt(self) -> None:
        """Still being looked into."""
        by = self.user(TRANSPORT, "clerk")
        self.open("double", by, TRANSPORT, "同一违法行为两次罚款", "finding")
        self.blame("double", by, "handler", "承办己", "执法员", "criticise")

    def transfer(self, by: User, approver: User, unit: str, kind: str, sent: actions.Sent, word: str) -> Transfer:
        """Drafted, approved, sent, signed for on one day."""
        row = actions.draft_transfer(by=by, unit=self.people.units[unit], kind=kind, sent=sent)
        row = actions.propose_transfer(by=by, transfer=row, seen=row.version)
        row = actions.approve_transfer(by=approver, transfer=row, seen=row.version, word=word)
        row = actions.send_transfer(by=by, transfer=row, seen=row.version, sent_at=timezone.now())
        made: Transfer = actions.receive_transfer(
            by=by, transfer=row, seen=row.version, received_on=self.diary.day, received_by="值班室"
        )
        return made

    def to_police(self) -> None:
        """移送公安: food with a banned substance."""
        sent = actions.Sent(
            "涉嫌生产、销售有毒、有害食品", "安澜市公安局", "抽检的卤制品检出禁用物质。\n已查明货值金额六万余元。",
            "《行政执法机关移送涉嫌犯罪案件的规定》第三条", "1. 检验报告一份\n2. 询问笔录四份\n3. 扣押清单一份",
            penalised="none", contact="市市场监管局法规科",
        )  # fmt: skip
        by, head = self.user(MARKET, "clerk"), self.user(MARKET, "unit_leader")
        self.sent["food"] = self.transfer(by, head, MARKET, "police", sent, "安市监移")

    def police_file(self) -> None:
        """立案, 移交物品材料."""
        row, by = Transfer.objects.get(pk=self.sent["food"].pk), self.user(MARKET, "clerk")
        day, answer = self.diary.day, "安公（食药）立字〔2026〕19号立案决定书"
        row = actions.accept_transfer(by=by, transfer=row, seen=row.version, answered_on=day, answer=answer)
        actions.hand_over(by=by, transfer=row, seen=row.version, handed_over_on=day)

    def police_refuse(self) -> None:
        """移送公安, 不立案, 建议立案监督."""
        sent = actions.Sent(
            "涉嫌非法行医", "安澜市公安局", "因非法行医受过两次行政处罚，再次非法行医。",
            "《行政执法机关移送涉嫌犯罪案件的规定》第三条", "1. 处罚决定书两份\n2. 现场笔录一份",
            penalised="decided", penalty_document="安卫罚〔2026〕33号", contact="市卫健委法规科",
        )  # fmt: skip
        by, head = self.user(HEALTH, "clerk"), self.user(HEALTH, "unit_leader")
        row = self.transfer(by, head, HEALTH, "police", sent, "安卫移")
        day = self.diary.day
        row = actions.decline_transfer(by=by, transfer=row, seen=row.version, answered_on=day, answer="不立案通知书")
        reason = "两次处罚后再犯，已达到追诉标准。"
        actions.oversee_transfer(by=by, transfer=row, seen=row.version, reason=reason, asked_on=day)

    def circular(self) -> None:
        """通报 of the deposits, to the agencies of the city."""
        users, units = self.people.users, self.people.units
        told = actions.Told(
            "criticism", "circle", "关于违规收取“整改保证金”问题的通报",
            "2026年7月以来，市城市管理局执法中队向夜市经营户收取“整改保证金”五笔，没有依据、没有票据，已全部退还。\n"
            "各单位要对照检查，清理没有依据的收费，严格执行罚缴分离。",
        )  # fmt: skip
        row = actions.draft_circular(by=users["jd1"], unit=units[CITY_AGENCY], told=told)
        row = actions.submit_circular(by=users["jd1"], circular=row, seen=row.version)
        to = [one for one in self.people.agencies if one.name != CITY_AGENCY]
        actions.issue_circular(by=users["jd2"], circular=row, seen=row.version, word="安司通", units=to)
        told = actions.Told(
            "case", "public", "典型案例：逾期不履职被督办", "经营户刘大河三次投诉夜间扰民，主管单位没有受理。", "刘大河"
        )
        actions.draft_circular(by=users["jd1"], unit=units[TRANSPORT], told=told)

    def signed(self) -> None:
        """Two have signed for it, the others not yet."""
        for name, reply in ((CITY_AGENCY, "已退还并清查全部案件。"), (HEALTH, "自查没有收取保证金。")):
            copy = CircularCopy.objects.get(unit__name=name)
            actions.sign_circular(by=self.user(name, "clerk"), copy=copy, seen=copy.version, reply=reply)

    def clue(self) -> None:
        """线索移送 to 纪检监察, which has signed for it; a suggestion that is still being written."""
        sent = actions.Sent(
            "某中队工作人员收受购物卡", "安澜市监察委员会", "网帖和来信反映的时间、地点、金额基本一致。",
            "《行政执法监督条例》第三十三条", "1. 网帖截图\n2. 来信复印件", contact="市司法局执法监督科",
        )  # fmt: skip
        users = self.people.users
        self.transfer(users["jd1"], users["jd2"], MARKET, "clue", sent, "安司移")
        sent = actions.Sent(
            "督办函逾期没有落实", TRANSPORT, "分管负责人没有部署，科室之间推诿，至今没有立案。",
            "《行政执法监督条例》第三十二条", "1. 督办函\n2. 约谈记录", "对分管负责人批评教育，责令书面检查。",
        )  # fmt: skip
        actions.draft_transfer(by=users["jd1"], unit=self.people.units[TRANSPORT], kind="suggestion", sent=sent)
