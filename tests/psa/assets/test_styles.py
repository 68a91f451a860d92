"""What is cut out of a style sheet, and what must never be."""

import pytest

from psa.assets import build, styles
from psa.assets.words import SaidWords, words


def cut(css, said, beside=""):
    return styles.cut(css, SaidWords(said), beside=beside)


@pytest.mark.parametrize(
    ("css", "said", "left"),
    [
        (".btn{a:b}", '<a class="btn">', ".btn{a:b}"),
        (".btn{a:b}", '<a class="button">', ""),
        (".btn,.gone{a:b}", "btn", ".btn{a:b}"),
        (".btn .gone{a:b}", "btn", ""),
        (".btn.gone{a:b}", "btn", ""),
        ("#id{a:b}", "", ""),
        ("#id{a:b}", "id", "#id{a:b}"),
        ("video{a:b}", "audio", ""),
        ("*,::before{a:b}", "", "*,::before{a:b}"),
        (".btn:hover::after{a:b}", "btn", ".btn:hover::after{a:b}"),
        (".btn:not(.gone){a:b}", "btn", ".btn:not(.gone){a:b}"),  # asks for what is not there
        ("[data-bs-theme=dark] .btn{a:b}", "btn data-bs-theme", "[data-bs-theme=dark] .btn{a:b}"),
        ("[data-vc]{a:b}", "", ""),
        ("@media print{.btn{a:b}.gone{a:b}}", "btn", "@media print{.btn{a:b}}"),
        ("@media print{.gone{a:b}}", "btn", ""),
        ("@media print{@supports (a:b){.btn{a:b}}}", "btn", "@media print{@supports (a:b){.btn{a:b}}}"),
    ],
)  # fmt: skip
def test_a_rule_stays_when_all_of_its_names_are_said(css, said, left):
    assert cut(css, said) == left


@pytest.mark.parametrize("said", ['f"tone-{tone}"', "tone-{{ tone }}", "`tone-${tone}`"])
def test_a_name_that_is_put_together_stays(said):
    assert cut(".tone-good{a:b}.tonic{a:b}", said) == ".tone-good{a:b}"


def test_a_name_only_begun_in_plain_words_does_not_stay():
    assert cut(".tone-good{a:b}", "a tone- of voice") == ""


def test_variables_that_nothing_asks_for_go_and_what_they_asked_for_goes_too():
    css = ".x{--a:var(--b);--b:1;--c:2;d:var(--c)}"
    assert cut(css, "x") == ".x{--c:2;d:var(--c)}"
    assert cut(css, "x", beside=".y{e:var( --a )}") == css
    assert cut(".x{--a:1}", "x") == ""
    assert cut("@media print{.x{--a:1}}", "x") == ""


def test_animations_that_nothing_plays_go():
    frames = "@keyframes spin{to{a:b}}"
    assert cut(frames, "") == ""
    assert cut(frames + ".x{animation:1s spin}", "x") == frames + ".x{animation:1s spin}"
    assert cut(frames, "", beside=".x{animation-name:spin}") == frames


@pytest.mark.parametrize(
    ("css", "less"),
    [
        ("/* why */ a { b: c; }", "a{b:c}"),
        ("a,\n  b { c: d;\n  e: f }", "a,b{c:d;e:f}"),
        ("a :hover { b: c }", "a :hover{b:c}"),  # any inside, not the link itself
        ("a:hover{b:c}", "a:hover{b:c}"),
        ("a { width: calc(1px + 2px) }", "a{width:calc(1px + 2px)}"),
        ("a::after { content: \"/* no; } */  :  ,\" }", "a::after{content:\"/* no; } */  :  ,\"}"),
        ("a { content: 'a ; b' }", "a{content:'a ; b'}"),
        ("@media (min-width: 60rem) { a { b: c } }", "@media (min-width:60rem){a{b:c}}"),
    ],
)  # fmt: skip
def test_what_says_nothing_goes(css, less):
    assert styles.small(css) == less


def test_the_sources_say_what_pages_are_drawn_with():
    said = words()
    for name in ("btn", "btn-primary", "form-control", "form-select", "card-body"):
        assert name in said, name
    for name in ("btn-outline-azure", "apexcharts-canvas", "nouislider"):
        assert name not in said, name


def test_the_style_sheet_is_a_fifth_of_what_it_is_made_of():
    css = build.style_sheet()
    whole = (build.SOURCES / "vendor/tabler/tabler.min.css").stat().st_size
    assert len(css) < whole / 4
    assert ".btn-primary" in css
    assert css.startswith('@charset "UTF-8";')
    assert css == build.style_sheet()
