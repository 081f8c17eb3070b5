"""What was written, opened by LibreOffice and turned into PDF pages."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

SOFFICE = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


def pages(document: Path, scratch: Path) -> list[str]:
    """The text of each page as LibreOffice would print the document."""
    assert SOFFICE
    profile = f"-env:UserInstallation={(scratch / 'profile').absolute().as_uri()}"
    done = subprocess.run(
        [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(scratch), str(document)],
        capture_output=True, timeout=120, env={**os.environ, "HOME": str(scratch)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    printed = pypdfium2.PdfDocument(scratch / f"{document.stem}.pdf")
    texts = [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in printed]
    printed.close()
    return texts
