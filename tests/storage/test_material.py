"""Notebooks, scripts and Markdown files of every kind become cells and texts, or one sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tutor.core.own_file import OwnFile, Piece
from tutor.steps.cell import CellStep, open_gap
from tutor.storage.material import read_material
from tutor.storage.material.elsewhere import fitted
from tutor.storage.material.lesson import lesson_of
from tutor.storage.material.prose import plain_prose


def code(source: Any, **more: Any) -> dict[str, Any]:
    return {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": source, **more}


def text(source: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def saved(path: Path, *cells: dict[str, Any], minor: int = 5, **metadata: Any) -> Path:
    """A notebook of nbformat 4."""
    whole = {"nbformat": 4, "nbformat_minor": minor, "metadata": metadata, "cells": list(cells)}
    path.write_text(json.dumps(whole), encoding="utf-8")
    return path


def pieces(path: Path) -> list[tuple[bool, str]]:
    found = read_material(path)
    assert isinstance(found, OwnFile), found
    return [(piece.is_code, piece.text) for piece in found.pieces]


def of_text(tmp_path: Path, name: str, content: str) -> list[tuple[bool, str]]:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return pieces(path)


# Notebooks ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("minor", range(6))
def test_every_minor_version_of_nbformat_4_is_read(minor: int, tmp_path: Path) -> None:
    path = saved(tmp_path / "n.ipynb", text("# Title"), code(["x = 1\n", "y = 2"]), code(""), minor=minor)
    assert pieces(path) == [(False, "# Title"), (True, "x = 1\ny = 2")]


def test_a_notebook_of_version_3_has_its_cells_in_sheets(tmp_path: Path) -> None:
    cells = [
        {"cell_type": "heading", "level": 2, "metadata": {}, "source": "A heading"},
        {
            "cell_type": "code",
            "language": "python",
            "input": ["print 1\n", "x = 2"],
            "outputs": [],
            "metadata": {},
        },
    ]
    path = tmp_path / "old.ipynb"
    whole = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": [{"cells": cells}]}
    path.write_text(json.dumps(whole))
    assert pieces(path) == [(False, "## A heading"), (True, "print 1\nx = 2")]


def test_outputs_however_large_or_odd_are_not_looked_at(tmp_path: Path) -> None:
    huge = {"output_type": "stream", "name": "stdout", "text": "x" * 5_000_000}
    widget = {
        "output_type": "display_data",
        "data": {"application/vnd.jupyter.widget-view+json": {}},
        "metadata": {},
    }
    odd = {"output_type": "no such kind"}
    path = saved(tmp_path / "n.ipynb", code("x = 1", outputs=[huge, widget, odd, 3]))
    assert pieces(path) == [(True, "x = 1")]


def test_raw_cells_are_shown_as_they_stand(tmp_path: Path) -> None:
    raw = {"cell_type": "raw", "metadata": {}, "source": "\\newcommand"}
    assert pieces(saved(tmp_path / "n.ipynb", raw, code("x = 1")))[0] == (False, "```\n\\newcommand\n```")


def test_fields_that_the_format_wants_and_nobody_wrote_are_not_missed(tmp_path: Path) -> None:
    path = tmp_path / "n.ipynb"
    path.write_text(
        '{"cells": [{"cell_type": "code", "source": "x = 1"}, 7, {"cell_type": "code"}], "nbformat": 4}'
    )
    assert pieces(path) == [(True, "x = 1")]


BROKEN = {
    "cut off": b'{"cells": [{"cell_type": "code", "source": "x =',
    "no JSON": b"hello",
    "no notebook": b'{"a": 1}',
    "a list": b"[1, 2]",
    "empty": b"",
    "cells that are no list": b'{"cells": 3, "nbformat": 4}',
    "another encoding": '{"cells": [], "nbformat": 4, "ä": 1}'.encode("latin-1"),
    "zeros": b'{"cells": []}\0\0',
    "no cell with code": b'{"cells": [{"cell_type": "markdown", "source": "a"}], "nbformat": 4}',
    "deep": b"[" * 100_000,
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_notebook_is_one_sentence(name: str, tmp_path: Path) -> None:
    path = tmp_path / "n.ipynb"
    path.write_bytes(BROKEN[name])
    found = read_material(path)
    assert isinstance(found, str) and "n.ipynb" in found and "\n" not in found and found.endswith(".")
    assert "Traceback" not in found


def test_a_notebook_in_another_language_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path / "n.ipynb", code("x <- 1"), kernelspec={"name": "ir", "language": "R"})
    assert "in R, and I speak Python" in str(read_material(path))


def test_what_is_not_there_or_of_no_kind_i_know_is_said(tmp_path: Path) -> None:
    saved(tmp_path / "first_try.ipynb", code("x = 1"))
    assert "Did you mean" in str(read_material(tmp_path / "frist_try.ipynb"))
    assert ".ipynb" in str(read_material(tmp_path / "a.docx"))
    assert "no file" in str(read_material(tmp_path / "x.ipynb" / "y.py"))
    (tmp_path / "folder.py").mkdir()
    assert "cannot be opened" in str(read_material(tmp_path / "folder.py"))


def test_texts_that_windows_wrote_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_bytes("x = 1\r\n\r\ny = 'ä'\r\n".encode("utf-16"))
    assert pieces(path) == [(True, "x = 1"), (True, "y = 'ä'")]
    path.write_bytes("\ufeffx = 1\r\n".encode())
    assert pieces(path) == [(True, "x = 1")]


# Scripts ------------------------------------------------------------------------------------------------


def test_percent_cells_keep_their_borders(tmp_path: Path) -> None:
    content = (
        "# ---\n# jupyter:\n#   x: 1\n# ---\n\n# %% [markdown]\n# # Title\n# text\n\n# %%\nx = 1\n\ny = 2\n\n"
        '# %% another [md] mark\nz = 3\n#%%\n# !pip install pandas\n# %% [markdown]\n"""\nquoted\n"""\n'
        "# %%\n# %%bash\n# ls -la\n"
    )
    assert of_text(tmp_path, "a.py", content) == [
        (False, "# Title\ntext"),
        (True, "x = 1\n\ny = 2"),
        (False, "z = 3"),
        (True, "!pip install pandas"),
        (False, "quoted"),
        (True, "%%bash\nls -la"),
    ]


def test_a_plain_script_is_cut_between_statements_at_its_margin(tmp_path: Path) -> None:
    content = (
        '#!/usr/bin/env python3\n"""What it does."""\n\nimport numpy as np\nimport math\n\n\n'
        "# A remark of its own.\n\n# build\n@decorated\ndef build():\n    a = 1\n\n    return a\n\n"
        "x = [\n    1,\n\n    2,\n]\ns = '''\n\nlong\n'''\n"
        "if x:\n    !ls\n\n    y = 2\n"
    )
    assert of_text(tmp_path, "a.py", content) == [
        (False, "What it does."),
        (True, "import numpy as np\nimport math"),
        (False, "A remark of its own."),
        (True, "# build\n@decorated\ndef build():\n    a = 1\n\n    return a"),
        (True, "x = [\n    1,\n\n    2,\n]\ns = '''\n\nlong\n'''\nif x:\n    !ls\n\n    y = 2"),
    ]


def test_a_script_that_python_cannot_read_is_cut_all_the_same(tmp_path: Path) -> None:
    content = '"""Two\n\nparagraphs."""\n\nprint "old"\n\nfor i in x:\n    a\n\n    b\n\ny = (\n'
    assert [piece for _, piece in of_text(tmp_path, "a.py", content)] == [
        "Two\n\nparagraphs.",
        'print "old"',
        "for i in x:\n    a\n\n    b",
        "y = (",
    ]


def test_what_nbconvert_writes_as_a_script_gets_its_cells_back(tmp_path: Path) -> None:
    content = (
        "#!/usr/bin/env python\n# coding: utf-8\n\n# # Title\n\n# In[1]:\n\n\nx = 1\n\n\n"
        "# Some text.\n\n# In[ ]:\n\n\ny = 2\n"
    )
    assert of_text(tmp_path, "a.py", content) == [
        (False, "# Title"),
        (True, "x = 1"),
        (False, "Some text."),
        (True, "y = 2"),
    ]


# Markdown -----------------------------------------------------------------------------------------------


def test_fences_with_python_are_cells_and_others_are_text(tmp_path: Path) -> None:
    content = (
        "---\ntitle: t\n---\n# Title\n\n```python\nx = 1\n```\n\n```bash\nls\n```\n\n~~~ py\ny = 2\n~~~\n\n"
        "```{code-cell} ipython3\n:tags: [a]\nz = 3\n```\n\n```\n0.25\n```\n\n```\n>>> w = 4\n4\n```\n1. list\n\n"
        "    ```python\n    v = 5\n    ```\n\n```python\nnever = 'closed'\n"
    )
    found = of_text(tmp_path, "a.md", content)
    assert [piece for is_code, piece in found if is_code] == [
        *("x = 1", "y = 2", "z = 3", "w = 4", "v = 5"),
        "never = 'closed'",
    ]
    assert "```bash\nls\n```" in found[2][1] and "0.25" in found[5][1]


# Texts --------------------------------------------------------------------------------------------------

PROSE = {
    "# One *two* `three`": "**One two `three`**",
    "Title\n=====\ntext": "**Title**\n\ntext",
    "![A net](img/net.png)": "(a picture: A net, net.png)",
    '<img src="attachment:a.png" width=3>': "(a picture: a.png)",
    "![](data:image/png;base64,AAAA)": "(a picture: without a name)",
    "[docs](https://k.io/a) and [here](#x)": "docs (https://k.io/a) and here",
    "[![badge](b.svg)](https://colab)": "(a picture: badge, b.svg)",
    "a < b and c > d &amp; e": "a < b and c > d & e",
    "<div><b>bold</b></div>": "bold",
    "> quoted": "quoted",
    "my_long_name and _slant_ and __strong__": "my_long_name and *slant* and **strong**",
    "| a | b |\n|---|---|\n| 1 | 2 |": "```\n| a | b |\n|---|---|\n| 1 | 2 |\n```",
    "```python\n# not a heading $x$\n```": "```python\n# not a heading $x$\n```",
    r"$\frac{1}{n} \sum_{i=1}^{n} (y_i - \hat{y}_i)^2$": "1/n ∑ᵢ₌₁ⁿ (yᵢ - ŷᵢ)²",
    r"It costs $5 or $10, `$x$`": "It costs $5 or $10, `$x$`",
    r"$\theta := \theta - \alpha \nabla J(\theta)$": "θ := θ - α ∇ J(θ)",
    r"$\mathbf{W} \in \mathbb{R}^{d}$": "W ∈ R^d",
    r"$$\sigma(z) = \frac{1}{1 + e^{-z}}$$": "```\nσ(z) = 1/(1 + e⁻ᶻ)\n```",
    r"\begin{align} a &= b \\ c &= d \end{align}": "```\na = b\nc = d\n```",
    r"$\sqrt{x^2 + y^2} \leq \lVert x \rVert$": "√(x² + y²) ≤ lVert x rVert",
}


@pytest.mark.parametrize("markdown", PROSE)
def test_markdown_of_any_kind_becomes_plain_words(markdown: str) -> None:
    assert plain_prose(markdown) == PROSE[markdown]


def test_no_text_and_no_cell_of_a_file_can_command_the_terminal(tmp_path: Path) -> None:
    attack = "\x1b]52;c;aGk=\x07 \x9b2J &#27;[2J \u202eabc"
    path = saved(tmp_path / "n.ipynb", text(f"# {attack}\n\n{attack}"), code(f"x = '{attack}'"))
    found = read_material(path)
    assert isinstance(found, OwnFile)
    lesson = lesson_of([found])
    shown = lesson.title + lesson.goal + "".join(step.say + step.task for step in lesson.steps)
    assert not set(shown) & set("\x1b\x07\x9b\u202e")


# Cells that were written for another place --------------------------------------------------------------

ELSEWHERE = {
    "!pip install -q pandas==1.0 keras": ("pass  # left out here: !pip install -q pandas==1.0 keras", "left out"),
    "if True:\n    !pip install numpy": (
        "if True:\n    pass  # left out here: !pip install numpy",
        "here already",
    ),
    "from google.colab import drive\ndrive.mount('/content/drive')\nx = 1": (
        "pass  # left out here: from google.colab import drive\n"
        "pass  # left out here: drive.mount('/content/drive')\nx = 1",
        "Google Drive is not here",
    ),
    "uploaded = files.upload()": ("uploaded = {}  # left out here: uploaded = files.upload()", "Colab"),
    "%tensorflow_version 2.x\nimport math": (
        "pass  # left out here: %tensorflow_version 2.x\nimport math",
        "one TensorFlow",
    ),
    "%load_ext tensorboard": ("pass  # left out here: %load_ext tensorboard", "browser"),
    "%reset -f": ("pass  # left out here: %reset -f", "/reset"),
    "%%html\n<b>": ("# left out here:\n# %%html\n# <b>", "browser"),
    "!ls -la": ("!ls -la", "shell"),
    "files = !ls": ("files = !ls", "shell"),
    "!wget http://x.org/a.csv": ("!wget http://x.org/a.csv", "network"),
    "(x, y), _ = keras.datasets.mnist.load_data()": ("(x, y), _ = keras.datasets.mnist.load_data()", "network"),
    "from ipywidgets import interact": ("from ipywidgets import interact", "browser"),
    "try:\n    import google.colab\n    here = True\nexcept ImportError:\n    here = False": (
        "try:\n    import google.colab\n    here = True\nexcept ImportError:\n    here = False",
        "",
    ),
    "%matplotlib inline\n%time x = 1": ("%matplotlib inline\n%time x = 1", ""),
    "x = y != 3": ("x = y != 3", ""),
}


@pytest.mark.parametrize("cell", ELSEWHERE)
def test_lines_for_another_place_get_their_sentence(cell: str) -> None:
    wanted, words = ELSEWHERE[cell]
    found = fitted(cell)
    assert found.code == wanted
    assert words in " ".join(found.sentences) if words else not found.sentences


GAPS = {
    "def f(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()": True,
    "w = None  # YOUR CODE HERE": True,
    "# YOUR CODE HERE": True,
    "def f(x):\n    ### START CODE HERE ###\n    a = None\n    ### END CODE HERE ###\n    return a": True,
    "def f(x):\n    # TODO: implement\n    pass": True,
    "def f(x):\n    # your code here\n\nf(1)": True,
    "def f(x):\n    ### START CODE HERE ###\n    a = x + 1\n    ### END CODE HERE ###\n    return a": False,
    "# TODO: tune this\nmodel = build(3)": False,
    "# fill in missing values\nx = x.fillna(0)": False,
    "x = 1  # todo: more": False,
    "y = (x > 3)  # your answer is above": False,
}


@pytest.mark.parametrize("cell", GAPS)
def test_a_gap_is_one_only_while_it_is_open(cell: str) -> None:
    assert bool(open_gap(cell)) is GAPS[cell]
    step = CellStep(id="a", code=cell)
    assert bool(step.given) is bool(step.holds_back) is (step.inviting != step.invitation) is GAPS[cell]


# The lesson ---------------------------------------------------------------------------------------------


def lesson(*found: Piece, path: Path = Path("n.ipynb")) -> Any:
    return lesson_of([OwnFile(path, found)])


def test_the_texts_before_a_cell_are_its_step_and_long_ones_are_a_step_of_their_own() -> None:
    long = "\n".join(f"line {number}" for number in range(40))
    made = lesson(Piece("a"), Piece("b"), Piece("x = 1", True), Piece(long), Piece("y = 2", True), Piece("end"))
    assert [(step.id, step.kind) for step in made.steps] == [
        ("cell-1", "cell"),
        ("text-1", "read"),
        ("cell-2", "cell"),
        ("text-2", "read"),
    ]
    assert made.steps[0].say == "a\n\nb" and made.steps[3].say == "end"


def test_the_same_cells_are_the_same_lesson_wherever_they_lie(tmp_path: Path) -> None:
    one, other = saved(tmp_path / "a.ipynb", code("x = 1")), tmp_path / "b.py"
    other.write_text("# %%\nx = 1\n")
    found = [read_material(path) for path in (one, other)]
    ids = {lesson_of([each]).id for each in found if isinstance(each, OwnFile)}
    assert len(ids) == 1
    assert lesson(Piece("x = 2", True)).id not in ids


def test_an_old_cell_is_rewritten_and_says_what_changed() -> None:
    step = lesson(Piece("from keras.layers.core import Dense\nd = Dense(output_dim=3)", True)).steps[0]
    assert step.code == "from keras.layers import Dense\nd = Dense(units=3)"
    assert "`output_dim` is `units`" in step.task and "output_dim" in step.original


def test_opening_a_file_runs_nothing_of_it(tmp_path: Path) -> None:
    path = saved(tmp_path / "n.ipynb", code(f"open({str(tmp_path / 'ran')!r}, 'w')"))
    found = read_material(path)
    assert isinstance(found, OwnFile)
    made = lesson_of([found])
    assert made.setup == f"__import__('os').chdir({str(tmp_path)!r})"
    assert not any(step.expect or step.show or step.mistakes or step.guess for step in made.steps)
    assert not (tmp_path / "ran").exists()
