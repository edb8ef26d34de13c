"""The plain scalars of YAML 1.2's JSON schema: null, true, false and JSON numbers. All else is text.

So a date stays a string, and `no`, `on` and `off` are words.
"""

import re

NULL, BOOL, INT, FLOAT, STR = (
    f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "int", "float", "str")
)

#: tag, the whole scalar, the characters it may begin with
RESOLVERS = (
    (NULL, re.compile(r"^(?:null|)$"), ["n", ""]),
    (BOOL, re.compile(r"^(?:true|false)$"), list("tf")),
    (INT, re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789")),
    (FLOAT, re.compile(r"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?$"), list("-0123456789")),
)
