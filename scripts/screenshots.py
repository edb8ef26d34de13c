"""Photograph the pages of a running server into docs/screens/: light and dark, 1440 and 820 px.

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

ROOT = Path(__file__).resolve().parent.parent
SCREENS = ROOT / "docs" / "screens"
WIDTHS = (1440, 820)
THEMES = ("light", "dark")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Shot:
    """One page: an address, or a link to follow from an address, and what to do before the picture."""

    name: str
    address: str
    follow: str = ""  # the text of a link on that page
    click: str = ""  # a selector clicked before the picture
    signed_in: bool = True
    full: bool = True


SHOTS = (
    Shot("sign-in", "/accounts/login/", signed_in=False, full=False),
    Shot("fleet", "/wells/"),
    Shot("well", "/wells/", follow="BRA A-12"),
    Shot("profile", "/profile/", full=False),
    Shot("not-found", "/no/such/page/", full=False),
)


def main() -> None:
    asked = arguments()
    SCREENS.mkdir(parents=True, exist_ok=True)
    chosen = [shot for shot in SHOTS if not asked.only or shot.name in asked.only.split(",")]
    failed = []
    with sync_playwright() as driver:
        path = next(filter(None, map(shutil.which, CHROMIUM)), None)
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for theme in THEMES:
            for width in WIDTHS:
                view = {"viewport": {"width": width, "height": 900}, "color_scheme": theme}
                stranger, known = (
                    browser.new_context(**view).new_page(),
                    browser.new_context(**view).new_page(),
                )
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
    if shot.follow:
        page.get_by_role("link", name=shot.follow, exact=True).first.click()
        page.wait_for_load_state()
    if shot.click:
        page.locator(shot.click).first.click()
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(150)
    page.screenshot(path=file, full_page=shot.full)
    if answer and answer.status >= 500:
        return f"{shot.name}: {shot.address} answered {answer.status}"
    return ""


if __name__ == "__main__":
    main()
