"""Read stimuli: the messages, posts and requests that scenarios show."""

from quizzes.authoring.fields import Field, Kind, Shape
from quizzes.authoring.source import Fields
from quizzes.engine.model import Message, Stimulus

KINDS = ("request", "message", "post", "e-mail", "chat", "call")

_MESSAGE: Shape = {
    "from": Field(Kind.TEXT, "Who wrote or said it."),
    "relation": Field(Kind.TEXT, "Who they are to the reader: Lily’s mum, Year 4.", False),
    "words": Field(Kind.TEXT, "The words on the screen, word for word; for a call, what is said."),
}

_STIMULUS: Shape = {
    "kind": Field(Kind.TEXT, "The kind of stimulus.", values=KINDS),
    "when": Field(Kind.TEXT, "The time shown on it: Saturday, 10.42."),
    "title": Field(Kind.TEXT, "A group’s name, an e-mail’s subject, or the page that a post is on.", False),
    "messages": Field(Kind.OBJECTS, "What was written or said: one message, or several in a chat.", shape=_MESSAGE),
}

STIMULUS = Field(Kind.OBJECT, "The message, post or request that readers see.", False, shape=_STIMULUS)


def read_stimulus(owner: Fields) -> Stimulus | None:
    """Read the stimulus of a scenario or an item; None if it has none."""
    node = owner.nodes.get("stimulus")
    if node is None:
        return None
    fields = owner.source.fields(node, _STIMULUS)
    messages = [owner.source.fields(node, _MESSAGE) for node in fields.nodes_of("messages")]
    return Stimulus(
        kind=fields.text("kind"),
        when=fields.text("when"),
        messages=tuple(
            Message(message.text("from"), message.text("words"), message.text("relation")) for message in messages
        ),
        title=fields.text("title"),
    )
