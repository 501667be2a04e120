"""What axe finds wrong with the page, by the rules of WCAG A and AA (https://github.com/dequelabs/axe-core)."""

from importlib.resources import files

from playwright.async_api import Page

SCRIPT = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
# What a person can use with a finger, as tall as Slack makes it on a phone: everything but links inside text.
SMALL = """() => {
  const pressed = "button, select, textarea, summary, input:not([type=checkbox], [type=radio])";
  return [...document.querySelectorAll(pressed)]
    .filter((node) => node.checkVisibility({ opacityProperty: true }) && !node.closest(".body p, .rich"))
    .filter((node) => node.getBoundingClientRect().height < 43.5)
    .map((node) => `${node.getBoundingClientRect().height} ${node.outerHTML.slice(0, 90)}`);
}"""
RUN = """async () => {
  const runOnly = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];
  const { violations } = await axe.run({ runOnly, resultTypes: ["violations"] });
  const about = (id, node) => `${id}: ${node.html.slice(0, 140)} ${node.failureSummary.slice(0, 160)}`;
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => about(id, node)));
}"""


async def violations(page: Page) -> list[str]:
    """What axe finds in what the page shows now, once nothing moves."""
    if not await page.evaluate("() => 'axe' in window"):
        await page.evaluate(SCRIPT)
    await page.evaluate(
        "() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => 0)))"
    )
    return list(await page.evaluate(RUN))
