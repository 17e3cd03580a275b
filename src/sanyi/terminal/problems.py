"""Every way a command can end, as an exit code and at most one line; never a traceback.

=====  =======================================================================
code   meaning
=====  =======================================================================
0      done; ``audit``: no finding of severity error
1      ``audit``: at least one finding of severity error
2      what was given cannot be used: the file, an option, the place to write to
3      the program or one of its definition files is wrong
130    interrupted by the person
=====  =======================================================================
"""

from __future__ import annotations

import os
import re
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer

from sanyi.kernel import ContractError, InputError, SanyiError
from sanyi.terminal.output import print_error

INTERRUPTED = 130
_DEBUG = "SANYI_DEBUG"


def run_safely(command: Callable[[], Any]) -> int:
    """Run a command and return its exit code; problems become one line on standard error."""
    try:
        code = int(command() or 0)
        if code == INTERRUPTED:
            print("已中断。", file=sys.stderr)
        return code
    except SystemExit:
        # the framework leaves by this door only when the reader of a pipe has seen enough
        return 0
    except Exception as problem:
        if type(problem).__name__ == "NoArgsIsHelpError":  # the help has been shown
            return 0
        said = _as_said(problem)
        print_error(said)
        return said.exit_code


def _as_said(problem: Exception) -> SanyiError:
    """The problem as an error with a code and a Chinese message."""
    if isinstance(problem, SanyiError):
        return problem
    if isinstance(problem, typer.TyperException):
        return InputError("CLI-001", _usage_problem(problem), "用 --help 查看用法。")
    return _internal_error(problem)


def _usage_problem(problem: typer.TyperException) -> str:
    """The framework's complaint about the command line, in Chinese."""
    named = getattr(problem, "param", None)
    name = _name_of(named) if named is not None else ""
    option = getattr(problem, "option_name", "")
    match type(problem).__name__:
        case "MissingParameter":
            return f"缺少 {name}。"
        case "BadParameter":
            usable = getattr(named, "metavar", None) or ""
            return f"{name} 的值不对" + (f"，可用：{usable}。" if "|" in usable else "。")
        case "NoSuchOption":
            near = "、".join(getattr(problem, "possibilities", None) or ())
            return f"没有选项 {option}" + (f"，是否要用 {near}？" if near else "。")
        case "BadOptionUsage":
            return f"选项 {option} 的用法不对。"
        case _:
            extra = re.search(r"unexpected extra argument.*?\((?!s\))(.*)\)", problem.message)
            return f"多出的参数：{extra.group(1)}。" if extra else "命令写得不对。"


def _name_of(parameter: Any) -> str:
    """What the person calls the parameter: the long form of an option, the label of an argument."""
    if parameter.param_type_name == "argument":
        return str(parameter.metavar or parameter.name)
    return max(map(str, parameter.opts), key=len)


def _internal_error(problem: Exception) -> ContractError:
    if os.environ.get(_DEBUG):
        traceback.print_exception(problem)
    frame = traceback.extract_tb(problem.__traceback__)[-1]
    place = f"{Path(frame.filename).name}:{frame.lineno}"
    # the message of an unforeseen error may quote the data, so only its kind and place are said
    return ContractError(
        "PRG-001",
        f"程序内部出错（{type(problem).__name__}，{place}）。",
        f"请把这一行告诉维护者；设 {_DEBUG}=1 可看详情。",
    )
