"""Names of the entries that a school fills in, in school.js. YAML, school.js and the pages use the same names.

The interface strings ``school_<entry>`` and ``school_<entry>_help`` have their labels and explanations.
"""

PEOPLE = ("dsl", "deputies", "headteacher", "chair", "lado", "out_of_hours")
"""People to tell."""

RULES = (
    "acceptable_use_policy",
    "communication_policy",
    "code_of_conduct",
    "other_policies",
    "channels",
    "former_pupil_rule",
)
"""The school's own rules. Recommendation (ii) asks for links to them."""

ENTRIES = ("name", "handbook_help", *PEOPLE, *RULES)
"""All entries, in the order of school.js. It begins with the school's name, and who helps with the handbook."""
