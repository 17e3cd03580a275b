"""The command framework's own words in Chinese.

Its fixed strings are module constants made to be replaced, and the rest goes through the command
classes below; no environment variable and no message catalogue is needed, so the help reads the
same on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, ClassVar

import typer
import typer.main
from typer import rich_utils
from typer.core import TyperCommand, TyperGroup

from sanyi.kernel import InputError

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
_COMMAND = "命令 [参数]…"
_HELP_OPTIONS = {"help_option_names": ["-h", "--help"]}


class ChineseCommand(TyperCommand):
    """A command whose usage line and help option are in Chinese."""

    def get_usage(self, ctx: Any) -> str:
        return _usage(super().get_usage(ctx))

    def get_params(self, ctx: Any) -> list[Any]:
        return _without_types(super().get_params(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        return _in_chinese(super().get_help_option(ctx))


class ChineseGroup(TyperGroup):
    """A group of commands whose usage line, help option and complaints are in Chinese.

    ``later`` names groups that are imported when they are called for: the analytic engine takes
    longer to import than a document to read. ``later_commands`` does the same for single commands;
    their home is a program of its own with a command of that name.
    """

    later: ClassVar[dict[str, Callable[[], typer.Typer]]] = {}
    later_commands: ClassVar[dict[str, Callable[[], typer.Typer]]] = {}

    def list_commands(self, ctx: Any) -> list[str]:
        return [*super().list_commands(ctx), *self.later, *self.later_commands]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name in self.later_commands:
            home: Any = typer.main.get_command(_chinese(self.later_commands[cmd_name]()))
            return home.get_command(ctx, cmd_name)
        if cmd_name in self.later:
            group: Any = typer.main.get_command(_chinese(self.later[cmd_name]()))
            group.name = cmd_name
            return group
        return super().get_command(ctx, cmd_name)

    def get_usage(self, ctx: Any) -> str:
        return _usage(super().get_usage(ctx))

    def get_params(self, ctx: Any) -> list[Any]:
        return _without_types(super().get_params(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        return _in_chinese(super().get_help_option(ctx))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            known = "、".join(self.list_commands(ctx))
            raise InputError("CLI-001", f"没有命令 {args[0]}。", f"可用的命令：{known}。")
        return super().resolve_command(ctx, args)


def _usage(line: str) -> str:
    """The usage line in Chinese, a required argument without its braces."""
    return re.sub(r"\{([^{}|]*)\}", r"\1", line.replace("Usage: ", "用法：", 1))


def _without_types(parameters: list[Any]) -> list[Any]:
    """Flags and arguments without the name of their Python type, which tells an office nothing."""
    for parameter in parameters:
        if parameter.param_type_name == "argument" or parameter.is_flag:
            parameter.display_type_rich = _nothing
    return parameters


def _nothing(ctx: Any) -> None:
    return None


def _in_chinese(option: Any) -> Any:
    if option is not None:
        option.help = _HELP
    return option


def _chinese(app: typer.Typer) -> typer.Typer:
    """A group of commands written elsewhere, made to speak Chinese."""
    app.info.cls = ChineseGroup
    app.info.options_metavar = _OPTIONS
    app.info.subcommand_metavar = _COMMAND
    app.info.context_settings = _HELP_OPTIONS
    app._add_completion = False  # its help is in English, and an office has no use for it
    for command in app.registered_commands:
        command.cls = ChineseCommand
        command.options_metavar = _OPTIONS
    return app


def new_app(help: str, cls: type[ChineseGroup] = ChineseGroup) -> typer.Typer:
    """An empty group of commands that speaks Chinese; commands take ``cls=ChineseCommand``."""
    return typer.Typer(
        cls=cls,
        help=help,
        add_completion=False,
        options_metavar=_OPTIONS,
        subcommand_metavar=_COMMAND,
        rich_markup_mode="rich",
        context_settings=_HELP_OPTIONS,
    )
