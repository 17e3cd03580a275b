"""Running document numbers: 安医改督〔2025〕{}号 goes on from the highest that was used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count

from sanyi.kernel import InputError


def numbers_after(form: str, used: Iterable[str]) -> Iterator[str]:
    """Numbers of a form, from the first that is free.

    Raises:
        InputError: the form has no single place for the running number.

    Example:
        >>> from itertools import islice
        >>> list(islice(numbers_after("督〔2025〕{}号", ["督〔2025〕3号", "督〔2024〕9号"]), 2))
        ['督〔2025〕4号', '督〔2025〕5号']
    """
    if form.count("{}") != 1:
        raise InputError("SUP-014", f"“{form}”里应有一个 {{}}，放顺序号。",
                         "例如：安医改督〔2025〕{}号。")  # fmt: skip
    pattern = re.compile(re.escape(form).replace(r"\{\}", r"(\d+)"))
    last = max((int(m[1]) for m in map(pattern.fullmatch, used) if m), default=0)
    return (form.replace("{}", str(number)) for number in count(last + 1))
