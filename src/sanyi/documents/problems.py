"""Every problem a reader can report, with the Chinese message and what to do next.

Errors stop the reading (``fail``); findings accompany a document that was read (``report``).

=======  ========  ==========================================================
code     kind      meaning
=======  ========  ==========================================================
DOC-001  error     the file is absent
DOC-002  error     a directory was given
DOC-003  error     the file is empty
DOC-004  error     the container is damaged or truncated
DOC-005  error     no reader for this content
DOC-006  error     the file is encrypted
DOC-007  error     the file is too large
DOC-008  error     the archive unpacks to too much (bomb)
DOC-009  error     the archive has too many members
DOC-010  error     XML with entities of its own, or nested too deep
DOC-011  error     too many pages
DOC-012  error     LibreOffice is needed and absent
DOC-013  error     LibreOffice could not convert the file
DOC-014  error     the extra ``ocr`` is needed and absent
DOC-015  error     the file may not be read
DOC-016  error     an image is too large
DOC-020  note      the extension does not say what the file is
DOC-021  warning   bytes that are no characters
DOC-022  note      lines in another encoding than the rest
DOC-023  warning   a strike mark without its partner
DOC-024  warning   a strike goes over a line end
DOC-025  warning   a scanned line read with low confidence
DOC-026  note      page furniture of a web page left out
DOC-027  warning   glyphs without characters
DOC-028  warning   a page without text
DOC-029  note      a numbering format that has no rule here
DOC-030  warning   control characters replaced
DOC-031  warning   a part of the file could not be read
DOC-032  note      the document was converted by LibreOffice
DOC-033  warning   there is no text in the file
DOC-034  warning   print on a scanned page that was not recognised
DOC-035  note      more findings than are listed one by one
=======  ========  ==========================================================
"""

from __future__ import annotations

from typing import NamedTuple

from sanyi.kernel import (
    EncryptedFileError,
    Finding,
    InputError,
    MissingToolError,
    Severity,
    Span,
    TooLargeError,
    UnreadableFileError,
    UnsupportedFormatError,
)


class _Error(NamedTuple):
    kind: type[InputError]
    message: str
    hint: str


class _Notice(NamedTuple):
    severity: Severity
    message: str
    hint: str


_RESAVE = "请用原来的软件打开后另存，或向来文单位重新索取。"

ERRORS: dict[str, _Error] = {
    "DOC-001": _Error(UnreadableFileError, "找不到文件：{name}。", "请核对路径和文件名。"),
    "DOC-002": _Error(UnreadableFileError, "{name} 是文件夹，不是文件。", "请给出其中的文件。"),
    "DOC-003": _Error(UnreadableFileError, "{name} 是空文件。", "请重新下载或索取。"),
    "DOC-004": _Error(UnreadableFileError, "{name} 已损坏或不完整（{detail}）。", _RESAVE),
    "DOC-005": _Error(
        UnsupportedFormatError,
        "{name} 的内容不是能识别的文件格式。",
        "可读格式：txt、md、docx、doc、wps、pdf、ofd、html 和图片。",
    ),
    "DOC-006": _Error(
        EncryptedFileError, "{name} 设有打开密码。", "请用密码打开后另存为不加密的文件。"
    ),
    "DOC-007": _Error(
        TooLargeError, "{name} 有 {size} MB，超过上限 {limit} MB。", "请拆分文件或压缩图片。"
    ),
    "DOC-008": _Error(
        TooLargeError, "{name} 解压后超过安全上限（{detail}）。", "来源不明的文件请勿打开。"
    ),
    "DOC-009": _Error(
        TooLargeError, "{name} 内含 {count} 个成员，超过上限 {limit}。", "来源不明的文件请勿打开。"
    ),
    "DOC-010": _Error(
        UnreadableFileError, "{name} 的 XML 不安全（{detail}）。", "来源不明的文件请勿打开。"
    ),
    "DOC-011": _Error(
        TooLargeError, "{name} 有 {count} 页，超过上限 {limit} 页。", "请拆分后分别读取。"
    ),
    "DOC-012": _Error(
        MissingToolError,
        "读取 {name} 需要 LibreOffice，本机没有找到。",
        "请安装 LibreOffice Writer，或用 Word/WPS 另存为 docx。",
    ),
    "DOC-013": _Error(
        UnreadableFileError,
        "LibreOffice 未能转换 {name}（{detail}）。",
        "请用 Word/WPS 另存为 docx。",
    ),
    "DOC-014": _Error(
        MissingToolError,
        "{name} 是扫描件或图片，需要文字识别组件。",
        "请安装：pip install 'sanyi[ocr]'。",
    ),
    "DOC-015": _Error(UnreadableFileError, "没有读取 {name} 的权限。", "请检查文件权限。"),
    "DOC-016": _Error(
        TooLargeError, "{name} 的图像为 {size}，超过上限。", "请降低扫描分辨率（300 dpi 足够）。"
    ),
}

