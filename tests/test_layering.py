"""The arrows between the layers and between the features run one way."""

import ast
import pathlib

import pytest

PACKAGE = pathlib.Path(__file__).resolve().parent.parent / "publicity"
EDGE = {"views", "cli", "jobs"}
LAYER = {"models": 0, "rules": 1, "queries": 2, "actions": 3, "forms": 3, "views": 4, "cli": 4, "jobs": 4}
RANK = {
    "lib": -1,
    "almanac": 0,
    "history": 1,
    "people": 2,
    "outbox": 1,
    "checks": 0,
    "media": 3,
    "calendar": 4,
    "stories": 5,
    "plans": 5,
    "review": 6,
    "publishing": 7,
    "feeds": 8,
    "digests": 8,
    "ledger": 8,
    "desk": 9,
}
PURE = {"almanac", "checks"}
FLASK_FILES = {"views", "forms", "cli", "__init__"}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)


def imports(path: pathlib.Path) -> list[str]:
    """Dotted names imported, `from publicity.x import y` as publicity.x.y."""
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


def place(dotted: str) -> tuple[str, str] | None:
    """(feature, module) of a dotted name inside a feature folder, else None."""
    parts = dotted.split(".")
    if len(parts) > 2 and parts[0] == "publicity" and parts[1] in RANK:
        return parts[1], parts[2]
    return None


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_downwards(path: pathlib.Path) -> None:
    inside = path.relative_to(PACKAGE)
    feature, module = (inside.parts[0] if len(inside.parts) > 1 else "", inside.stem)
    wrong = []
    for name in imports(path):
        top = name.split(".")[0]
        flask_is_fine = not feature or module in FLASK_FILES
        if top in {"flask", "flask_wtf", "werkzeug"} and not flask_is_fine:
            wrong.append(f"{name}: Flask below the edge")
        if top == "sqlalchemy" and feature in PURE | {"lib"}:
            wrong.append(f"{name}: a database in a pure folder")
        target = place(name)
        if target is None or not feature:
            continue
        other, part = target
        if other != feature and RANK[other] >= RANK[feature]:
            wrong.append(f"{name}: {feature} must not know {other}")
        if other != feature and (part in EDGE or part.startswith("_")):
            wrong.append(f"{name}: another feature's edge")
        if other == feature and module in LAYER and LAYER.get(part, 0) > LAYER[module]:
            wrong.append(f"{name}: {module} must not know {part}")
    assert wrong == []


def test_every_feature_has_its_place_in_the_order() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and any(path.glob("*.py"))}
    assert folders - {"migrations"} <= set(RANK)
