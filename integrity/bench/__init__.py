"""The figures of the design, measured: each measure gives a row (what, goal, measured).

Speeds depend on the machine, so they are printed side by side in one run and never asserted by a test.
"""