NOTICES: dict[str, _Notice] = {
    "DOC-020": _Notice(
        Severity.NOTE,
        "扩展名 {extension} 与内容不符，已按 {format} 读取。",
        "请改正扩展名。",
    ),
    "DOC-021": _Notice(
        Severity.WARNING,
        "第 {line} 行有 {count} 处字节无法识别为文字，以“�”代替。",
        "请对照原件核对此处。",
    ),
    "DOC-022": _Notice(
        Severity.NOTE,
        "全文为 {main} 编码，另有 {count} 行按 {other} 读取（首见于第 {line} 行）。",
        "请核对这些行是否有乱码。",
    ),
    "DOC-023": _Notice(
        Severity.WARNING, "第 {line} 行的删除标记“{mark}”没有配对，按原样保留。", "请核对删除范围。"
    ),
    "DOC-024": _Notice(
        Severity.WARNING, "第 {line} 行的删除标记到下一行才结束。", "请核对删除范围。"
    ),
    "DOC-025": _Notice(
        Severity.WARNING, "此行识别可信度为 {confidence}，低于 0.90。", "请对照原件核对此行。"
    ),
    "DOC-026": _Notice(
        Severity.NOTE,
        "网页正文以外的 {count} 个部分、{characters} 字未读入（{kinds}）。",
        "若正文缺少内容，请另存正文后再读。",
    ),
    "DOC-027": _Notice(
        Severity.WARNING,
        "第 {page} 页有 {count} 处文字只有字形而无字符，未能读出。",
        "请用 OFD 阅读器导出 PDF 或图片，再用文字识别读取。",
    ),
    "DOC-028": _Notice(
        Severity.WARNING, "第 {page} 页没有可提取的文字，可能是扫描页。", "请对照原件核对此页。"
    ),
    "DOC-029": _Notice(
        Severity.NOTE, "自动编号格式 {format} 未收录，按阿拉伯数字显示。", "请核对条款编号。"
    ),
    "DOC-030": _Notice(
        Severity.WARNING, "文中有 {count} 个控制字符，以“�”代替。", "请对照原件核对此处。"
    ),
    "DOC-031": _Notice(
        Severity.WARNING, "文件的“{part}”部分无法读取，已略过。", "请对照原件核对这一部分。"
    ),
    "DOC-032": _Notice(Severity.NOTE, "本文件由 LibreOffice 转换为 docx 后读取。", ""),
    "DOC-033": _Notice(Severity.WARNING, "文件中没有读到任何文字。", "请确认文件内容。"),
    "DOC-034": _Notice(
        Severity.WARNING, "第 {page} 页有 {count} 处印迹未能识别。", "请对照原件核对此页。"
    ),
    "DOC-035": _Notice(Severity.NOTE, "另有 {count} 处同类问题未逐条列出。", "请先处理已列出的。"),
}


def fail(code: str, **values: object) -> InputError:
    """The error of ``code`` with its message filled in, to be raised by the caller."""
    kind, message, hint = ERRORS[code]
    return kind(code, message.format(**values), hint)


def report(code: str, where: str, span: Span | None = None, **values: object) -> Finding:
    """The finding of ``code`` with its message filled in."""
    severity, message, hint = NOTICES[code]
    return Finding(code, severity, where, message.format(**values), hint, span)


def capped(findings: list[Finding], where: str, most: int = 100) -> list[Finding]:
    """At most so many findings, the rest as a number: a broken file can have any count."""
    if len(findings) <= most:
        return findings
    return [*findings[:most], report("DOC-035", where, count=len(findings) - most)]
