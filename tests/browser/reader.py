"""Somebody at a browser: one tab, signed in, whose console is read."""

from tests.browser.field import Field

# Parts that a page fetches once it stands.
UNDER_WAY = ".htmx-request, [aria-busy=true]"


class Reader:
    """A person's tab at one width and theme, with script or without."""

    def __init__(self, browser, field: Field, person: str, width: int, theme: str, script: bool):
        self.field, self.faults, self.expected, self.script = field, [], 200, script
        self.context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=theme,
            reduced_motion="reduce",
            java_script_enabled=script,
        )
        if person:
            self.context.add_cookies([field.cookie(person)])
        self.tab = self.context.new_page()
        self.tab.on("console", self._note)
        self.tab.on("pageerror", lambda error: self.faults.append(str(error)))

    def visit(self, page) -> None:
        """Open a page of the table; it must answer what the table says."""
        self.open(page.address(self.field), status=page.status)

    def open(self, address: str, *, status: int = 200) -> None:
        self.expected = status
        answer = self.tab.goto(self.field.url + address)
        assert answer.status == status, f"{address} answered {answer.status}"
        self.tab.locator(UNDER_WAY).first.wait_for(state="detached")

    def taken_faults(self) -> list[str]:
        taken, self.faults = self.faults, []
        return taken

    def close(self) -> None:
        self.context.close()

    def _note(self, message) -> None:
        """Errors and warnings; the browser's own line about a status that was asked for is none."""
        if message.type not in ("error", "warning"):
            return
        if self.expected >= 400 and f"status of {self.expected}" in message.text:
            return
        self.faults.append(f"{message.text} ({message.location.get('url', '')})")
