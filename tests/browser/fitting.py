"""Find elements that do not fit: off the screen, wider than their own box, or cut off by it."""

from playwright.sync_api import Page, ViewportSize

WIDTHS = (320, 390, 1280)

# Sizes come first because they are cheap; styles are read only for the few elements that are left. Elements that only
# a screen reader sees are skipped, and so is what a scrolling box has outside its window.
_UNFIT = """
root => {
  const TEXTS = "a, button, label, summary, legend, p, h1, h2, h3, h4, dt, dd, td, th, b, strong, span";
  const HIDES = (style) => style.overflowX !== "visible" || style.overflowY !== "visible";
  const wide = document.documentElement.clientWidth;
  const unseen = (each) => {
    for (let above = each; above; above = above.parentElement) {
      const style = getComputedStyle(above);
      if (style.clipPath !== "none" || style.visibility === "hidden" || style.opacity === "0") return true;
      if (above !== each && (style.overflowX === "auto" || style.overflowX === "scroll")) return true;
    }
    return false;
  };
  return [document.documentElement, ...root.querySelectorAll("*")].filter((each) => {
    const { left, right, width, height } = each.getBoundingClientRect();
    if (width <= 1 || height <= 1 || each instanceof SVGElement) return false;
    const beside = right > wide + 1 || left < -1;
    const across = each.clientWidth > 0 && each.scrollWidth > each.clientWidth + 1;
    const down = each.clientHeight > 0 && each.scrollHeight > each.clientHeight + 1;
    if (!beside && !across && !down) return false;
    const style = getComputedStyle(each);
    const over = across && (each.matches(TEXTS) && style.display !== "inline" || each === document.documentElement);
    const hides = HIDES(style) && !/auto|scroll/.test(style.overflow) && !each.matches("html, body, input");
    const cut = (across || down) && hides;
    return (beside || over || cut) && !unseen(each);
  }).map((each) => `${each.tagName} ${each.className} ${each.textContent.trim().replace(/\\\\s+/g, " ").slice(0, 40)}`);
}
"""


# Acts as a reader's own style sheet. The pages' policy allows a sheet that a script makes.
_SPACED = f"""
root => {{
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * {{ line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }}
    p {{ margin-block-end: 2em !important }}`);
  document.adoptedStyleSheets = [sheet];
  const unfit = ({_UNFIT.strip()})(root);
  document.adoptedStyleSheets = [];
  return unfit;
}}
"""


def misfits(page: Page, root: str = "html", *, spaced: bool = False) -> list[str]:
    """Return what does not fit inside an element: tag, classes and first words of each misfit.

    With ``spaced``, the text is spaced out meanwhile, as WCAG 1.4.12 lets readers do.
    """
    # A locator would look for the element again before it looks at it, which takes longer than looking.
    script = (_SPACED if spaced else _UNFIT).strip()
    found: list[str] = page.evaluate(f"root => ({script})(document.querySelector(root))", root)
    return found


def assert_fits(page: Page, where: str, root: str = "html", widths: tuple[int, ...] = WIDTHS) -> None:
    """Fail if anything does not fit at one of the widths in pixels, in ascending or descending order.

    Begins at the end that is nearer to the page's width, and leaves the page at the other end.
    """
    for width in widths if width_of(page) <= min(widths) else reversed(widths):
        resize(page, {"width": width, "height": 800})
        found = misfits(page, root)
        assert found == [], f"{where}, {width} px: {found}"


def resize(page: Page, size: ViewportSize) -> None:
    """Give a page a size, unless it is as wide already, since each layout takes time."""
    if width_of(page) != size["width"]:
        page.set_viewport_size(size)


def width_of(page: Page) -> int:
    """Return the width of a page in pixels."""
    assert page.viewport_size
    return page.viewport_size["width"]
