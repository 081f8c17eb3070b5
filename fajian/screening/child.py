"""A screening run in a process of its own: python -m fajian.screening.child STORE OUT DAY KEPT [EARLIER].

What rules need is big and slow to load, and may take all the memory there is: the process that serves or works off
jobs has none of it. Says how far it is as one JSON object a line; ends when whoever started it ends.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import threading
from pathlib import Path

from fajian.engine.faults import InputError

PACK = "pack.json"  # in OUT, where the run is given a rule pack
RULES = "rules.json"  # in OUT, where it is told which rules there were: one that is repeated knows no newer ones


def say(**facts: object) -> None:
    """One line to whoever started this."""
    print(json.dumps(facts, ensure_ascii=False), flush=True)  # noqa: T201 – the line is the protocol


def follow() -> None:
    """Die with the parent: the pipe it holds open ends when it does."""
    while os.read(0, 1):  # not sys.stdin: its lock, held by this thread, would abort the end of the program
        pass
    os._exit(1)


def main() -> int:
    """0: the run's files are written; 2: said why not."""
    from fajian.engine.rules.base import all_rules
    from fajian.engine.rules.packs import pack_in
    from fajian.engine.rules.run import ALL, screen

    store, out, day, kept = Path(sys.argv[1]), Path(sys.argv[2]), dt.date.fromisoformat(sys.argv[3]), Path(sys.argv[4])
    earlier = Path(sys.argv[5]) if len(sys.argv) > 5 else None
    given, known = out / PACK, out / RULES
    threading.Thread(target=follow, daemon=True).start()
    try:
        pack = pack_in(json.loads(given.read_text(encoding="utf-8"))) if given.exists() else ALL
        told = json.loads(known.read_text(encoding="utf-8")) if known.exists() else None
        rules = None if told is None else [rule for rule in told if rule in all_rules()]
        screen(
            store, out, as_of=day, rules=rules, pack=pack, kept=kept, earlier=earlier,
            progress=lambda done, total, _: say(done=done, total=total),
        )  # fmt: skip
    except InputError as error:
        say(error=str(error))
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
