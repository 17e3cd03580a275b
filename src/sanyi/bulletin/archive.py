"""Office files without the time of their making: the same content gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile

_CLOCK = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def without_clock(data: bytes, moment: str = "2000-01-01T00:00:00Z") -> bytes:
    """The same .docx or .xlsx with fixed times in its properties and on its members."""
    out = io.BytesIO()
    stamp = rb"\g<1>" + moment.encode() + rb"\2"
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for member in source.infolist():
            content = source.read(member)
            if member.filename == "docProps/core.xml":
                content = _CLOCK.sub(stamp, content)
            info = zipfile.ZipInfo(member.filename, date_time=_EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, content)
    return out.getvalue()
