"""Who answered for what: cases of 责任追究, closed, open, spared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from fajian.demo.diary import Diary
from fajian.demo.people import People
from fajian.orgs.models import Unit, User
from fajian.supervision import actions
from fajian.supervision.models import Accountability, Instrument

CITY_AGENCY, MARKET, TRANSPORT, HEALTH = (
    "安澜市城市管理局", "安澜市市场监督管理局", "安澜市交通运输局", "安澜市卫生健康委员会",
)  # fmt: skip


@dataclass
class Blaming:
    """Written into the diary; cases are remembered by a short name."""

    diary: Diary
    people: People
    cases: dict[str, Accountability] = field(default_factory=dict)

    def prepare(self) -> None:
        """The last two months."""
        ago = self.diary.ago
        told: list[tuple[date, Callable[[], object]]] = [
            (ago(44), self.lost_suit), (ago(37), self.lost_suit_decided), (ago(21), self.lost_suit_ended),
            (ago(33), self.scandal), (ago(24), self.scandal_spared), (ago(18), self.review_lost),
            (ago(11), self.not_obeyed), (ago(5), self.in_doubt),
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
