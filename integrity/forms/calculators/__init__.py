"""The calculators as forms, made of their own request schemas: one small engine for all of them.

words     what fields and groups are called, which stand together, the symbols of their formulas
fields    the form field of one value: number with unit, choice, yes or no, day, text, document
form      the form of a request: typed text in, the contract's request out, faults at their fields
wells     what a form may know of wells
filling   a request as people would type it, and rows added or taken out
"""

from integrity.forms.calculators.filling import Misfits, blank, carried, typed_of, with_row, without_row
from integrity.forms.calculators.form import CalculatorForm

__all__ = ["CalculatorForm", "Misfits", "blank", "carried", "typed_of", "with_row", "without_row"]
