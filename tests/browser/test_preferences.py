"""Pages respect the settings of the reader's system: colours, contrast and motion."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.taking import PAGE, open_scenario
from tests.pages.tree import page_names


@pytest.mark.parametrize("name", ["index.html", "guidance/complete.html", PAGE.removeprefix("/")])
def test_the_focus_is_visible_and_not_obscured(unmarked: Page, url: str, name: str) -> None:
    """With forced colours, every element that Tab reaches has a focus ring and is not fully covered (WCAG 2.4.11)."""
    unmarked.emulate_media(forced_colors="active")
    unmarked.set_viewport_size({"width": 390, "height": 640})
    unmarked.goto(f"{url}/{name}")
    unmarked.evaluate("document.fonts.ready.then(() => null)")  # words move until their typeface has come
    seen = []
    for _ in range(40):
        unmarked.keyboard.press("Tab")
        if not (stop := unmarked.evaluate(FOCUS)):
            break
        seen.append(stop)
    unmarked.emulate_media(forced_colors="null")
    assert len({each["name"] for each in seen}) > 10
    assert [each for each in seen if not (each["ring"] and each["seen"])] == []


# An input that its label draws shows the ring there, or on the box around both.
FOCUS = """
() => {
  const active = document.activeElement;
  if (active === document.body) return null;
  const boxes = [active, ...(active.labels ?? []), active.parentElement];
  // A link that stretches over its card shows the ring on a pseudo-element.
  const ring = [...boxes.map((each) => [each]), [active, "::after"], [active, "::before"]].some((each) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(...each);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  });
  const labelled = active.matches("[type=radio], [type=checkbox], [type=file]");
  const box = labelled ? (active.closest(".scheme") ?? active.labels[0]) : active;
  const { left, top, width, height } = box.getBoundingClientRect();
  const at = (across, down) => document.elementFromPoint(left + width * across, top + height * down);
  const points = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9], [0.1, 0.1]];
  const seen = points.some(([across, down]) => {
    const found = at(across, down);
    return found && (box.contains(found) || found.contains(active) && found.matches("label, li, .option"));
  });
  return { name: `${active.tagName} ${active.className} ${active.textContent.trim().slice(0, 30)}`, ring, seen };
}
"""


def test_reduced_motion_stops_all_motion(unmarked: Page, url: str) -> None:
    """With reduced motion no kind of page has an animation or a transition."""
    unmarked.emulate_media(reduced_motion="reduce")
    names = [name for name in page_names() if "/" not in name] + ["guidance/complete.html", PAGE.removeprefix("/")]
    for name in names:
        unmarked.goto(f"{url}/{name}")
        moving = unmarked.evaluate(
            """() => [...document.querySelectorAll("body *")].filter((each) => {
              const { animationName, animationDuration, transitionDuration } = getComputedStyle(each);
              const lasts = (times) => times.split(",").some((time) => parseFloat(time) > 0.01);
              return lasts(transitionDuration) || (animationName !== "none" && lasts(animationDuration));
            }).map((each) => `${each.tagName} ${each.className}`)"""
        )
        assert moving == [], name


def test_forced_colours_show_the_chosen_option(page: Page, url: str) -> None:
    """With forced colours a chosen option is drawn by the browser, and its grade has a word and an icon."""
    page.emulate_media(forced_colors="active")
    here = open_scenario(page, url, "parent-friend-request")
    step = here.locator("[data-step]").first
    option = step.locator("input").first
    option.check()
    drawn = option.evaluate("each => getComputedStyle(each).appearance + getComputedStyle(each).opacity")
    assert drawn in {"auto1", "radio1", "none1"}
    step.locator("button[type=submit]").click()
    grade = step.locator("[data-feedback-shown] .grade")
    expect(grade).to_be_visible()
    expect(grade.locator("svg")).to_be_visible()
    page.emulate_media(forced_colors="null")


def test_increased_contrast_darkens_quiet_text(unmarked: Page, url: str) -> None:
    """With increased contrast, quiet text has the same colour as other text."""
    unmarked.goto(f"{url}/practise/index.html")
    texts = ".lead", ".md-content .md-typeset"
    read = f"() => {list(texts)}.map((text) => getComputedStyle(document.querySelector(text)).color)"
    quiet, full = unmarked.evaluate(read)
    assert quiet != full
    unmarked.emulate_media(contrast="more")
    quiet, full = unmarked.evaluate(read)
    unmarked.emulate_media(contrast="null")
    assert quiet == full


# Records what a screen reader would announce: every change of text in a live region.
RECORD_ANNOUNCEMENTS = """
(root) => {
  window.told = [];
  const regions = [...root.querySelectorAll("[role=status], [role=alert]")];
  const said = new Map();
  const look = () => regions.forEach((each) => {
    const words = each.checkVisibility() ? each.innerText.trim() : "";
    if (words && words !== said.get(each)) window.told.push(words);
    said.set(each, words);
  });
  look();
  window.told = [];
  new MutationObserver(look).observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
}
"""


def test_each_change_is_announced_once(page: Page, url: str) -> None:
    """The error and the checking are each announced once. The outcome's heading gets the focus."""
    here = open_scenario(page, url, "tired-post")
    here.evaluate(RECORD_ANNOUNCEMENTS)
    here.get_by_role("button", name="Check my answer").click()
    here.locator("input").first.check()
    here.get_by_role("button", name="Check my answer").click()
    expect(here.locator("form[data-grade]")).to_have_count(1)
    expect(here.get_by_role("heading", name="Your answer")).to_be_focused()
    told = page.evaluate("told")
    assert [words for words in told if "Choose one answer" in words] == ["Choose one answer, then check it."]
    assert len(told) == len(set(told)) <= 3
