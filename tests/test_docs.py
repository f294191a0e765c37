"""What the README says can be done exists: its commands, its files, its settings."""

import pathlib
import re

import pytest
from flask import Flask

ROOT = pathlib.Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf8")


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\bmake ([a-z]+)", README))))
def test_each_make_target_named_in_the_readme_is_in_the_makefile(target: str) -> None:
    assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)


@pytest.mark.parametrize("words", sorted(set(re.findall(r"\.venv/bin/flask ([a-z]+(?: [a-z]+)?)", README))))
def test_each_command_named_in_the_readme_answers_for_help(app: Flask, words: str) -> None:
    group = app.cli.commands[words.split()[0]]
    rest = words.split()[1:]
    assert not rest or not hasattr(group, "commands") or rest[0] in group.commands


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README)) | {"docs/calendar.png"}))
def test_each_file_the_readme_links_is_there(path: str) -> None:
    assert (ROOT / path).exists()


def test_each_setting_named_in_the_readme_is_read() -> None:
    read = (ROOT / "publicity" / "config.py").read_text(encoding="utf8") + (ROOT / "publicity" / "serve.py").read_text(
        "utf8"
    )
    missing = [name for name in set(re.findall(r"PUBLICITY_[A-Z_]+[A-Z]", README)) if name not in read]
    assert missing == []
