"""Makes a damaged or malicious file from a number: the same number, the same file."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.packs import files_of, tarred, zipped

LESSONS = Path(__file__).parents[2] / "lessons"

MARKS = [
    *" \n\t:-#`!&*|>'\"[]{},?%@~<=.\\\r/(){}",
    *("\u2028", "\x85", "\ufeff", "\0", "\x1b", "\u202e", "é", "\ud800"),
]
TOKENS = (
    *("&a ", "*a", "!!python/object:os.system ", "!x ", "<<: *a", "? ", "--- ", "...", "%YAML 9.9\n", "|2-\n"),
    *("[" * 60, "{a: " * 40, "1" * 5000, "1e999", "-.inf", "0x" + "f" * 400, "(a+)+$", "(" * 500, "{9999999999}"),
    *("1+" * 5000 + "1", "lambda: " * 300, "f'" * 50, "not " * 2000, "\n" * 50, "'" * 99, "\\x1b", ">+\n"),
    *("kind: quiz", "kind: repair", "expect: [{python: x}]", "regex: true", "format: 2", "steps: []", "null"),
    *('"\\e]52;c;aGk=\\a"', "id: id"),
)
WORDS = (
    *(
        "id",
        "kind",
        "quiz",
        "data",
        "expect",
        "python",
        "code",
        "steps",
        "title",
        "1",
        "",
        "y",
        "mistakes",
        "when",
    ),
    *("show", "guess", "choices", "correct"),
)


def piece(chance: random.Random) -> str:
    """Something that is put where it does not belong."""
    match chance.randrange(4):
        case 0:
            return chance.choice(TOKENS)
        case 1:
            return "".join(chance.choices(MARKS, k=chance.randint(1, 8)))
        case 2:
            return chr(chance.choice([*range(0x20), 0x7F, *range(0x80, 0xA0), 0x202E, 0x2066, 0x1F600, 0xE000]))
        case _:
            return " ".join(
                chance.choices(["x", "np", "model", "1", "-", ":", "a: b", "- c"], k=chance.randint(1, 5))
            )


def noise(chance: random.Random) -> bytes:
    return chance.randbytes(chance.randint(0, 400))


def garbage(chance: random.Random) -> bytes:
    """Text made of what means something."""
    return "".join(piece(chance) for _ in range(chance.randint(0, 60))).encode("utf-8", "surrogatepass")


def tree(chance: random.Random, depth: int = 0) -> object:
    """Nested values, among them the words that lessons are made of."""
    match chance.randrange(8 if depth < 6 else 5):
        case 0:
            return chance.choice(WORDS)
        case 1:
            return chance.choice([0, -1, 10**400, 1e308, float("nan"), True, None])
        case 2:
            return piece(chance).encode("utf-8", "replace").decode()
        case 3:
            return []
        case 4:
            return {}
        case 5 | 6:
            return {chance.choice(WORDS): tree(chance, depth + 1) for _ in range(chance.randint(0, 6))}
        case _:
            return [tree(chance, depth + 1) for _ in range(chance.randint(0, 6))]


def structured(chance: random.Random) -> bytes:
    """A tree that is YAML, for JSON is."""
    head = {"id": "line", "title": "T", "goal": "G", "minutes": 5} if chance.random() < 0.7 else {}
    return json.dumps({**head, "steps": [tree(chance) for _ in range(chance.randint(0, 4))]}).encode()


@cache
def shipped(name: str) -> str:
    return (LESSONS / name).read_text(encoding="utf-8")


def a_lesson(chance: random.Random) -> str:
    """A part of one of the course's lessons that is a lesson of its own: its head and a few steps."""
    text = shipped(chance.choice(sorted(path.name for path in LESSONS.glob("0*.yaml"))))
    head, _, rest = text.partition("\nsteps:\n")
    steps = rest.split("\n  - id: ")
    chosen = chance.sample(range(1, len(steps)), min(3, len(steps) - 1))
    return f"{head}\nsteps:\n" + "\n".join(f"  - id: {steps[each]}" for each in sorted(chosen)) + "\n"


