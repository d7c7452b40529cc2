"""Python in the image answers as CPython does, and says what is wrong when it comes down."""

import json
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.engine.api import handle
from quizzes.engine.errors import WireError
from tests.engine.asking import Json, request
from tests.engine.items import ALL_FOUR
from tests.engine.test_any_text import ANY_JSON, ANY_TEXT, json_paths, replaced_at, requests
from tests.shipping.hosted import Answer, hosted

RESUME = json.dumps(request(ALL_FOUR))

type Ask = Callable[[str], Answer]


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    """One image for all tests that do not bring it down."""
    with hosted() as ask:
        yield ask


def expected(text: str) -> Answer:
    """Return CPython's answer. What it says of lone surrogates is escaped, because the image sends UTF-8."""
    try:
        return {"reply": handle(text)}
    except WireError as error:
        kind = type(error)
        detail = f"{kind.__module__}.{kind.__qualname__}: {error}"
        return {"refused": error.name, "detail": detail.encode(errors="backslashreplace").decode()}


@given(message=requests(), data=st.data())
def test_a_changed_request_gets_cpythons_answer(ask: Ask, message: Json, data: st.DataObject) -> None:
    """A request with a changed value gets the same reply or refusal, to the letter."""
    path = data.draw(st.sampled_from(list(json_paths(message))))
    text = json.dumps(replaced_at(message, path, data.draw(ANY_JSON)))
    assert ask(text) == expected(text)


@given(message=requests(), place=st.integers(0), length=st.integers(0, 20), garbage=ANY_TEXT)
def test_a_garbled_request_gets_cpythons_answer(ask: Ask, message: Json, place: int, length: int, garbage: str) -> None:
    """A truncated or garbled request gets the same refusal, to the letter."""
    whole = json.dumps(message)
    place %= len(whole)
    text = (whole[:place] + garbage + whole[place + length :]).encode(errors="replace").decode()
    assert ask(text) == expected(text)


@pytest.mark.parametrize("characters", [0, 1, 1_000_000, 16_000_000])
def test_a_request_of_any_length_is_answered(ask: Ask, characters: int) -> None:
    """The memory grows for a large request."""
    text = f'"{"x" * characters}"'
    assert ask(text) == {"refused": "malformed", **expected('""')}
    assert ask(RESUME) == expected(RESUME)


def wrapping(function: str, call: str) -> str:
    """Return a script that replaces a function of the image's from its second call on.

    ``call`` is a JavaScript expression, in which ``original`` and ``args`` are the function and what it is called with.
    """
    return f"""
      const instantiate = WebAssembly.instantiate;
      WebAssembly.instantiate = async (module, imports) => {{
        const {{ exports }} = await instantiate(module, imports);
        const original = exports.{function};
        let calls = 0;
        const {function} = (...args) => calls++ === 0 ? original(...args) : {call};
        return {{ exports: {{ ...exports, {function} }} }};
      }};
    """


@pytest.mark.parametrize(
    ("function", "detail"),
    [
        ("PyMem_RawMalloc", "Python could not make room for the request"),
        ("PyUnicode_FromStringAndSize", "Python could not read the request"),
        ("PyObject_CallOneArg", "Python could not answer the request"),
        ("PyUnicode_AsUTF8AndSize", "Python could not write the reply to the request"),
    ],
)
def test_a_call_that_fails_is_reported(function: str, detail: str) -> None:
    """If a function of Python's returns no pointer, the error says what failed, and the engine stays down."""
    with hosted(wrapping(function, "0")) as ask:
        assert ask(RESUME) == expected(RESUME)
        for _ in range(2):
            assert ask(RESUME) == {"refused": None, "detail": f"Error: {detail} ({len(RESUME)} bytes)"}


def test_a_trap_is_heard() -> None:
    """If Python uses memory that there is not, the error says so, and every later request gets it too."""
    with hosted(wrapping("PyObject_CallOneArg", "original(-16, args[1])")) as ask:
        assert ask(RESUME) == expected(RESUME)
        for _ in range(2):
            assert ask(RESUME) == {"refused": None, "detail": "RuntimeError: memory access out of bounds"}


def test_a_device_that_has_no_more_memory_is_reported() -> None:
    """If the memory cannot grow, a large request brings the engine down, with a reason."""
    with hosted("WebAssembly.Memory.prototype.grow = () => { throw new RangeError('no memory') };") as ask:
        assert ask(RESUME) == expected(RESUME)
        for text in (f'"{"x" * 16_000_000}"', RESUME):
            assert ask(text)["detail"] == "Error: Python could not make room for the request (16000002 bytes)"


def test_what_a_browser_does_not_have_is_reported() -> None:
    """If Python calls a function that the image is not given, the error names it."""
    with hosted("""
      const { imports } = WebAssembly.Module;
      const renamed = (name) => name.replace("emscripten_resize_heap", "clock_time_get");
      WebAssembly.Module.imports = (module) => imports(module).map((each) => ({ ...each, name: renamed(each.name) }));
      const instantiate = WebAssembly.instantiate;
      WebAssembly.instantiate = (module, given) =>
        instantiate(module, { ...given, env: { ...given.env, emscripten_resize_heap: given.env.clock_time_get } });
    """) as ask:
        missing = "Error: Python called clock_time_get, which the engine does without"
        assert ask(f'"{"x" * 16_000_000}"') == {"refused": None, "detail": missing}
