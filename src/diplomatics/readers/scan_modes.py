"""Which pages are read from their image, and for how long a file may be read: what every reader's caller chooses."""

from __future__ import annotations

from typing import Final, Literal

Ocr = Literal["never", "auto", "always"]
"""No page is read from its image; those that need it; all."""

SECONDS: Final = 300.0
"""Time for one file, looked at between pages: what was read until then is kept."""
