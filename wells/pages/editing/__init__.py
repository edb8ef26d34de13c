"""The editing pages of a well: parts, tables of items, the open row, what is wrong, what a draft changes."""
