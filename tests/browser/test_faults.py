"""What is said to be wrong with a page: what is small is found, what a bar half covers is not small."""

import pytest

pytestmark = pytest.mark.browser
TWO_BUTTONS = """([width, height, far]) => {
    const box = document.createElement("div");
    box.style.padding = `${far}vh 0`;
    for (const name of ["first", "second"]) {
        const button = document.createElement("button");
        button.textContent = name;
        Object.assign(button.style, {all: "unset", display: "block", overflow: "hidden", width: `${width}px`, height: `${height}px`, color: "black", background: "white"});
        box.append(button);
    }
    document.querySelector("main").append(box);
}"""
HALF_UNDER_THE_BAR = """() => {
    const bar = document.querySelector(".bar").getBoundingClientRect().bottom;
    const box = [...document.querySelectorAll("main button")].at(-2).getBoundingClientRect();
    scrollBy({top: box.top - bar + 20, behavior: "instant"});
}"""


@pytest.fixture
def page(screens, counselor, district):
    return screens.open(counselor, "/", width=390)


@pytest.mark.parametrize(("width", "found"), [(12, 2), (24, 0)])
def test_what_is_small_is_found(page, faults_of, width, found):
    page.evaluate(TWO_BUTTONS, [width, width, 0])
    small = [fault for fault in faults_of(page) if fault.startswith("target-size")]
    assert len(small) == found


def test_what_a_bar_half_covers_is_not_small(page, faults_of):
    page.evaluate(TWO_BUTTONS, [340, 26, 150])
    page.evaluate(HALF_UNDER_THE_BAR)
    assert faults_of(page) == []
