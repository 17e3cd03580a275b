"""What on a web page is not the document: navigation, share buttons, counters, imprint.

Only what is recognised as such is left out; whatever is doubtful stays in the text.
"""

from __future__ import annotations

import re
from typing import Any

_NEVER_TEXT = {
    "script": "脚本",
    "style": "样式",
    "noscript": "脚本",
    "template": "脚本",
    "iframe": "嵌入框",
    "svg": "图形",
    "select": "表单",
    "button": "按钮",
    "textarea": "表单",
    "nav": "导航",
    "footer": "页脚",
}
_ROLES = {"navigation": "导航", "contentinfo": "页脚", "search": "搜索", "banner": "页眉"}
_EDGE = r"(?:$|[-_\s\d])"
_MARKED = (
    ("分享按钮", re.compile(r"(?:^|[-_\s])(?:bd)?(?:share|fenxiang|qrcode|ewm)", re.I)),
    ("访问计数", re.compile(rf"(?:^|[-_\s])(?:hits?|counter|views?count|liulan){_EDGE}", re.I)),
    ("导航", re.compile(rf"(?:^|[-_\s])(?:nav|navbar|menu|breadcrumbs?|crumbs?){_EDGE}", re.I)),
    ("导航", re.compile(rf"(?:^|[-_\s])(?:location|position){_EDGE}", re.I)),
    ("页脚", re.compile(rf"(?:^|[-_\s])(?:footer|foot|copyright|friendlinks?){_EDGE}", re.I)),
    ("页眉", re.compile(rf"(?:^|[-_\s])(?:header|top|topbar|logo|banner|sitename){_EDGE}", re.I)),
    ("侧栏", re.compile(rf"(?:^|[-_\s])(?:sidebar|related|recommend){_EDGE}", re.I)),
)
_PHRASES = (
    (
        "访问计数",
        re.compile(r"(?:浏览|阅读|访问|点击)(?:次数|量|数|率)?\s*(?:[：:]|[\[【(（]?\s*\d+\s*次)"),
    ),
    ("分享按钮", re.compile(r"分享(?:到|至)|扫一扫.{0,8}(?:手机|打开|分享)|打印本页|【打印】")),
    ("分享按钮", re.compile(r"关闭(?:本页|窗口)|我要纠错")),
    ("分享按钮", re.compile(r"字(?:体|号)[：:]?\s*[\[【]?\s*大\s*[\]】]?\s*[\[【]?\s*中")),
    ("导航", re.compile(r"(?:当前|您的?|你的?)(?:所在)?位置\s*[：:]|^(?:上一篇|下一篇)[：:]")),
    ("导航", re.compile(r"^首页\s*(?:[>＞»/]|&gt;)")),
    ("分享按钮", re.compile(r"^(?:收藏|打印|分享|关闭|纠错|大|中|小|[\s|｜【】\[\]])+$")),
    ("页脚", re.compile(r"版权所有|ICP备|公网安备|网站标识码|网站地图")),
)
_TITLE = re.compile(r"通知|意见|方案|办法|公告|文件|任务|规划|要点|细则|函")
_SENTENCE = re.compile(r"[。；]")
_KEEP = re.compile(r"发布(?:时间|日期|机构|部门)|来源|成文|文号|索引号|印发|信息分类|标题")
_SHORT = 120
_LARGE_SHARE = 0.3
_MOST = 0.6
_PARTS = "p, table, h1, h2, h3, h4, li, div, section, article"
_MENU_LINKS = 5
_MENU_WORDS = 12
_ATTACHMENT = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|ofd|zip|rar|et)(?:$|[?#])", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none", re.I)


def noise_kind(node: Any, body_length: int) -> str | None:
    """What kind of page furniture an element is, or None for part of the document."""
    if (kind := _NEVER_TEXT.get(node.tag)) is not None:
        return kind
    attributes = node.attributes
    if (kind := _ROLES.get(attributes.get("role") or "")) is not None:
        return kind
    text = " ".join((node.text() or "").split())
    share = len(text) / max(body_length, 1)
    if share > _MOST or (share > _LARGE_SHARE and len(text) > _SHORT):
        return None
    if _HIDDEN.search(attributes.get("style") or ""):
        return "隐藏内容"
    if (kind := _kind_by_name(node, text)) is not None:
        return kind
    kind = phrase_kind(text)
    # Words alone speak for a single line, not for a part of the page with blocks of its own.
    return None if kind and any(part != node for part in node.css(_PARTS)) else kind


def _kind_by_name(node: Any, text: str) -> str | None:
    """Furniture by the class or id its authors gave it, if its text does not speak against."""
    names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''} {node.tag}"
    is_menu = _is_menu(node, text)
    is_sentence = bool(_SENTENCE.search(text) or _KEEP.search(text))
    for kind, pattern in _MARKED:
        if not pattern.search(names) or (kind == "页眉" and _TITLE.search(text)):
            continue
        if is_menu or (len(text) <= _SHORT and not is_sentence):
            return kind
    return "导航" if is_menu and node.tag in ("ul", "ol", "div", "dl") else None


def phrase_kind(text: str) -> str | None:
    """What kind of page furniture a short text is by its words."""
    if not text or len(text) > _SHORT or _KEEP.search(text) or _SENTENCE.search(text):
        return None
    return next((kind for kind, pattern in _PHRASES if pattern.search(text)), None)


def _is_menu(node: Any, text: str) -> bool:
    """Many short links and little else; links to attachments belong to the document."""
    links = node.css("a")
    if len(links) < _MENU_LINKS:
        return False
    if any(_ATTACHMENT.search(a.attributes.get("href") or "") for a in links):
        return False
    words = [" ".join((a.text() or "").split()) for a in links]
    linked = sum(len(w) for w in words)
    return linked >= 0.8 * len(text.replace(" ", "")) and linked <= _MENU_WORDS * len(links)
