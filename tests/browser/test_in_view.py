"""A figure's picture and the control that matters most are in one view, on a phone and on a laptop."""

import pytest
from playwright.sync_api import ViewportSize

from tests.browser.conftest import OpenPage
from tests.browser.pages import WIDE

PHONE: ViewportSize = {"width": 360, "height": 740}
LESSONS = (
    "how-it-learns", "forward", "losses", "backward", "gradient-descent", "activations", "formulas-to-code",
)  # fmt: skip

# From the top of each figure's first drawing to the end of its first control, the one that matters most;
# and what a screen shows of a page below its header.
SPANS = """() => {
  const seen = (each) => each.getClientRects().length > 0;
  return [...document.querySelectorAll("nn-figure")].map((figure) => {
    const drawing = figure.querySelector("[data-panel]").getBoundingClientRect();
    const forms = figure.querySelectorAll("[data-part=leads], [data-part=controls]");
    const controls = [...forms].flatMap((form) => [...form.querySelectorAll("[data-key]")]).filter(seen);
    const whole = controls[0].closest(".nn-field, .nn-choice, .nn-switch, .nn-button");
    const control = whole.getBoundingClientRect();
    const top = Math.min(drawing.top, control.top);
    return [figure.dataset.name, Math.max(drawing.bottom, control.bottom) - top];
  });
}"""
ROOM = "innerHeight - document.querySelector('.md-header').getBoundingClientRect().height"


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "laptop"])
def test_picture_and_control_are_in_one_view(
    open_page: OpenPage, site_url: str, size: ViewportSize, subtests: pytest.Subtests
):
    page = open_page(viewport=size, has_touch=size == PHONE, is_mobile=size == PHONE)
    for lesson in LESSONS:
        for language in ("", "zh/"):
            page.goto(f"{site_url}/{language}{lesson}/")
            room, spans = page.evaluate(ROOM), page.evaluate(SPANS)
            assert spans
            for name, span in spans:
                with subtests.test(figure=name, language=language):
                    assert span <= room
