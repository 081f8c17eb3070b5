"""监督员, 测评, 评价码, answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from fajian.core.act import Act
from fajian.core.commands import System, action
from fajian.core.digests import canonical, digest
from fajian.core.errors import Refused
from fajian.orgs.models import Unit
from fajian.orgs.roles import UNIT
from fajian.orgs.scope import domain_scope, levels
from fajian.portal import ballots
from fajian.portal.models import Answer, Ballot, Panelist, Survey, SurveyResult, SurveyTarget
from fajian.portal.tallies import Sheet, tally, words
from fajian.portal.workflow import OFFICE

FREE = 20  # codes a unit may give out in a day without a visit of its own to name


@action("portal.appoint", title="聘任监督员", who=OFFICE)
def appoint(
    act: Act, *, unit: Unit, name: str, group: str, since: dt.date, organisation: str = "", until: dt.date | None = None
) -> Panelist:
    """On the roster from this day."""
    _area(act, unit)
    if group not in words().groups or not name.strip():
        raise Refused("请填写姓名和组别。")
    if until is not None and until < since:
        raise Refused("聘期不能在聘任以前结束。")
    same = Panelist.objects.filter(unit=unit, name=name.strip(), organisation=organisation.strip(), ended_on=None)
    if same.exists():
        raise Refused("名册里已经有同一单位的同名监督员。")
    made = act.create(
        Panelist, unit=unit, name=name.strip(), group=group, organisation=organisation.strip(), since=since, until=until
    )
    act.about(made)
    return made


@action("portal.dismiss", title="解聘监督员", who=OFFICE)
def dismiss(act: Act, *, panelist: Panelist, seen: int, reason: str) -> Panelist:
    """Off the roster; codes given out are not touched, as nobody knows which it was."""
    row = act.lock(panelist, seen=seen)
    _area(act, row.unit)
    if not reason.strip() or row.ended_on:
        raise Refused("请写明解聘的理由；已经解聘的不再解聘。")
    row.ended_on, row.reason = act.today, reason.strip()
    act.save(row)
    return row


@action("portal.open_survey", title="设立测评", who=OFFICE)
def open_survey(
    act: Act, *, unit: Unit, title: str, questionnaire: str, opens_on: dt.date, closes_on: dt.date | None = None,
    weights: Mapping[str, int] | None = None, targets: Sequence[Unit] = (),
) -> Survey:  # fmt: skip
    """A survey of units in the area; one that is answered after visits has no end and no list of units."""
    _area(act, unit)
    if questionnaire not in words().questionnaires or not title.strip():
        raise Refused("请填写名称，选择问卷。")
    form = words().questionnaires[questionnaire]
    shares = {group: share for group, share in (weights or {}).items() if share > 0}
    if form.rolling:
        if Survey.objects.filter(unit=unit, questionnaire=questionnaire, state="open").exists():
            raise Refused("本地区已经开通入企评价。")
        closes_on, shares, targets = None, {"enterprise": 1}, ()
    elif closes_on is None or closes_on < opens_on:
        raise Refused("请填写结束日期，不早于开始日期。")
    elif not targets or not shares or set(shares) - set(words().groups):
        raise Refused("请选择被测评的单位，至少一组写权重。")
    if any(not target.path.startswith(unit.path) for target in targets):
        raise Refused("被测评的单位应在本地区以内。")
    made = act.create(
        Survey, unit=unit, title=title.strip(), questionnaire=questionnaire, opens_on=opens_on, closes_on=closes_on,
        weights=shares,
    )  # fmt: skip
    act.bulk_create(SurveyTarget, [SurveyTarget(survey=made, unit=target, unit_path=target.path) for target in targets])
    act.about(made)
    return made


@action("portal.issue_ballots", title="发放评价码", who=OFFICE)
def issue_ballots(act: Act, *, survey: Survey, group: str, digests: Sequence[str]) -> int:
    """So many codes of a group; never more than there are people on its roster. What the codes are is kept nowhere."""
    row = _survey(act, survey)
    if row.form.rolling or group not in row.weights:
        raise Refused("请选择参加测评的组。")
    free = ballots.to_issue(row, group, act.today)
    if not digests or len(digests) > free:
        raise Refused(f"这一组最多再发 {free} 个：名册上的人数减去已经发出的。")
    Ballot.objects.bulk_create([Ballot(survey=row, digest=one, group=group, until=row.closes_on) for one in digests])
    act.note(group=group, issued=len(digests))
    act.about(row)
    return len(digests)


@action("portal.void_ballots", title="作废未用的评价码", who=OFFICE)
def void_ballots(act: Act, *, survey: Survey, group: str) -> int:
    """Of a sheet that was lost: those not begun are void, and as many may be issued again."""
    row = _survey(act, survey)
    unused = Ballot.objects.filter(survey=row, group=group, is_used=False, is_void=False, done=[])
    count: int = unused.update(is_void=True)
    act.note(group=group, voided=count)
    act.about(row)
    return count


@action("portal.issue_visit_code", title="开入企评价码", who=UNIT)
def issue_visit_code(act: Act, *, unit: Unit, digest: str, reference: str = "") -> Survey:
    """One code after a visit of the unit; of each visit, where it is named, one."""
    if act.user is None or not domain_scope(act.user).covers(unit.path):
        raise Refused("只能为本单位的入企检查开评价码。")
    open_ = Survey.objects.filter(state="open", questionnaire="visit", opens_on__lte=act.today)
    survey: Survey | None = open_.filter(unit_path__in=levels(unit.path)).order_by("-unit_path").first()
    if survey is None:
        raise Refused("本地区的监督机关还没有开通入企评价。")
    row = act.lock(survey)
    mine = Ballot.objects.filter(survey=row, target=unit)
    if reference and mine.filter(reference=reference).exists():
        raise Refused("这次检查已经开过评价码，一次检查只开一个。")
    until = act.today + dt.timedelta(days=words().days)
    if not reference and mine.filter(reference="", until=until).count() >= FREE:
        raise Refused(f"今天没有写检查编号的评价码已经开了 {FREE} 个，请写明检查编号。")
    Ballot.objects.create(
        survey=row, digest=digest, group="enterprise", target=unit, reference=reference[:64], until=until
    )
    act.about(row)
    return row


@action("portal.answer_survey", title="填写问卷")
def answer_survey(act: Act, *, code: str, target: Unit, choices: Mapping[str, str]) -> bool:
    """By whoever holds the code, once for each unit. True: nothing is left to answer with it.

    Answer and code are written apart, and neither says when; the event says only that somebody answered.
    """
    if not isinstance(act.by, System):
        raise Refused("测评不用登录，请退出账号以后扫码填写。")
    found = Ballot.objects.select_for_update().filter(digest=ballots.digest(code)).select_related("survey").first()
    why = ballots.unusable(found, act.today)
    if found is None or why:
        raise Refused(why)
    open_ = {unit.pk for unit in ballots.left(found)}
    if target.pk not in open_:
        raise Refused("这个单位已经评过，或者不在测评范围内。")
    form = found.survey.form
    asked = {one.code for one in form.questions}
    if set(choices) != asked or set(choices.values()) - set(words().scale):
        raise Refused("请回答每一题；不了解的选“不了解”。")
    month = act.today.replace(day=1)
    Answer.objects.create(survey=found.survey, target=target, group=found.group, month=month, choices=dict(choices))
    done = len(open_) == 1
    found.done, found.is_used = sorted([*found.done, target.pk]), done
    found.save(update_fields=["done", "is_used"])
    act.note(questionnaire=form.code)
    return done


@action("portal.freeze_survey", title="封存测评结果", who=OFFICE)
def freeze_survey(act: Act, *, survey: Survey, seen: int) -> Survey:
    """Counted once its days are over; from then on nothing of it changes, and each unit reads its own."""
    row = _survey(act, survey, seen)
    if row.closes_on is None or act.today <= row.closes_on:
        raise Refused("结束日期以后才能封存；入企评价按月自动公布，不封存。")
    sheets: dict[int, list[Sheet]] = {}
    for target, group, choices in Answer.objects.filter(survey=row).values_list("target_id", "group", "choices"):
        sheets.setdefault(target, []).append(Sheet(group, choices))
    results = []
    for one in row.targets.select_related("unit"):
        made = tally(sheets.get(one.unit_id, ()), row.form, row.weights)
        told = ballots.told(made)
        results.append(
            SurveyResult(survey=row, unit=one.unit, unit_path=one.unit.path, frozen_on=act.today, detail=told["detail"],
                         count=told["count"], score=told["score"], satisfied=told["satisfied"])
        )  # fmt: skip
    act.bulk_create(SurveyResult, results)
    Ballot.objects.filter(survey=row, is_used=False).update(is_void=True)
    row.state, row.frozen_on, row.frozen_by = "frozen", act.today, act.user
    row.digest = digest(canonical(ballots.published(results)), "sha256")
    act.save(row)
    return row


def _area(act: Act, unit: Unit) -> None:
    if unit.kind != "government" or (act.user is not None and not domain_scope(act.user).covers(unit.path)):
        raise Refused("请选择本地区的人民政府。")


def _survey(act: Act, survey: Survey, seen: int | None = None) -> Survey:
    row = act.lock(survey, seen=seen)
    _area(act, row.unit)
    if row.state != "open":
        raise Refused("测评已经封存。")
    return row
