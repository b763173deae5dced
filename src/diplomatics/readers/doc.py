"""Word files of 1997–2003 (.doc) and RTF, through LibreOffice where it is installed."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Final

import msgspec

from diplomatics.model.errors import ReadError
from diplomatics.model.transcript import Remark, Transcript
from diplomatics.readers.docx import read_docx

SECONDS: Final = 60
"""How long LibreOffice may work on one file."""
_RTF: Final = b"{\\rtf"


def read_doc(data: bytes, name: str) -> Transcript:
    """What an old Word file or an RTF file shows, as converted by LibreOffice.

    Raises `ReadError` where LibreOffice is not installed, cannot convert the file, or takes too long.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ReadError(
            name, "an old Word file is read through LibreOffice, which is not installed", "save it as .docx"
        )
    rich = data.startswith(_RTF)
    transcript = read_docx(_convert(data, name, program, "rtf" if rich else "doc"), name)
    source = msgspec.structs.replace(
        transcript.source,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="application/rtf" if rich else "application/msword",
    )
    remark = Remark("doc.converted", "the file was converted by LibreOffice before it was read")
    return msgspec.structs.replace(transcript, source=source, remarks=(remark, *transcript.remarks))


def _convert(data: bytes, name: str, program: str, ending: str) -> bytes:
    """The same document as .docx, made in a temporary folder with a profile of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"document.{ending}"
        source.write_bytes(data)
        profile = (Path(folder) / "profile").as_uri()
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
        command += ["--convert-to", "docx", "--outdir", str(Path(folder) / "out"), str(source)]
        # A session of its own, because the program starts another that would outlive it.
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            raise ReadError(name, f"LibreOffice did not convert it in {SECONDS} seconds", "save it as .docx") from None
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        made = Path(folder) / "out" / "document.docx"
        if not made.exists():
            raise ReadError(
                name, "LibreOffice could not convert it: it may be damaged or encrypted", "save it as .docx"
            )
        return made.read_bytes()
