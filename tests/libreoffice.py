"""What was written, opened by LibreOffice: turned into PDF pages, or saved in another format."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest

SOFFICE = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


def convert(documents: Sequence[Path], kind: str, scratch: Path) -> list[Path]:
    """The documents as LibreOffice saves them in another format, in `scratch`; one start for all of them."""
    assert SOFFICE
    profile = f"-env:UserInstallation={(scratch / 'profile').absolute().as_uri()}"
    done = subprocess.run(
        [SOFFICE, profile, "--headless", "--convert-to", kind, "--outdir", str(scratch), *map(str, documents)],
        capture_output=True, timeout=180, env={**os.environ, "HOME": str(scratch)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return [scratch / f"{document.stem}.{kind}" for document in documents]


def pages(document: Path, scratch: Path) -> list[str]:
    """The text of each page as LibreOffice would print the document."""
    (printed_as,) = convert([document], "pdf", scratch)
    printed = pypdfium2.PdfDocument(printed_as)
    texts = [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in printed]
    printed.close()
    return texts
