"""Whoever holds the published digest can count a draw again, and sees every change made afterwards."""

from __future__ import annotations

import copy
import json
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fajian.engine.draws import verify
from fajian.engine.draws.protocol import (
    VERIFIER,
    Commitment,
    Exclusion,
    Holder,
    Stratum,
    bundle,
    commit,
    draw,
    read,
    secret_hash,
    sha256,
    smallest,
)
from fajian.engine.faults import InputError

SECRETS = ("梧桐叶落三千尺知秋也", "the-office-of-discipline-2026")
PUBLIC = "福彩3D第2026300期：507"
HOLDERS = tuple(Holder(name, sha256(secret)) for name, secret in zip(("司法局", "纪委"), SECRETS, strict=True))
STRATA = (
    Stratum("城管局", 3, tuple(f"entry:{number}" for number in range(1, 21))),
    Stratum("交通局", 2, tuple(f"entry:{number}" for number in range(21, 31))),
)


def committed(**changed: Any) -> Commitment:
    given = {"strata": STRATA, "holders": HOLDERS, "exclusions": (Exclusion("entry:7", "由监督人员本人经手"),)}
    given |= {"public": "福彩3D第2026300期"} | changed
    return commit("回头看抽查", given.pop("strata"), given.pop("holders"), **given)


def test_the_numbers_of_the_protocol_never_change() -> None:
    """Bundles already published must be checked by the verifier of any later version."""
    made = committed()
    assert made.text.startswith(
        '{"attempt":1,"draw":"回头看抽查","exclusions":[{"id":"entry:7","reason":"由监督人员本人经手"}]'
    )
    result = draw(made, SECRETS, PUBLIC)
    assert result.seed == sha256(f"{made.digest}\n{PUBLIC}\n{SECRETS[0]}\n{SECRETS[1]}")
    assert made.digest == "82b114a8d18003d291674fe4d91e0ce1a50185281160e4f2594361db49e0a8bb"
    assert result.ids == {"交通局": ["entry:26", "entry:30"], "城管局": ["entry:19", "entry:4", "entry:17"]}


def test_the_order_of_the_list_decides_nothing() -> None:
    turned = tuple(Stratum(one.name, one.take, one.ids[::-1]) for one in STRATA[::-1])
    assert committed(strata=turned) == committed()


