"""What is wrong with a template's writing, in the planner's words: the faults that Jinja and YAML tell in English."""

import re
from collections.abc import Iterator
from typing import Final

import yaml

_TAG: Final = re.compile(r"\{%[-+]?\s*(\w+)[^%\n]*%\}")
_OPENS: Final = ("if", "for")
_BRACES: Final = (("{{", "}}"), ("{%", "%}"), ("{#", "#}"))
_COLON: Final = re.compile(r"\s*(?:- )?\{?\s*[a-z_]+：")
_JINJA: Final = (
    (r"unknown tag '(else|elif)'", "“{0}”只能写在 if 和 endif 之间。"),
    (r"unknown tag '(\w*)'", "不认识“{0}”：大括号百分号里只能写 if、elif、else、endif、for、endfor。"),
    (r"unexpected char '(.)'", "大括号里有不能用的字符 {0} ：引号、括号、竖线都要用英文半角的。"),
    (
        r"end of template, expected|Missing end of|expected token 'end of print statement', got 'end of",
        "大括号没有收尾：{{{{ 要配 }}}}，{{% 要配 %}}。",
    ),
    (r"expected token 'in'", "for 要写成：for 名字 in 要素。"),
    (r"tag name expected", "百分号后面要写 if、for、else、endif 或 endfor。"),
    (
        r"Expected an expression|unexpected 'end of|expected token 'name'|expected name",
        "这里缺了内容：if 后面写条件，竖线后面写处理办法，大括号里写要素的代号。",
    ),
    (
        r"expected token 'end of (?:print statement|statement block)', got '(.*?)'",
        "“{0}”这里看不懂：一对大括号里只写一个要素，名字里不留空格。",
    ),
    (r"unexpected '(.*?)'", "“{0}”放在这里看不懂，请检查大括号和引号是否成对。"),
)
_YAML: Final = (
    (r"expected ',' or '\]'", "方括号没有配对，或者各项之间少了逗号（要用英文半角）。"),
    (r"expected ',' or '\}'", "花括号没有配对，或者各项之间少了逗号（要用英文半角）。"),
    (
        r"mapping values are not allowed",
        "冒号用得不对：一行只写一个“名称: 内容”；内容里有冒号时，整段内容加英文引号，并检查缩进。",
    ),
    (r"could not find expected ':'", "少了冒号：要写成“名称: 内容”，冒号用英文半角，后面空一格。"),
    (r"cannot start any token", "行首有不能用的字符：缩进用空格，不用 Tab；以 @、%、` 开头的内容加英文引号。"),
    (r"unexpected end of stream|unexpected document indicator", "引号没有配对。"),
    (r"expected '-' indicator|sequence entries are not allowed", "列表写得不对：每项单独一行，以“- ”开头，上下对齐。"),
    (r"expected key|expected <block end>|node content|document start", "缩进不对，或者上一行少了引号、括号、逗号。"),
    (r"unknown escape character", "双引号里的反斜线“\\”看不懂：请改用单引号，或者写成“\\\\”。"),
    (r"constructor for the tag", "不能用 ! 开头的写法，请加英文引号。"),
    (r"tab character", "缩进要用空格，不能用 Tab。"),
    (r"found another document", "开头部分只能有一段，不要再写“---”。"),
)
# What the reader of YAML refuses in Chinese already, and how it is told here.
_REFUSED: Final = (
    (r"嵌套超过", "括号或缩进套得太深，请简化。"),
    (r"不能用 \*", "不能用 * 引用别处的内容，请直接写出来；以 * 开头的文字要加引号。"),
)


def of_jinja(message: str) -> str:
    """The sentence for Jinja's; one that is not known is quoted after a lead."""
    return f"模板语法有误：{_translated(_JINJA, message)}"


def of_yaml(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str]:
    """(line from 1, sentence): of a bracket or a quote left open the line where it was opened."""
    for pattern, sentence in _REFUSED:
        if error.problem_mark and re.match(pattern, error.problem or ""):
            return error.problem_mark.line + 1, sentence
    for number, line in enumerate(text.split("\n"), start=1):
        if _COLON.match(line):
            return number, "写法有误：名称后面的冒号要用英文半角，再空一格。"
        if line.count('"') % 2:
            return number, "写法有误：这一行的英文引号没有配对。"
    is_open = error.context_mark is not None and re.search("flow|quoted|scalar", error.context or "")
    mark = error.context_mark if is_open else error.problem_mark
    return mark.line + 1 if mark else 1, f"写法有误：{_translated(_YAML, error.problem or '')}"


def unpaired(body: str) -> Iterator[tuple[int, str]]:
    """(line from 1, sentence) of the first braces, if or for that nothing closes, or closed before it is opened."""
    for number, row in enumerate(body.split("\n"), start=1):
        if any(row.count(opened) != row.count(closed) for opened, closed in _BRACES):
            yield number, "这一行的大括号没有收尾：{{ 要配 }}，{% 要配 %}。"
            return
    waiting: list[tuple[str, int]] = []
    for found in _TAG.finditer(body):
        word, line = found[1], body.count("\n", 0, found.start()) + 1
        if word in _OPENS:
            waiting.append((word, line))
        elif word.removeprefix("end") in _OPENS:
            opener = word.removeprefix("end")
            if not waiting:
                yield line, f"这里的 {word} 前面没有与它配对的 {opener}。"
                return
            opened, at = waiting.pop()
            if opened != opener:
                yield line, f"这里写了 {word}，前面的 {opened} 还没有用 end{opened} 收尾。"
                return
    for word, line in waiting[-1:]:
        yield line, f"这里的 {word} 没有 end{word} 与它配对，请在它管的内容后面补上。"


def _translated(table: tuple[tuple[str, str], ...], message: str) -> str:
    for pattern, sentence in table:
        found = re.search(pattern, message)
        if found:
            return sentence.format(*found.groups())
    return f"这一行看不懂，请检查标点和缩进（原文：{message.rstrip('.')}）。"
