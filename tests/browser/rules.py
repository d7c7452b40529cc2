"""Check a page against the rules of axe-core."""

import json
from typing import Any

from playwright.sync_api import Page

from tests.building import ROOT

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
SCHEMES = {"light": "default", "dark": "slate"}

# Hidden scenarios are removed meanwhile: axe would find nothing in them, but would take a long time.
RUN = """
async ([root, options]) => {
  const hidden = [...document.querySelectorAll("[data-scenario][hidden]")].map((each) => [each, new Comment()]);
  for (const [each, place] of hidden) each.replaceWith(place);
  const { violations } = await axe.run(root, options);
  for (const [each, place] of hidden) place.replaceWith(each);
  return violations;
}
"""


def assert_axe_passes(page: Page, where: str, root: str = "html") -> None:
    """Fail if any rule is broken inside an element; see ``broken_rules``."""
    broken = broken_rules(page, root)
    assert broken == [], f"{where}: {json.dumps(broken, indent=1)[:4000]}"


def broken_rules(page: Page, root: str = "html") -> list[Any]:
    """Return the rules broken inside an element: all rules in the light scheme, colour rules also in the dark one."""
    page.emulate_media(reduced_motion="reduce")  # otherwise axe might see a colour in the middle of a transition
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = []
    for scheme, rules in (("dark", ["color-contrast", "link-in-text-block"]), ("light", None)):
        page.evaluate("scheme => { document.body.dataset.mdColorScheme = scheme }", SCHEMES[scheme])
        # The rule for targets of 24 px (WCAG 2.2, 2.5.8) is off by default.
        only: dict[str, Any] = {"runOnly": rules} if rules else {"rules": {"target-size": {"enabled": True}}}
        # Only the rules on sound and orientation need what `preload` fetches. No page has sound, and the tests at
        # 320 px would notice a page that turns.
        options = {"resultTypes": ["violations"], "preload": False, **only}
        found += [{"scheme": scheme, **each} for each in page.evaluate(RUN, [root, options])]
    return found
