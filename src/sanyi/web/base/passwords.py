"""The password rule beyond length: three kinds of characters."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError

_KINDS = (r"[a-z]", r"[A-Z]", r"\d", r"[^A-Za-z0-9]")
_HELP = "大写字母、小写字母、数字、符号中至少有三种。"


class MixedCharactersValidator:
    """Of upper case, lower case, digits and others at least three must occur."""

    def validate(self, password: str, user: object = None) -> None:
        if sum(bool(re.search(kind, password)) for kind in _KINDS) < 3:
            raise ValidationError(_HELP, code="password_not_mixed")

    def get_help_text(self) -> str:
        return _HELP
