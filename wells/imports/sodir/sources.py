"""Where facts of FactPages come from: stated in a table, or assumed on import."""

TITLE = "Norwegian FactPages"


def stated(table: str, wellbore: str) -> dict[str, str]:
    return {"document": f"{TITLE}: {table}", "page": wellbore, "confidence": "medium"}


def assumed(what: str) -> dict[str, str]:
    return {"document": f"Assumed on import of {TITLE}: {what}", "confidence": "low"}
