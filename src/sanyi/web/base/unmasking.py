"""Forms that show kept texts to somebody who sees them masked, and get them back."""

from __future__ import annotations

from typing import Any

from django import forms

from sanyi.ledger import restore_masked


class KeepsContacts(forms.BaseForm):
    """A form whose masked texts, handed back, are the kept ones again: asterisks overwrite nothing.

    Put it before the form it is mixed into.
    """

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for name, text in data.items():
            kept = self.get_initial_for_field(self.fields[name], name)
            if isinstance(text, str) and isinstance(kept, str):
                data[name] = restore_masked(text, kept)
        return data
