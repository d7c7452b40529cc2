"""Names of the entries that a school fills in, in school.js. YAML, school.js and the pages use the same names.

The interface strings ``school_<entry>`` and ``school_<entry>_help`` have their labels and explanations.
"""

from quizzes.engine.model import Role

PEOPLE = ("dsl", "deputies", "headteacher", "chair", "lado", "dpo", "line_manager", "out_of_hours")
"""People to tell."""

ENTRIES_OF = {
    Role.DSL: ("dsl", "deputies"),
    Role.HEADTEACHER: ("headteacher",),
    Role.CHAIR: ("chair",),
    Role.LADO: ("lado",),
    Role.DPO: ("dpo",),
    Role.LINE_MANAGER: ("line_manager",),
}
"""The entries that name the people of a role. Schools have no entries for the other roles."""

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
