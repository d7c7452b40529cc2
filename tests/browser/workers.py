"""Change how a worker marks, with a script at the start of its file."""


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
