"""What a browser sends: the fields of the open form as the page shows them, with some filled in otherwise."""

from html.parser import HTMLParser

from django.urls import reverse


class _Fields(HTMLParser):
    """The first form that is posted to an address."""

    def __init__(self, action):
        super().__init__()
        self.action, self.inside, self.fields, self.select, self.textarea = action, False, {}, None, None
        self.done = False

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        if tag == "form":
            self.inside = facts.get("action") == self.action and not self.done
        if not self.inside or ("name" not in facts and tag != "option"):
            return
        if tag == "input" and facts.get("type") == "file":
            return
        if tag == "input" and facts.get("type") in ("checkbox", "radio"):
            if "checked" in facts:
                self.fields[facts["name"]] = facts.get("value", "on")
        elif tag == "input":
            self.fields[facts["name"]] = facts.get("value", "")
        elif tag == "select":
            self.select = facts["name"]
            self.fields.setdefault(self.select, "")
        elif tag == "textarea":
            self.textarea = facts["name"]
            self.fields[self.textarea] = ""
        elif tag == "option" and self.select and "selected" in facts:
            self.fields[self.select] = facts.get("value", "")

    def handle_data(self, data):
        if self.inside and self.textarea:
            self.fields[self.textarea] += data

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        elif tag == "textarea":
            self.textarea = None
        elif tag == "form" and self.inside:
            self.inside, self.done = False, True


def fields_of(page: str, action: str) -> dict[str, str]:
    parser = _Fields(action)
    parser.feed(page)
    return parser.fields


def address(name, well):
    return reverse(f"wells:{name}", args=[well.pk])


def open_page(client, well, **query):
    return client.get(address("architecture", well), query)


def edit(client, well, at, *, part="strings", press=None, **typed):
    """Open an item, type into some of its fields (names without `item-`), send the form."""
    page = open_page(client, well, part=part, edit=at)
    return _send(client, well, page, typed, press)


def add(client, well, to, *, part="strings", **typed):
    page = open_page(client, well, part=part, add=to)
    return _send(client, well, page, typed, None)


def _send(client, well, page, typed, press):
    sent = fields_of(page.content.decode(), address("draft_save", well))
    assert sent, "no form is open"
    for name, value in typed.items():
        full = name if name.startswith("item") else f"item-{name}"
        assert full in sent, f"{full} is no field of the form: {sorted(sent)}"
        sent[full] = value
    return client.post(address("draft_save", well), sent | (press or {}))


def publish(client, well, reason="Tally of 2 May checked", **more):
    return client.post(address("draft_publish", well), {"reason": reason, "part": "strings"} | more)
