"""What the command line shares: Chinese help, safe output, errors as one line, tables, progress.

It prints what others have read and computed; it decides nothing about documents or data.
"""

from sanyi.terminal.chinese import ChineseCommand, ChineseGroup, new_app
from sanyi.terminal.exports import Format, export, export_many, format_of
from sanyi.terminal.output import print_error, show, use_utf8, write_atomically, write_result
from sanyi.terminal.problems import run_safely
from sanyi.terminal.progress import steps
from sanyi.terminal.tables import findings_text, ledger_table

__all__ = [
    "ChineseCommand",
    "ChineseGroup",
    "Format",
    "export",
    "export_many",
    "findings_text",
    "format_of",
    "ledger_table",
    "new_app",
    "print_error",
    "run_safely",
    "show",
    "steps",
    "use_utf8",
    "write_atomically",
    "write_result",
]
