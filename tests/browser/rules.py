"""axe-core's rules, held against a page."""

import json
from typing import Any

from playwright.sync_api import Page

from tests.building import ROOT

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
SCHEMES = {"light": "default", "dark": "slate"}

# The scenarios that are not shown are taken out meanwhile: axe, which would find nothing in them, takes its time.
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
    """Fail for any rule that is broken below an element, as ``broken_rules`` finds them."""
    broken = broken_rules(page, root)
    assert broken == [], f"{where}: {json.dumps(broken, indent=1)[:4000]}"


def broken_rules(page: Page, root: str = "html") -> list[Any]:
    """The rules that are broken below an element: every rule in the light, those of colour in the dark too."""
    page.emulate_media(reduced_motion="reduce")  # or a colour would be looked at halfway
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = []
    for scheme, rules in (("dark", ["color-contrast", "link-in-text-block"]), ("light", None)):
        page.evaluate("scheme => { document.body.dataset.mdColorScheme = scheme }", SCHEMES[scheme])
        # Targets of 24 px (WCAG 2.2, 2.5.8) have to be asked for.
        only: dict[str, Any] = {"runOnly": rules} if rules else {"rules": {"target-size": {"enabled": True}}}
        # Only rules about sound and orientation wait for what `preload` fetches: no page has sound, and one that turns
        # would be cut at 320 px.
        options = {"resultTypes": ["violations"], "preload": False, **only}
        found += [{"scheme": scheme, **each} for each in page.evaluate(RUN, [root, options])]
    return found
