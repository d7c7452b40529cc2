"""What a test may do in a browser, whichever it is and however it is driven."""

from abc import ABC, abstractmethod
from typing import Any

from tests.processes import wait_until

type Actions = list[dict[str, Any]]
"""Input as WebDriver and WebDriver BiDi both write it: one source a device, with what it does in turn."""

# https://www.w3.org/TR/webdriver2/#keyboard-actions
_KEYS = {
    "Tab": "\ue004",
    "Enter": "\ue006",
    "Shift": "\ue008",
    "Escape": "\ue00c",
    "Space": " ",
    "End": "\ue010",
    "Home": "\ue011",
    "ArrowLeft": "\ue012",
    "ArrowUp": "\ue013",
    "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
}

# Two frames in one place: what still moves would be gone from under the pointer.
_MIDDLE = """
async (selector) => {
  const [element, ...others] = [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility());
  if (!element || others.length) throw new Error(`${others.length + !!element} of ${selector} can be seen`);
  element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
  const place = () => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [Math.floor(x + width / 2), Math.floor(y + height / 2)];
  };
  for (let [x, y] = [NaN, NaN]; ; ) {
    const [nextX, nextY] = place();
    if (x === nextX && y === nextY) break;
    [x, y] = [nextX, nextY];
    await new Promise(requestAnimationFrame);
  }
  const [x, y] = place();
  const hit = document.elementFromPoint(x, y);
  if (!element.contains(hit)) throw new Error(`${selector} is covered by ${hit?.outerHTML.slice(0, 200)}`);
  return [x, y];
}
"""


class Driver(ABC):
    """One tab of a browser."""

    @abstractmethod
    def open(self, url: str) -> None:
        """Go to an address, http or file, and wait until it has loaded."""

    @abstractmethod
    def reload(self) -> None:
        """Load the page anew, and wait until it has loaded."""

    @abstractmethod
    def evaluate(self, function: str, *arguments: Any) -> Any:
        """Call a JavaScript function, written out, with arguments; a promise is awaited.

        Arguments and what is given back are what JSON can hold. Raises ``AssertionError`` with the error's words
        where the function throws.
        """

    @abstractmethod
    def perform(self, actions: Actions) -> None:
        """Give input as a reader's devices would."""

    def click(self, selector: str) -> None:
        """Press the pointer on the middle of the one element that can be seen, when it is in view and at rest."""
        x, y = self.evaluate(_MIDDLE, selector)
        moves = [
            {"type": "pointerMove", "x": x, "y": y, "origin": "viewport"},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self.perform([{"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": moves}])

    def press(self, key: str) -> None:
        """Press a key by its name, as in ``Enter``, or with others held, as in ``Shift+Tab``."""
        keys = [_KEYS.get(name, name) for name in key.split("+")]
        downs = [{"type": "keyDown", "value": each} for each in keys]
        self._press_keys(downs + [{"type": "keyUp", "value": each} for each in reversed(keys)])

    def type(self, text: str) -> None:
        """Type a text, character by character, where the focus is."""
        self._press_keys([{"type": kind, "value": each} for each in text for kind in ("keyDown", "keyUp")])

    def wait_for(self, function: str, *arguments: Any) -> Any:
        """Call a JavaScript function until it gives something true, which is given back."""
        return wait_until(lambda: self.evaluate(function, *arguments), f"{function} {arguments}")

    def _press_keys(self, strokes: Actions) -> None:
        self.perform([{"type": "key", "id": "keyboard", "actions": strokes}])