def test_what_is_excluded_is_never_drawn_and_stands_with_its_reason() -> None:
    made = committed(strata=(Stratum("城管局", 99, STRATA[0].ids),))
    assert "entry:7" not in draw(made, SECRETS, PUBLIC).ids["城管局"]
    assert len(draw(made, SECRETS, PUBLIC).ids["城管局"]) == 19
    assert "由监督人员本人经手" in made.text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"strata": (Stratum("甲", 1, ()),), "exclusions": ()}, "名单是空的"),
        ({"strata": (Stratum("甲", 1, ("entry:7", "entry:7")),)}, "不止一次"),
        ({"strata": (Stratum("甲", 0, ("entry:7", "b")),)}, "至少是 1"),
        ({"strata": (Stratum("甲", 1, ("entry:7",)), Stratum("甲", 1, ("b",)))}, "同名"),
        ({"exclusions": (Exclusion("entry:7", " "),)}, "须写明理由"),
        ({"exclusions": (Exclusion("entry:99", "停业"),)}, "不在名单里"),
        ({"holders": HOLDERS[:1]}, "至少须有 2 方"),
        ({"holders": (HOLDERS[0], HOLDERS[0])}, "不能重名"),
    ],
)
def test_a_draw_that_could_not_be_checked_is_refused(given: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        committed(**given)


def test_no_result_before_every_secret_and_the_public_value_is_there() -> None:
    made = committed()
    for secrets, public, said in (
        (SECRETS[:1], PUBLIC, "没有公布口令"),
        ((SECRETS[0], "另一个口令另一个口令另一个"), PUBLIC, "纪委公布的口令与事先交存的不符"),
        (SECRETS, " ", "请填写公开数值：福彩3D"),
    ):
        with pytest.raises(InputError, match=said):
            draw(made, secrets, public)
    with pytest.raises(InputError, match="没有约定公开数值"):
        draw(committed(public=""), SECRETS, PUBLIC)
    for secret in ("短口令", "一行一行一行一行\n两行两行两行"):
        with pytest.raises(InputError, match="口令须是"):
            secret_hash(secret)


def test_a_commitment_is_read_back_as_it_was() -> None:
    assert read(committed().text) == committed()


# ── tampering ────────────────────────────────────────────────────────────────────────────────────────────────────────


def reseeded(told: dict[str, Any]) -> dict[str, Any]:
    """What a forger would do after a change: hash, seed and result made anew, all of a piece."""
    fixed = json.loads(told["commitment"])
    told["digest"] = sha256(told["commitment"])
    told["seed"] = sha256("\n".join([told["digest"], told["public"], *told["secrets"]]))
    told["drawn"] = {one["name"]: smallest(told["seed"], one["ids"], one["take"]) for one in fixed["strata"]}
    return told


def fixed(change: Callable[[dict[str, Any], random.Random], None]) -> Callable[[dict[str, Any], random.Random], None]:
    """A change of what was committed."""

    def forge(told: dict[str, Any], dice: random.Random) -> None:
        content = json.loads(told["commitment"])
        change(content, dice)
        told["commitment"] = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    return forge


@fixed
def one_id_more(content: dict[str, Any], dice: random.Random) -> None:
    dice.choice(content["strata"])["ids"].append(f"entry:{dice.randrange(1000, 9999)}")


@fixed
def one_id_less(content: dict[str, Any], dice: random.Random) -> None:
    ids = dice.choice(content["strata"])["ids"]
    ids.pop(dice.randrange(len(ids)))


@fixed
def another_size(content: dict[str, Any], dice: random.Random) -> None:
    dice.choice(content["strata"])["take"] += dice.choice((-1, 1, 2))


@fixed
def another_stratum(content: dict[str, Any], dice: random.Random) -> None:
    left, right = content["strata"]
    right["ids"].append(left["ids"].pop(dice.randrange(len(left["ids"]))))


@fixed
def another_exclusion(content: dict[str, Any], dice: random.Random) -> None:
    content["exclusions"] += [{"id": f"entry:{dice.randrange(10_000)}", "reason": "临时回避"}]


@fixed
def another_hash(content: dict[str, Any], dice: random.Random) -> None:
    dice.choice(content["holders"])["hash"] = sha256(str(dice.random()))


def another_secret(told: dict[str, Any], dice: random.Random) -> None:
    told["secrets"][dice.randrange(2)] = f"{dice.random()}"


def another_public_value(told: dict[str, Any], dice: random.Random) -> None:
    told["public"] = f"福彩3D第2026300期：{dice.randrange(508, 999)}"


def another_seed(told: dict[str, Any], dice: random.Random) -> None:
    told["seed"] = sha256(str(dice.random()))


def another_result(told: dict[str, Any], dice: random.Random) -> None:
    name = dice.choice(sorted(told["drawn"]))
    drawn = told["drawn"][name]
    place = dice.randrange(len(drawn))
    choices: list[Any] = [drawn[:place] + drawn[place + 1 :], drawn[::-1], [*drawn, "entry:7"]]
    told["drawn"][name] = dice.choice(choices)


CHANGES = (
    one_id_more, one_id_less, another_size, another_stratum, another_exclusion, another_hash, another_secret,
    another_public_value, another_seed, another_result,
)  # fmt: skip


def test_a_thousand_changes_are_all_seen_also_where_the_forger_made_everything_anew() -> None:
    whole, dice = bundle(committed(), SECRETS, PUBLIC), random.Random(20261130)
    published = committed().digest
    assert verify.wrong(whole, published, PUBLIC) == []
    for number in range(1_000):
        told = copy.deepcopy(whole)
        change = CHANGES[number % len(CHANGES)]
        change(told, dice)
        if number // len(CHANGES) % 2 and change not in (another_seed, another_result):
            told = reseeded(told)
        assert verify.wrong(told, published, PUBLIC), (number, change.__name__)


def test_the_script_runs_on_its_own_and_is_short(tmp_path: Path) -> None:
    whole = bundle(committed(), SECRETS, PUBLIC)
    script, file = tmp_path / "verify.py", tmp_path / "draw.json"
    script.write_bytes(VERIFIER.read_bytes())
    file.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")

    def run(*more: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-I", str(script), str(file), *more], capture_output=True, encoding="utf-8", check=False
        )
        return done.returncode, done.stdout.strip() + done.stderr

    assert run(committed().digest, PUBLIC) == (0, "相符：按公布的名单和种子重算，结果一致")
    code, said = run(sha256("另一份名单"), PUBLIC)
    assert code == 1
    assert "名单、数量、分组、排除或规则与事先公布的不同" in said
    assert len(VERIFIER.read_text(encoding="utf-8").splitlines()) < 45


def test_every_id_is_drawn_equally_often() -> None:
    """χ² over 4,000 draws of 5 out of 50; 49 degrees of freedom, p = 0.001 lies at 85.4. The seeds are fixed."""
    ids = [f"entry:{number}" for number in range(50)]
    counts = Counter(one for number in range(4_000) for one in smallest(sha256(str(number)), ids, 5))
    expected = 4_000 * 5 / 50
    assert sum((counts[one] - expected) ** 2 / expected for one in ids) < 85.4


def test_a_hundred_thousand_ids_are_drawn_within_a_second() -> None:
    ids = tuple(f"91410000MA{number:08d}" for number in range(100_000))
    made = commit("大名单", [Stratum("企业", 1_000, ids)], HOLDERS)
    started = time.process_time()
    assert len(draw(made, SECRETS).ids["企业"]) == 1_000
    assert time.process_time() - started < 1
