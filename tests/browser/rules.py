"""Check a page against the rules of axe-core."""

import json
from typing import Any

from playwright.sync_api import Page

from tests.browser.taking import wait_until
from tests.building import ROOT

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
SCHEMES = {"light": "default", "dark": "slate"}

# Parts that are not displayed are emptied meanwhile: axe finds next to nothing in them, but spends most of its time
# there. A part stays as it is if something that is displayed refers to an id in it.
RUN = """
async ([root, runs]) => {
  if (!("axe" in window)) return null;
  const undisplayed = [];
  const referred = new Set();
  const look = (each) => {
    if (getComputedStyle(each).display === "none") return undisplayed.push(each);
    for (const { name, value } of each.attributes) {
      if (/^(aria-|for$|form$|list$|headers$)/.test(name)) value.split(/\\s+/).forEach((id) => referred.add(id));
      if (name === "href" && value.startsWith("#")) referred.add(value.slice(1));
    }
    for (const child of each.children) look(child);
  };
  look(document.body);
  const isReferredTo = (each) => [...each.querySelectorAll("[id]")].some(({ id }) => referred.has(id));
  const emptied = [];
  for (const each of undisplayed) {
    if (!each.firstElementChild || isReferredTo(each)) continue;
    const content = new DocumentFragment();
    content.append(...each.childNodes);
    emptied.push([each, content]);
  }
  const found = [];
  for (const [scheme, options] of runs) {
    document.body.dataset.mdColorScheme = scheme;
    found.push(...(await axe.run(root, options)).violations.map((each) => ({ scheme, ...each })));
  }
  for (const [each, content] of emptied) each.append(content);
  return found;
}
"""


SCHOOL_READ = """
document.documentElement.dataset.schoolRead !== undefined
|| document.querySelector("[data-school], [data-school-form]") === null
"""
"""Whether a page has shown what school.js says. Until then its script looks in parts that ``RUN`` empties."""


def assert_axe_passes(page: Page, where: str, root: str = "html") -> None:
    """Fail if any rule is broken inside an element; see ``broken_rules``."""
    broken = broken_rules(page, root)
    assert broken == [], f"{where}: {json.dumps(broken, indent=1)[:4000]}"


def assert_hidden_parts_pass(page: Page, where: str) -> None:
    """Fail if a page breaks a rule that also applies to what is not displayed, which ``broken_rules`` leaves out."""
    options = {"runOnly": ["accesskeys", "aria-allowed-role", "duplicate-id-aria"], "preload": False}
    broken = page.evaluate("async (options) => (await axe.run(options)).violations", options)
    assert broken == [], f"{where}: {json.dumps(broken, indent=1)[:4000]}"


def broken_rules(page: Page, root: str = "html") -> list[Any]:
    """Return the rules broken inside an element: all rules in the light scheme, colour rules also in the dark one."""
    # Only the rules on sound and orientation need what `preload` fetches. No page has sound, and the tests at
    # 320 px would notice a page that turns.
    options: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
    dark = options | {"runOnly": ["color-contrast", "link-in-text-block"]}
    # The rule for targets of 24 px (WCAG 2.2, 2.5.8) is off by default.
    light = options | {"rules": {"target-size": {"enabled": True}}}
    wait_until(page, SCHOOL_READ)
    given = [root, [[SCHEMES["dark"], dark], [SCHEMES["light"], light]]]
    found: list[Any] | None = page.evaluate(RUN, given)
    if found is None:
        page.emulate_media(reduced_motion="reduce")  # otherwise axe might see a colour in the middle of a transition
        page.evaluate(AXE)
        found = page.evaluate(RUN, given)
    assert found is not None
    return found
