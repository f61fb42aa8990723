"""The page in a real browser, where there is one."""

import pytest

from moderator.core.case import State
from moderator.core.labels import Label
from moderator.report.html import as_html
from tests.desk.web.chromium import browser, found

pytestmark = pytest.mark.skipif(found() is None, reason="no Chromium here")

WIDE = "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"
UNSEEN = "(e => e.scrollWidth - e.clientWidth)(document.querySelector('#employers ~ .wide'))"
CONTRAST = """
(() => {
  const light = (c) => c.match(/[\\d.]+/g).slice(0, 3)
    .map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, n) => sum + v * [0.2126, 0.7152, 0.0722][n], 0);
  const behind = (e) => { for (; e; e = e.parentElement) {
    const c = getComputedStyle(e).backgroundColor;
    if (!c.endsWith(", 0)") && c !== "transparent") return c; } return "rgb(255, 255, 255)"; };
  let least = 21;
  for (const e of document.querySelectorAll("main *, header *, footer *")) {
    const says = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (e.closest("svg") || !says) continue;
    const [a, b] = [light(getComputedStyle(e).color), light(behind(e))].sort((x, y) => y - x);
    least = Math.min(least, (a + 0.05) / (b + 0.05));
  }
  return least;
})()
"""


async def value(tab, expression):
    answer = await tab.ask("Runtime.evaluate", expression=expression)
    return answer["result"]["value"]


async def test_it_loads_nothing_fits_a_telephone_and_can_be_read_by_day_and_night(
    tmp_path, line, case, report
):
    lines = [line(Label.VACANCY, "W" * 300, after=n, by=f"x{n}" * 12) for n in range(0, 240, 7)]
    lines.append(line(Label.QUESTION, "https://" + "a" * 400))
    cases = [case((50, State.ANSWERED)), case(opened_by=lines[-1].key)]
    path = tmp_path / "report.html"
    path.write_text(as_html(report(lines, cases)), encoding="utf-8")
    async with browser(tmp_path / "profile") as open_page:
        tab = await open_page(path.as_uri())
        for width, scheme in ((1200, "light"), (1200, "dark"), (360, "light"), (360, "dark")):
            await tab.ask(
                "Emulation.setDeviceMetricsOverride",
                width=width, height=800, deviceScaleFactor=1, mobile=width < 500,
            )  # fmt: skip
            features = [{"name": "prefers-color-scheme", "value": scheme}]
            await tab.ask("Emulation.setEmulatedMedia", features=features)
            assert await value(tab, WIDE) <= width
            assert await value(tab, CONTRAST) >= 4.5
            assert width < 1200 or await value(tab, UNSEEN) <= 0
        assert tab.loaded == [path.as_uri()]
        assert tab.wrong == []
