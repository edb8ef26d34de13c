"""The papers say what the code is: commands, targets, settings, libraries, links."""

import re
import subprocess
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()
LIBRARIES = (ROOT / "docs/dependencies.md").read_text()
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
APPS = ("deepguard", "wells", "surveillance", "integrity")
LINK = re.compile(r"\[[^\]]*\]\((?!https?:|#)([^)#\s]+)(#[^)\s]*)?\)")
#: What only one machine knows: folders of the workplace, addresses of package hosts.
ELSEWHERE = re.compile(
    rb"(?<![\w.-])/(?:work|root|home)/[a-z]|/tmp/[a-z]\w*/|files\.pythonhosted\.org|(?:\bindex-url|registry)\s*=\s*http",
)


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


def wanted(name: str) -> set[str]:
    """The libraries that a requirements file asks for, as it writes them, without versions."""
    lines = (ROOT / "requirements" / name).read_text().splitlines()
    return {
        re.split(r"[~=<>!;]", line)[0].strip() for line in lines if line and not line.startswith(("-", "#"))
    }


def named(section: str) -> list[str]:
    """The libraries in the first column of a section's table."""
    text = LIBRARIES.split(f"## {section}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| ([^|]+) \|", text, flags=re.MULTILINE)
    return [name.strip() for row in rows if row != "library" for name in row.split(", ")]


def settings_read() -> set[str]:
    """Names of the environment that the settings, the server and the Makefile read."""
    files = [ROOT / "deepguard/settings.py", ROOT / "deepguard/gunicorn.py"]
    text = "\n".join(file.read_text() for file in files)
    return set(re.findall(r"""(?:\benv(?:\.\w+)?|environ\.get)\(\s*["']([A-Z_]+)["']""", text))


@pytest.mark.parametrize(("file", "section"), [("runtime.in", "To run"), ("dev.in", "To test and develop")])
def test_each_library_is_explained_once(file, section):
    names = [name for name in named(section) if "-" * 3 not in name]
    assert sorted(names) == sorted(wanted(file))


def test_each_command_of_the_readme_exists_and_each_command_of_ours_is_in_it():
    table = README.split("## Commands")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (`[^|]+`) \|", table, flags=re.MULTILINE)
    told = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    ours = {name for name, app in get_commands().items() if app in APPS}
    assert told == ours


def test_each_make_target_of_the_papers_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    told = {
        name for paper in PAPERS for name in re.findall(r"(?:`|^)make ([a-z-]+)", paper.read_text(), re.M)
    }
    assert {"run", "test"} <= told <= targets


def test_each_setting_is_told_and_each_told_one_is_read():
    table = README.split("## Settings")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (`[^|]+) \|", table, flags=re.MULTILINE)
    told = {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}
    assert told - {"PORT", "HOST"} == settings_read() - {"PORT", "HOST"}


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.relative_to(ROOT)))
def test_each_link_leads_somewhere(paper):
    lost = [target for target, _ in LINK.findall(paper.read_text()) if not (paper.parent / target).exists()]
    assert not lost


def test_each_file_the_papers_name_is_there():
    """Paths in backticks: `wells/engine/model.py`."""
    path = re.compile(rf"`((?:{'|'.join(APPS)}|tests|docs|scripts|templates|static)/[\w./-]+)`")
    lost = {
        f"{paper.name}: {name}"
        for paper in PAPERS
        for name in path.findall(paper.read_text())
        if not (ROOT / name).exists()
    }
    assert not lost


def test_each_decision_has_its_number_once():
    names = [file.name for file in sorted((ROOT / "docs/decisions").glob("*.md"))]
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))


def test_nothing_tells_of_the_machine_it_was_made_on():
    here = Path(__file__)
    told = {
        f"{file.relative_to(ROOT)}: {found[0].decode()}"
        for file in tracked()
        if file != here and file.suffix not in {".png", ".woff2"}
        for found in ELSEWHERE.finditer(file.read_bytes())
    }
    assert not told