def mutated(chance: random.Random) -> bytes:
    """A lesson in which lines are lost, doubled, swapped, indented, or filled with something else."""
    lines = a_lesson(chance).split("\n")
    for _ in range(chance.randint(1, 6)):
        here, there = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(7):
            case 0:
                lines[here] = ""
            case 1:
                lines[here : here + 1] *= chance.choice([2, 2, 200])
            case 2:
                lines[here], lines[there] = lines[there], lines[here]
            case 3:
                deep = chance.randrange(7)
                lines[here] = " " * deep + lines[here].lstrip() if deep < 5 else "  " + lines[here]
            case 4:
                key, colon, _ = lines[here].partition(": ")
                lines[here] = f"{key}{colon}{piece(chance)}"
            case 5:
                place = chance.randint(0, len(lines[here]))
                lines[here] = lines[here][:place] + piece(chance) + lines[here][place:]
            case _:
                lines[here] = lines[here].replace(": ", chance.choice([":", ": - ", ": {", ": &a ", ": *a"]), 1)
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def touched(chance: random.Random) -> bytes:
    """A lesson in which something stands in a text or a line of code that was not there: often still one."""
    lines = a_lesson(chance).split("\n")
    texts = [place for place, line in enumerate(lines) if line.startswith("      ") and ": " not in line]
    harmless = (" 1", " x", " é", "**", " `", " word" * 50, "\u200d", " 日本", " # x", " " + "9" * 5000)
    for here in chance.sample(texts, min(len(texts), chance.randint(1, 3))):
        added = piece(chance) if chance.random() < 0.1 else chance.choice(harmless)
        lines[here] += added.replace("\n", " ")
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def bitten(name: str) -> Callable[[random.Random], bytes]:
    """A shipped file with some bytes changed."""

    def damage(chance: random.Random) -> bytes:
        data = bytearray(shipped(name).encode()[: chance.choice([2000, 8000])])
        for _ in range(chance.randint(1, 20)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        return bytes(data)

    return damage


def settings(chance: random.Random) -> bytes:
    lines = ['base_url = "http://localhost:1/v1"', 'model = "x"', "seconds = 5", 'share = ["code"]', "key = 1"]
    chosen = [line if chance.random() < 0.6 else line.replace(" = ", f" = {piece(chance)}", 1) for line in lines]
    text = "\n".join([*chance.sample(chosen, chance.randint(0, 5)), piece(chance)])
    return text.encode("utf-8", "surrogatepass")


def a_table(chance: random.Random) -> bytes:
    """Rows and columns, written in a way of their own, with anything in some cells."""
    between = chance.choice([",", ";", "\t", "|", "  "])
    cells = ["1", "2.5", "3,5", "1.234,5", "1,234", "", "NA", '"a, b"', "2024-01-02", "yes", "-999", "1e400", '"']
    rows = [[chance.choice(cells) for _ in range(chance.randint(1, 6))] for _ in range(chance.randint(0, 30))]
    for row in chance.sample(rows, min(len(rows), 3)):
        row[0] = piece(chance)
    text = chance.choice(["\n", "\r\n"]).join(between.join(row) for row in rows)
    return text.encode(chance.choice(["utf-8", "utf-8", "utf-16", "latin-1"]), "replace")


def damaged_course(pack: Callable[[Path, dict[str, str]], Path], ending: str) -> Callable[[random.Random], bytes]:
    """An archive with a course, some bytes of it changed, a name in it turned."""

    def damage(chance: random.Random) -> bytes:
        files = files_of()
        if chance.random() < 0.5:
            name = chance.choice(list(files))
            files[chance.choice(["../", "/", "a/../../", ".", "", "\\"]) + name] = files.pop(name)
        with TemporaryDirectory() as folder:
            data = bytearray(pack(Path(folder, f"a{ending}"), files).read_bytes())
        for _ in range(chance.randint(0, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        return bytes(data[: chance.choice([len(data), len(data), chance.randrange(len(data))])])

    return damage


def a_row(chance: random.Random) -> list[object]:
    """One row of the progress, with anything in any column."""
    good: list[object] = ["line", "step", '{"step": "passed"}', '[["step", "x = 1"]]', 1, 5.0, "{}", "{}"]
    for _ in range(chance.randint(1, 3)):
        good[chance.randrange(len(good))] = chance.choice(
            ["", None, -1, 1e300, b"\xff\x1b", "[" * 5000, "{}", "[[]]", '{"a": {}}', 2**62, "\x1b[2J", "nan", 0.5]
        )
    return good


MAKERS: Mapping[str, tuple[Callable[[random.Random], object], ...]] = {
    "lesson": (noise, garbage, structured, structured, mutated, mutated, touched, touched, touched),
    "course.yaml": (garbage, bitten("course.yaml")),
    "glossary.yaml": (garbage, bitten("glossary.yaml")),
    "errors.yaml": (garbage, bitten("errors.yaml")),
    "llm.toml": (noise, settings),
    "questions.txt": (noise, garbage),
    "trusted.txt": (noise, garbage),
    "history": (noise, garbage),
    "progress.db": (noise, garbage),
    "rows": (a_row,),
    "rides.csv": (noise, garbage, a_table, a_table, a_table),
    "rides.zip": (damaged_course(zipped, ".zip"),),
    "rides.tar.gz": (damaged_course(tarred, ".tar.gz"),),
}
"""What a case may be, and who makes it."""


def case(number: int) -> tuple[str, object]:
    """The kind of file and what is in it: bytes, or the columns of a row."""
    chance = random.Random(number)
    kind = "lesson" if chance.random() < 0.7 else chance.choice(list(MAKERS))
    return kind, chance.choice(MAKERS[kind])(chance)
