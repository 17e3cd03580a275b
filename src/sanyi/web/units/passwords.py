"""First passwords, read out or typed from paper: no characters that look alike."""

from __future__ import annotations

import secrets

_CHARACTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def new_password() -> str:
    """Sixteen characters that keep the rule of three kinds."""
    return "".join(secrets.choice(_CHARACTERS) for _ in range(14)) + "-7"
