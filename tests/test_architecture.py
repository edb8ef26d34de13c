"""The house rules that can be read off the imports and the files."""

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ["deepguard", "wells", "surveillance", "integrity"]  # a later one may import an earlier one
ENGINE_LIBRARIES = {"numpy", "scipy", "networkx", "wellpathpy"}
COMPOSITION = {"deepguard/settings.py", "deepguard/urls.py", "deepguard/api/urls.py"}
LIBRARY_SEAMS = {"deepguard/apps.py"}
RECEIVERS = re.compile(r"@receiver\b|(?<!def )\b(?:pre|post)_(?:save|delete|init)\b|\bm2m_changed\b")


def modules(app: str) -> list[Path]:
    return [p for p in sorted((ROOT / app).rglob("*.py")) if "migrations" not in p.parts]


def imported(path: Path) -> set[str]:
    """Dotted names of everything a module imports, at its head or inside a function."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = node.module or "" if not node.level else resolved(path, node)
            names |= {f"{module}.{alias.name}" for alias in node.names} | {module}
    return names


def resolved(path: Path, node: ast.ImportFrom) -> str:
    """The absolute name of a relative import."""
    package = path.relative_to(ROOT).parts[: -node.level]
    return ".".join([*package, *([node.module] if node.module else [])])


def tops(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imported(path)}


def is_engine(path: Path) -> bool:
    return "engine" in path.relative_to(ROOT).parts[:-1]


@pytest.mark.parametrize("app", APPS)
def test_arrows_point_down_only(app):
    above = set(APPS[APPS.index(app) + 1 :])
    wrong = {str(p.relative_to(ROOT)): sorted(tops(p) & above) for p in modules(app) if tops(p) & above}
    assert wrong == {}


@pytest.mark.parametrize("app", APPS[1:])
def test_engines_import_engines_the_standard_library_and_four_libraries(app):
    for path in filter(is_engine, modules(app)):
        for name in imported(path):
            top, *rest = name.split(".")
            house = top in APPS and rest[:1] == ["engine"]
            assert house or top in ENGINE_LIBRARIES or top in sys.stdlib_module_names, f"{path}: {name}"


@pytest.mark.parametrize("app", APPS[1:])
def test_engines_know_no_clock_and_no_chance(app):
    for path in filter(is_engine, modules(app)):
        assert not tops(path) & {"random", "secrets", "time"}, path
        assert not re.search(r"\b(?:datetime|date)\.(?:now|today|utcnow)\(", path.read_text()), path


def test_the_platform_names_no_well_concept():
    words = re.compile(r"\b(?:wellbore|casing|tubing|annul(?:us|i)|barrier|maasp|packer)\b", re.IGNORECASE)
    free = {"deepguard/acts.py", "deepguard/units.py", "deepguard/formatting.py"}
    for path in modules("deepguard"):
        if str(path.relative_to(ROOT)) not in free | COMPOSITION:
            assert not words.search(path.read_text()), path


@pytest.mark.parametrize("app", APPS)
def test_no_business_rule_hangs_on_a_signal(app):
    for path in modules(app):
        if str(path.relative_to(ROOT)) not in LIBRARY_SEAMS:
            assert not RECEIVERS.search(path.read_text()), path


@pytest.mark.parametrize("app", APPS)
def test_nobody_imports_with_a_star(app):
    for path in modules(app):
        assert not [name for name in imported(path) if name.endswith(".*")], path


TEMPLATES = sorted(p for folder in ("templates", *APPS) for p in (ROOT / folder).rglob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(ROOT)))
def test_templates_have_no_inline_style_script_or_handler(path):
    text = re.sub(r"{%.*?%}|{#.*?#}|{{.*?}}", "", path.read_text(encoding="utf-8"))
    assert not re.search(r"<[^>]*\sstyle\s*=", text), "style attribute"
    assert "<style" not in text, "style element"
    assert not re.search(r"<[^>]*\son[a-z]+\s*=", text), "event handler"
    for attributes in re.findall(r"<script\b([^>]*)>", text):
        assert "src=" in attributes or "application/json" in attributes, "inline script"
