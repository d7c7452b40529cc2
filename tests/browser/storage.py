"""Browsers whose storage is not what a page would like: scripts to run in a page before its own."""

IN_A_PAGE = 'if (location.protocol !== "about:")'  # where there is no storage to begin with

REFUSALS = {
    "null": "Object.defineProperty(window, '{name}', {get: () => null})",
    "refused": "Object.defineProperty(window, '{name}', {get() { throw new DOMException('refused') }})",
    "throwing": """
      const refuse = () => { throw new DOMException("refused") };
      const storage = new Proxy({}, { get: () => refuse, ownKeys: refuse, has: refuse });
      Object.defineProperty(window, "{name}", { get: () => storage });
    """,
    "full": """
      const { prototype } = Storage;
      const { setItem } = prototype;
      const storage = window.{name};
      prototype.setItem = function (...given) {
        if (this === storage) throw new DOMException("full", "QuotaExceededError");
        setItem.apply(this, given);
      };
    """,
    "lying": """
      const { prototype } = Storage;
      const { setItem } = prototype;
      const storage = window.{name};
      prototype.setItem = function (...given) { if (this !== storage) setItem.apply(this, given); };
    """,
}
"""Scripts by what they make of a storage, which ``refusing`` names."""


def refusing(refusal: str, *names: str) -> str:
    """The script that makes one or both of a page's storages refuse."""
    return "".join(f"{IN_A_PAGE} {{{REFUSALS[refusal].replace('{name}', name)}}}\n" for name in names)


APART = (
    IN_A_PAGE
    + """
{
  const real = window.localStorage;
  const prefix = `${location.pathname} `;
  const own = {
    getItem: (name) => real.getItem(prefix + name),
    setItem: (name, value) => real.setItem(prefix + name, value),
    removeItem: (name) => real.removeItem(prefix + name),
  };
  const mine = () => Object.keys(real).filter((name) => name.startsWith(prefix));
  const storage = new Proxy({}, {
    get: (_, name) => own[name],
    ownKeys: () => mine().map((name) => name.slice(prefix.length)),
    getOwnPropertyDescriptor: (_, name) => ({ value: own.getItem(name), enumerable: true, configurable: true }),
  });
  Object.defineProperty(window, "localStorage", { get: () => storage });
}
"""
)
"""Keeps localStorage apart for each file, as Firefox does in a folder."""
