"""pdfium's functions, bound so that a call per character is cheap and its result has a type.

The bindings of pypdfium2 convert every argument of every call; on a page of 3,000 characters that costs
more than reading it. Here the same functions take plain addresses and keep the interpreter's lock.
pdfium is not thread-safe: use processes.
"""

from __future__ import annotations

import ctypes
import importlib
from collections.abc import Callable
from typing import Any

# pypdfium2 carries no types.
_pypdfium2: Any = importlib.import_module("pypdfium2")
_raw: Any = importlib.import_module("pypdfium2.raw")

_P, _I, _F, _D = ctypes.c_void_p, ctypes.c_int, ctypes.c_float, ctypes.c_double


def _bind(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    function = ctypes.cast(getattr(_raw, name), ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result, *arguments)(function)


load_page = _bind("FPDF_LoadPage", _P, _P, _I)
close_page = _bind("FPDF_ClosePage", None, _P)
page_rotation = _bind("FPDFPage_GetRotation", _I, _P)
page_box = _bind("FPDF_GetPageBoundingBox", _I, _P, _P)
page_object_count = _bind("FPDFPage_CountObjects", _I, _P)
page_object = _bind("FPDFPage_GetObject", _P, _P, _I)
object_type = _bind("FPDFPageObj_GetType", _I, _P)
object_bounds = _bind("FPDFPageObj_GetBounds", _I, _P, _P, _P, _P, _P)

load_text = _bind("FPDFText_LoadPage", _P, _P)
close_text = _bind("FPDFText_ClosePage", None, _P)
count_chars = _bind("FPDFText_CountChars", _I, _P)
get_text = _bind("FPDFText_GetText", _I, _P, _I, _I, _P)
get_unicode = _bind("FPDFText_GetUnicode", ctypes.c_uint, _P, _I)
text_object = _bind("FPDFText_GetTextObject", _P, _P, _I)
loose_box = _bind("FPDFText_GetLooseCharBox", _I, _P, _I, _P)
char_origin = _bind("FPDFText_GetCharOrigin", _I, _P, _I, _P, _P)
char_matrix = _bind("FPDFText_GetMatrix", _I, _P, _I, _P)
font_size = _bind("FPDFText_GetFontSize", _D, _P, _I)
font_info = _bind("FPDFText_GetFontInfo", ctypes.c_ulong, _P, _I, _P, ctypes.c_ulong, _P)
text_font = _bind("FPDFTextObj_GetFont", _P, _P)
render_mode = _bind("FPDFTextObj_GetTextRenderMode", _I, _P)

next_link = _bind("FPDFLink_Enumerate", _I, _P, _P, _P)
link_action = _bind("FPDFLink_GetAction", _P, _P)
link_rect = _bind("FPDFLink_GetAnnotRect", _I, _P, _P)
link_quads = _bind("FPDFLink_CountQuadPoints", _I, _P)
link_quad = _bind("FPDFLink_GetQuadPoints", _I, _P, _I, _P)
action_type = _bind("FPDFAction_GetType", ctypes.c_ulong, _P)
action_uri = _bind("FPDFAction_GetURIPath", ctypes.c_ulong, _P, _P, _P, ctypes.c_ulong)

new_bitmap = _bind("FPDFBitmap_CreateEx", _P, _I, _I, _I, _P, _I)
fill_bitmap = _bind("FPDFBitmap_FillRect", None, _P, _I, _I, _I, _I, ctypes.c_ulong)
paint_page = _bind("FPDF_RenderPageBitmap", None, _P, _P, _I, _I, _I, _I, _I, _I)
drop_bitmap = _bind("FPDFBitmap_Destroy", None, _P)

attachment_count = _bind("FPDFDoc_GetAttachmentCount", _I, _P)


class CannotOpen(Exception):
    """pdfium cannot open a file; `encrypted` if it asks for a password."""

    def __init__(self, encrypted: bool) -> None:
        super().__init__(encrypted)
        self.encrypted = encrypted


class Opened:
    """A PDF while it is open: its handle's address and the number of its pages. A context manager.

    Raises `CannotOpen`.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._document = _pypdfium2.PdfDocument(data)
        except _pypdfium2.PdfiumError as error:
            raise CannotOpen("password" in str(error).lower()) from error
        self.handle: int = ctypes.cast(self._document.raw, ctypes.c_void_p).value or 0
        self.pages: int = len(self._document)

    def __enter__(self) -> Opened:
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()
