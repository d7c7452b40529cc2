"""List the running workers, and change how a worker marks, with a script at the start of its file."""

from typing import Any

from playwright.sync_api import BrowserContext


def shared_workers(context: BrowserContext) -> list[dict[str, Any]]:
    """Return the shared workers that run in the browser, as Chromium's developer tools list them."""
    assert context.browser
    client = context.browser.new_browser_cdp_session()
    targets = client.send("Target.getTargets", {"filter": [{}]})["targetInfos"]
    return [each for each in targets if each["type"] == "shared_worker"]


def wrapping_handle(wrap: str) -> str:
    """Return the script. ``wrap`` is a JavaScript function that gets Python's ``handle`` and returns another."""
    return f"""{{
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = async (module, imports) => {{
    const {{ exports }} = await instantiate.call(WebAssembly, module, imports);
    let request, answer;
    const handle = ({wrap})(() => answer());
    const PyUnicode_FromStringAndSize = (address, bytes) => {{
      request = new TextDecoder().decode(new Uint8Array(exports.memory.buffer, address, bytes));
      return exports.PyUnicode_FromStringAndSize(address, bytes);
    }};
    const PyObject_CallOneArg = (callable, argument) => {{
      answer = () => exports.PyObject_CallOneArg(callable, argument);
      return handle(request);
    }};
    return {{ exports: {{ ...exports, PyUnicode_FromStringAndSize, PyObject_CallOneArg }} }};
  }};
}}"""
