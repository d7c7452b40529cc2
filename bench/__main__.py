"""`python -m bench [site]`: build the site, or take one that is built; measure it and print what was measured.

Run nothing else beside it: on a busy machine the times grow, and only their ratio still says something.
"""

import sys
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from bench import browser, sizes
from bench.site import ASSETS, with_stock_worker
from tests.browser.launching import chromium_launched
from tests.browser.serving import serving
from tests.building import built_site

ROOT = Path(__file__).parent.parent
ROUNDS = 7
CLICKS = 60
MODULE_PAGE = "/practise/first-day.html"
CHAPTER_PAGE = "guidance/complete.html"


def main(site: Path) -> None:
    """Measure ours and stock in turn, so that a busy spell of the machine falls on both."""
    with TemporaryDirectory() as folder:
        stock_site = with_stock_worker(ROOT, site, Path(folder) / "stock")
        with serving(site) as ours_url, serving(stock_site) as stock_url, chromium_launched() as chromium:
            urls = {"ours": ours_url + MODULE_PAGE, "stock": stock_url + MODULE_PAGE}
            times: dict[str, list[float]] = {name: [] for name in urls}
            for name in [*urls] * (ROUNDS + 1):
                times[name].append(browser.first_mark(chromium, urls[name]))
            ours, stock = (median(each[1:]) for each in times.values())  # the first of each warms up
            clicks = browser.feedback_times(chromium, urls["ours"], CLICKS)
    print(f"first marked answer, ours    {ours:6.0f} ms  (median of {ROUNDS})")
    print(f"first marked answer, stock   {stock:6.0f} ms  (median of {ROUNDS})")
    print(f"ours / stock                 {ours / stock:6.2f}")
    print(f"click to visible feedback    {median(clicks):6.1f} ms  (median of {CLICKS})")
    print(f"click to visible feedback    {quantiles(clicks, n=20)[-1]:6.1f} ms  (95th percentile)")
    print(f"chapter page                 {sizes.page(site / CHAPTER_PAGE) / 1000:6.0f} kB  (gzip -9, fonts apart)")
    print(f"runtime                      {sizes.runtime(site / ASSETS) / 1e6:6.2f} MB  (gzip -9)")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else built_site())
