"""Tests that need a word processor say so by their mark, and are left out by name where there is none."""

import os
import shutil

import pytest

REASON = "soffice (LibreOffice Writer) is not on PATH: the exported document's PDF was not measured"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", f"libreoffice: converts a document; left out when {REASON}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Under CI=true nothing is left out: there the missing program is a failure."""
    if shutil.which("soffice") or os.environ.get("CI") == "true":
        return
    left_out = [item for item in items if item.get_closest_marker("libreoffice")]
    if left_out:
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)
        names = ", ".join(item.name for item in left_out)
        reporter = config.pluginmanager.get_plugin("terminalreporter")
        reporter.write_line(f"left out: {names}: {REASON}")
