"""Pasted code, without what a console put around it."""

from __future__ import annotations

import pytest

from tutor.terminal.paste import cleaned


@pytest.mark.parametrize(
    ("pasted", "code"),
    [
        (">>> x = 1\n>>> x\n1\n", "x = 1\nx"),
        (">>> def f(a):\n...     return a\n... \n>>> f(2)\n2", "def f(a):\n    return a\n\nf(2)"),
        ("In [1]: for i in range(2):\n   ...:     print(i)\n   ...: \n0\n1\n\nIn [2]: y=3\n", None),
        ("In [3]: 2+2\nOut[3]: 4\n", "2+2"),
        (">>> a = 1\r\n>>> b = 2\r\n", "a = 1\nb = 2"),
        ("a = 1\rb = 2", "a = 1\nb = 2"),
        ("    a = 1\n    b = 2\n", "a = 1\nb = 2"),
        ("x = [\n  1,\n]\n", "x = [\n  1,\n]"),
        ('print(">>> hi")', 'print(">>> hi")'),
        ('x = """\n>>> doctest\n"""', 'x = """\n>>> doctest\n"""'),
        ("x\u00a0=\u00a01", "x = 1"),
        ("def f():\n\treturn 1", "def f():\n    return 1"),
        ("x = 'a\tb'", "x = 'a\tb'"),
        ("\tx = [\n\t\t'a\tb']", "x = [\n    'a\tb']"),
        ("/hint", "/hint"),
        ("", ""),
    ],
)
def test_only_the_code_remains(pasted: str, code: str | None) -> None:
    assert cleaned(pasted) == ("for i in range(2):\n    print(i)\n\ny=3" if code is None else code)
