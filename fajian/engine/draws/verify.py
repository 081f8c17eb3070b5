"""Checks a draw with nothing but Python: python3 verify.py bundle.json PUBLISHED_DIGEST [PUBLIC_VALUE]

Take the digest from where it was published before the draw, the public value from its own source: not from the bundle.
"""

import hashlib
import json
import sys
from typing import Any


def sha(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes."""
    return hashlib.sha256(text.encode()).hexdigest()


def wrong(bundle: Any, published: str, public: str = "") -> list[str]:
    """What does not hold, in sentences; [] when all of it does."""
    said = []
    if sha(bundle["commitment"]) != published:
        said.append("名单、数量、分组、排除或规则与事先公布的不同")
    fixed = json.loads(bundle["commitment"])
    if [sha(secret) for secret in bundle["secrets"]] != [holder["hash"] for holder in fixed["holders"]]:
        said.append("口令与事先交存的不符")
    if bundle["public"] != public:
        said.append("公开数值与来源不符")
    seed = sha("\n".join([published, public, *bundle["secrets"]]))
    if (bundle["format"], bundle["digest"], bundle["seed"]) != (fixed["format"], published, seed):
        said.append("种子或摘要不符")
    drawn = {s["name"]: sorted(s["ids"], key=lambda i: sha(seed + "|" + i))[: s["take"]] for s in fixed["strata"]}
    if bundle["drawn"] != drawn:
        said.append("抽取结果不符")
    return said


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as lines:
        found = wrong(json.load(lines), *sys.argv[2:4])
    print("；".join(found) or "相符：按公布的名单和种子重算，结果一致")  # noqa: T201
    sys.exit(bool(found))
