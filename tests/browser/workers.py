"""Change how a worker marks, with a script at the start of its file."""


def wrapping_handle(wrap: str) -> str:
    """Return the script. ``wrap`` is a JavaScript function that gets Python's ``handle`` and returns another."""
    return f"""{{
  const run = self.importScripts;
  self.importScripts = (address) => {{
    run(address);
    const load = self.loadPyodide;
    self.loadPyodide = async (options) => {{
      const {{ handle }} = (await load(options)).pyimport("quizzes.engine.api");
      const wrapped = ({wrap})(handle);
      return {{ pyimport: () => ({{ handle: wrapped }}) }};
    }};
  }};
}}"""
