"""What a test can do in any browser, whatever its protocol."""

from abc import ABC, abstractmethod
from typing import Any

from tests.processes import wait_until

type Actions = list[dict[str, Any]]
"""Input actions as in WebDriver and WebDriver BiDi: one source per device, each with its actions in order."""

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

# Waits until the element has the same position in two frames, because a moving element would be missed.
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
        """Open an http or file URL, and wait until the page has loaded."""

    @abstractmethod
    def reload(self) -> None:
        """Reload the page, and wait until it has loaded."""

    @abstractmethod
    def evaluate(self, function: str, *arguments: Any) -> Any:
        """Call a JavaScript function, given as source text, with arguments; await a promise.

        Arguments and result must be JSON values. Raises ``AssertionError`` with the error's text if the function
        throws.
        """

    @abstractmethod
    def perform(self, actions: Actions) -> None:
        """Perform input actions, as from a reader's devices."""

    def click(self, selector: str) -> None:
        """Scroll the only visible match into view, wait until it is at rest, and click its middle."""
        x, y = self.evaluate(_MIDDLE, selector)
        moves = [
            {"type": "pointerMove", "x": x, "y": y, "origin": "viewport"},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self.perform([{"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": moves}])

    def press(self, key: str) -> None:
        """Press a key, such as ``Enter``, or a combination, such as ``Shift+Tab``."""
        keys = [_KEYS.get(name, name) for name in key.split("+")]
        downs = [{"type": "keyDown", "value": each} for each in keys]
        self._press_keys(downs + [{"type": "keyUp", "value": each} for each in reversed(keys)])

    def type(self, text: str) -> None:
        """Type a text, character by character, into the focused element."""
        self._press_keys([{"type": kind, "value": each} for each in text for kind in ("keyDown", "keyUp")])

    def wait_for(self, function: str, *arguments: Any) -> Any:
        """Call a JavaScript function until it returns something true, and return that."""
        return wait_until(lambda: self.evaluate(function, *arguments), f"{function} {arguments}")

    def _press_keys(self, strokes: Actions) -> None:
        self.perform([{"type": "key", "id": "keyboard", "actions": strokes}])
