"""Photograph the pages of a running server into docs/screens/: light at 1440 and 820 px, dark at 1440.

    make run &                      # in another terminal
    make screenshots

`--base` names another server, `--email` and `--password` another person, `--only fleet,well` some pages.
A page of the list that answers an error is named and the command fails.
"""

import argparse
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from png import small

ROOT = Path(__file__).resolve().parent.parent
SCREENS = ROOT / "docs" / "screens"
VIEWS = (("light", 1440), ("light", 820), ("dark", 1440))
TALLEST = 1800  # px: what a reader of the guide looks at
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Shot:
    """One page: an address, the links to follow from there, a file to send, what to click before the picture."""

    name: str
    address: str
    follow: tuple[str, ...] = ()
    send: Path | None = None
    click: str = ""  # a selector
    signed_in: bool = True
    full: bool = True


WELL = ("BRA A-12",)
SHOTS = (
    Shot("sign-in", "/accounts/login/", signed_in=False, full=False),
    Shot("fleet", "/wells/", full=False),
    Shot("well", "/wells/", follow=WELL),
    Shot("annuli", "/wells/", follow=(*WELL, "Annuli and limits"), full=False),
    Shot(
        "derivation", "/wells/", follow=(*WELL, "Annuli and limits"), click="main a[href*='/annuli/A/maasp/']"
    ),
    Shot("limits", "/limits/?show=in_force", full=False),
    Shot("rules", "/rules/", full=False),
    Shot("catalogue", "/catalogue/", full=False),
    Shot("trajectory", "/wells/", follow=("Gannet 3", "Trajectory")),
    Shot("history", "/wells/", follow=(*WELL, "History"), full=False),
    Shot("compare", "/wells/", follow=(*WELL, "Compare")),
    Shot("architecture", "/wells/", follow=(*WELL, "Architecture"), click="[data-uid=casing-9-5-8] a"),
    Shot("import", "/imports/", send=ROOT / "scripts" / "casing-programme.csv"),
    Shot("assets", "/assets/", full=False),
)


def main() -> None:
    asked = arguments()
    SCREENS.mkdir(parents=True, exist_ok=True)
    chosen = [shot for shot in SHOTS if not asked.only or shot.name in asked.only.split(",")]
    failed = []
    with sync_playwright() as driver:
        path = next(filter(None, map(shutil.which, CHROMIUM)), None)
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for theme, width in VIEWS:
            view = {"viewport": {"width": width, "height": 900}, "color_scheme": theme}
            stranger, known = (browser.new_context(**view).new_page() for _ in range(2))
            sign_in(known, asked)
            for shot in chosen:
                page = known if shot.signed_in else stranger
                if fault := take(page, shot, asked.base, SCREENS / f"{shot.name}-{theme}-{width}.png"):
                    failed.append(fault)
        browser.close()
    if failed:
        sys.exit("\n".join(sorted(set(failed))))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--base", default="http://127.0.0.1:8000")
    parser.add_argument("--email", default="engineer@brattholm.example")
    parser.add_argument("--password", default="")
    parser.add_argument("--only", default="")
    return parser.parse_args()


def sign_in(page: Page, asked: argparse.Namespace) -> None:
    """As the person named; the demo's own password stands on its sign-in page."""
    page.goto(f"{asked.base}/accounts/login/")
    shown = page.locator(".dg-signins .dg-panel-h .dg-mono")
    password = asked.password or (shown.inner_text() if shown.count() else "")
    page.get_by_label("E-mail").fill(asked.email)
    page.get_by_label("Password").fill(password)
    page.locator("#sign-in button[type=submit]").click()
    if "/accounts/login/" in page.url:
        sys.exit(f"{asked.email} could not sign in at {asked.base}: name --email and --password.")


def take(page: Page, shot: Shot, base: str, file: Path) -> str:
    """Photograph one page; the fault as a line, or nothing."""
    answer = page.goto(base + shot.address)
    for words in shot.follow:
        page.locator("main").get_by_role("link", name=words, exact=True).first.click()
        page.wait_for_load_state()
    if shot.send:
        send(page, shot.send)
    if shot.click:
        page.locator(shot.click).first.click()
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(150)
    file.write_bytes(small(page.screenshot(full_page=shot.full, **clip(page, shot)), page))
    if answer and answer.status >= 400:
        return f"{shot.name}: {shot.address} answered {answer.status}"
    return ""


def send(page: Page, file: Path) -> None:
    """Have the tables of a file checked: a dry run, which stores nothing."""
    card = page.locator("form:has(input[name=kind][value=tables])")
    card.locator("input[type=file]").set_input_files(file)
    card.locator("button[type=submit]").click()
    page.wait_for_load_state()


def clip(page: Page, shot: Shot) -> dict:
    """The top of a page that is taller than a reader looks at."""
    size = page.evaluate("[document.documentElement.clientWidth, document.documentElement.scrollHeight]")
    if not shot.full or size[1] <= TALLEST:
        return {}
    return {"clip": {"x": 0, "y": 0, "width": size[0], "height": TALLEST}}


if __name__ == "__main__":
    main()
