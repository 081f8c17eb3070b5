"""Click's own words in Chinese. Click asks gettext, which would need a compiled catalogue; a table will do."""

from __future__ import annotations

import click

WORDS = {
    "Usage:": "用法：",
    "Options": "选项",
    "Commands": "命令",
    "Positional arguments": "参数",
    "Show this message and exit.": "显示本说明。",
    "Show the version and exit.": "显示版本号。",
    "Error: {message}": "错误：{message}",
    "Try '{command} {option}' for help.": "用“{command} {option}”查看说明。",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "Missing parameter": "缺少参数",
    "Missing command.": "没有写命令。",
    "Missing {param_type}": "缺少{param_type}",
    "No such command {name!r}.": "没有命令“{name}”。",
    "No such option {name!r}.": "没有选项“{name}”。",
    "Option {name!r} does not take a value.": "选项“{name}”不带取值。",
    "Invalid value for {param_hint}: {message}": "{param_hint} 的取值不对：{message}",
    "Invalid value: {message}": "取值不对：{message}",
    "{name} {filename!r} does not exist.": "{name}“{filename}”不存在，请核对路径。",
    "{name} {filename!r} is a directory.": "{name}“{filename}”是文件夹，这里要文件。",
    "{name} {filename!r} is a file.": "{name}“{filename}”是文件，这里要文件夹。",
    "{name} {filename!r} is not readable.": "{name}“{filename}”没有读取权限。",
    "{name} {filename!r} is not writable.": "{name}“{filename}”没有写入权限。",
    "{value!r} is not a valid {number_type}.": "“{value}”不是有效的{number_type}。",
    "{value} is not in the range {range}.": "{value}不在{range}范围内。",
    "file": "文件",
    "directory": "文件夹",
    "path": "路径",
    "default: {default}": "默认：{default}",
    "Aborted!": "已中止。",
}
PLURALS = {
    "{value!r} does not match the format {format}.": "“{value}”应写成{format}这样的日期。",
    "{value!r} does not match the formats {formats}.": "“{value}”应写成{formats}这样的日期。",
    "{value!r} is not {choice}.": "“{value}”不是{choice}。",
    "{value!r} is not one of {choices}.": "“{value}”应为{choices}之一。",
    "Got unexpected extra argument ({args})": "多了参数：{args}",
    "Got unexpected extra arguments ({args})": "多了参数：{args}",
}


def speak_chinese() -> None:
    """Give every module of click the tables instead of gettext."""
    for module in (click.core, click.decorators, click.exceptions, click.formatting, click.parser, click.types):
        names = {"_": _one, "ngettext": _plural}
        vars(module).update({name: words for name, words in names.items() if hasattr(module, name)})


def _one(text: str) -> str:
    return WORDS.get(text, text)


def _plural(one: str, many: str, count: int) -> str:
    return PLURALS.get(one if count == 1 else many, one if count == 1 else many)
