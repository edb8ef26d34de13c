"""A derivation to take along: the same content as text, as PDF and as JSON, with the hashes that prove it.

sheet_of(stand, system)   everything a report says, as words in a reader's units
as_text(sheet)            UTF-8, 100 columns
as_pdf(sheet)             A4 by typst; the same sheet gives the same bytes
answer_of(stand)          the JSON form

No clock is read: a report says for which day of the well and from which document it was made.
"""

from integrity.reports.pdf import as_pdf
from integrity.reports.sheet import Sheet, sheet_of
from integrity.reports.stand import Stand, answer_of, stand_of
from integrity.reports.text import as_text

__all__ = ["Sheet", "Stand", "answer_of", "as_pdf", "as_text", "sheet_of", "stand_of"]
