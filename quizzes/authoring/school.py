"""What a school fills in for itself, in school.js: the entries' names, the same in YAML, in school.js and in the pages.

Their labels and explanations are interface strings: ``school_<entry>`` and ``school_<entry>_help``.
"""

PEOPLE = ("dsl", "deputies", "headteacher", "chair", "lado", "out_of_hours")
"""Whom to tell."""

RULES = (
    "acceptable_use_policy",
    "communication_policy",
    "code_of_conduct",
    "other_policies",
    "channels",
    "former_pupil_rule",
)
"""What the school has laid down; recommendation (ii) asks for the links."""

ENTRIES = ("name", "handbook_help", *PEOPLE, *RULES)
"""All, in the order of the file, which begins with the school's own name and with who helps with the handbook."""
