"""The command framework's own words in Chinese.

Its fixed strings are module constants made to be replaced, and the rest goes through the command
classes below; no environment variable and no message catalogue is needed, so the help reads the
same on every machine.
"""

from __future__ import annotations

from typing import Any

import typer
from typer import rich_utils
from typer.core import TyperCommand, TyperGroup

_FIXED_STRINGS = {
    "ARGUMENTS_PANEL_TITLE": "参数",
    "OPTIONS_PANEL_TITLE": "选项",
    "COMMANDS_PANEL_TITLE": "命令",
    "ERRORS_PANEL_TITLE": "错误",
    "DEFAULT_STRING": "［默认：{}］",
    "ENVVAR_STRING": "［环境变量：{}］",
    "REQUIRED_LONG_STRING": "［必填］",
    "DEPRECATED_STRING": "（已停用）",
    "ABORTED_TEXT": "已中断。",
    "RICH_HELP": "查看帮助：[blue]{command_path} {help_option}[/]",
}
for _name, _text in _FIXED_STRINGS.items():
    setattr(rich_utils, _name, _text)

_HELP = "显示这页帮助。"
_OPTIONS = "[选项]"


class ChineseCommand(TyperCommand):
    """A command whose usage line and help option are in Chinese."""

    def get_usage(self, ctx: Any) -> str:
        return super().get_usage(ctx).replace("Usage:", "用法：", 1)

    def get_help_option(self, ctx: Any) -> Any:
        return _in_chinese(super().get_help_option(ctx))


class ChineseGroup(TyperGroup):
    """A group of commands whose usage line and help option are in Chinese."""

    def get_usage(self, ctx: Any) -> str:
        return super().get_usage(ctx).replace("Usage:", "用法：", 1)

    def get_help_option(self, ctx: Any) -> Any:
        return _in_chinese(super().get_help_option(ctx))


def _in_chinese(option: Any) -> Any:
    if option is not None:
        option.help = _HELP
    return option


def new_app(help: str) -> typer.Typer:
    """An empty group of commands that speaks Chinese; commands take ``cls=ChineseCommand``."""
    return typer.Typer(
        cls=ChineseGroup,
        help=help,
        add_completion=False,
        options_metavar=_OPTIONS,
        subcommand_metavar="命令 [参数]…",
        rich_markup_mode="rich",
        context_settings={"help_option_names": ["-h", "--help"]},
    )
