"""The message, post or request that a scenario turns on."""

from quizzes.authoring.fields import Field, Kind, Shape
from quizzes.authoring.source import Fields
from quizzes.engine.model import Message, Stimulus

KINDS = ("request", "message", "post", "e-mail", "chat", "call")

_MESSAGE: Shape = {
    "from": Field(Kind.TEXT, "Who it is from."),
    "relation": Field(Kind.TEXT, "Who they are to the reader: Lily’s mum, Year 4.", False),
    "words": Field(Kind.TEXT, "What stands on the screen, word for word; of a call, what is said."),
}

_STIMULUS: Shape = {
    "kind": Field(Kind.TEXT, "What is shown.", values=KINDS),
    "when": Field(Kind.TEXT, "The time that it bears: Saturday, 10.42."),
    "title": Field(Kind.TEXT, "A group’s name, an e-mail’s subject, or the page that a post stands on.", False),
    "messages": Field(Kind.OBJECTS, "What was written or said: one, or more in a chat.", shape=_MESSAGE),
}

STIMULUS = Field(Kind.OBJECT, "The message, post or request that it turns on.", False, shape=_STIMULUS)


def read_stimulus(owner: Fields) -> Stimulus | None:
    """The stimulus of a scenario or an item; None where it has none."""
    node = owner.nodes.get("stimulus")
    if node is None:
        return None
    fields = owner.source.fields(node, _STIMULUS)
    messages = [owner.source.fields(each, _MESSAGE) for each in fields.each("messages")]
    return Stimulus(
        kind=fields.text("kind"),
        when=fields.text("when"),
        messages=tuple(Message(each.text("from"), each.text("words"), each.text("relation")) for each in messages),
        title=fields.text("title"),
    )
