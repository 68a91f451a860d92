"""The scripts are one, in an order in which each finds what it needs."""

import pytest

from psa.assets import build, scripts


@pytest.fixture
def files(tmp_path):
    def written(**texts):
        for name, text in texts.items():
            (tmp_path / f"{name}.js").write_text(text)
        return tmp_path

    return written


def test_what_is_imported_comes_first_and_once(files):
    folder = files(
        main='import { b } from "./two.js";\nimport { a, c } from "./one.js";\nb(a, c);\n',
        two='import { a } from "./one.js";\nexport const b = () => a;\n',
        one="export const a = 1;\nexport const c = 2;\nconst own = 3;\n",
    )
    assert scripts.modules(folder / "main.js") == (
        "const $one=(()=>{\nconst a = 1;\nconst c = 2;\nconst own = 3;\nreturn{a,c};\n})();\n"
        "const $two=(()=>{\nconst {a}=$one;\nconst b = () => a;\nreturn{b};\n})();\n"
        "const $main=(()=>{\nconst {b}=$two;\nconst {a, c}=$one;\nb(a, c);\nreturn{};\n})();\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        'import all from "./one.js";',
        'import { a as b } from "./one.js";',
        "export default 1;",
        "export let a = 1;",
        "const a = `one\nline`;",
    ],
)
def test_what_is_not_understood_is_refused(files, text):
    folder = files(main=f"{text}\n", one="export const a = 1;\n")
    with pytest.raises(scripts.UnreadableScript):
        scripts.modules(folder / "main.js")


def test_comments_and_indentation_go():
    script = "// why\nconst a = {\n  // how\n  b: 'c // d', // kept: it ends a line\n};\n"
    assert scripts.small(script) == "const a = {\nb: 'c // d', // kept: it ends a line\n};\n"


def test_the_script_holds_every_source():
    script = build.script()
    for words in ("bsTheme", "showModal", "psa-notes", "htmx", "#log-dialog"):
        assert words in script
    assert "import {" not in script
    assert script == build.script()
    named = {"theme", *build.SCRIPTS}
    assert {path.stem for path in (build.SOURCES / "js").glob("*.js")} == named


def test_every_style_sheet_of_the_screens_is_named():
    there = {path.stem for path in (build.SOURCES / "css").glob("*.css")}
    assert there - set(build.STYLES) == {"print", "packet", "superseded", "agenda"}  # for paper
