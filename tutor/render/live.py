"""Draws a training while it runs."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from msgspec import Struct
from rich.cells import cell_len, set_cell_size
from rich.console import Group, RenderableType
from rich.text import Text

from tutor.core.drawings import Column, Table
from tutor.core.numbers import short
from tutor.render.chart import ROWS
from tutor.render.look import Look
from tutor.render.prose import INDENT
from tutor.render.table import table
from tutor.render.training import Training, can_be_log, curve, duration

NUMBER_WIDTH = 10
"""Cells of a number in the live table, so that nothing moves when a digit comes or goes."""
NARROWEST_BAR = 8
LOWEST_CURVE = 4
AROUND_CURVE, AROUND_TABLE = 4, 5
"""Lines that the block has besides the drawing itself, and besides the rows of the table and the last lines.
One line of the window stays free."""
SPARE, SPACIOUS = 2, 20
"""Lines that stay free in a window of more lines than the second: when it is made narrower, the terminal folds the
longest lines, and what it then pushes out above can never be removed again."""
WIDE, NARROW = 60, 36
"""Cells from which on validation has a column of its own, and below which only the latest numbers are shown."""
VALIDATION = "val_"


class Moment(Struct, frozen=True):
    """What there is to know of a running training besides its epochs."""

    seconds: float
    """Since it began."""
    remaining: float | None = None
    """Seconds that it will still take; None when nobody can say."""
    linear: bool = False
    """Whether a linear scale was asked for."""
    interrupts: int = 0
    """How often Ctrl-C was pressed."""
    slowed: bool = False
    """Whether it is over, and shown again so that an eye can follow."""
    waiting: str = ""
    """What was typed meanwhile, and waits for the prompt."""
    news: str = ""
    """What became of the latest key."""
    keys: str = ""
    """What other keys do now."""
    diagnosis: str = ""
    """What the doctor says; empty while all goes well."""


def live(training: Training, moment: Moment, look: Look) -> RenderableType:
    """Progress, curve, numbers and what the keys do, in fewer lines than the window has."""
    log = can_be_log(training)
    keys = [*_diagnosis(moment, look), *_keys(moment, log and training.done > 1, look)]
    keys += [waiting_line(moment.waiting, look)] if moment.waiting else []
    rows = list(_rows(training, look))[: max(1, look.height - AROUND_TABLE - len(keys))]
    spare = min(SPARE, max(0, look.height - SPACIOUS))
    legend = VALIDATION + "loss" in training.curves
    height = min(ROWS, look.height - AROUND_TABLE - len(keys) - len(rows) - AROUND_CURVE - legend - spare)
    parts: list[RenderableType] = [progress(training, moment, look), Text()]
    if training.done > 1 and height >= LOWEST_CURVE:
        parts += [*curve(training, look, height, whole=True, linear=moment.linear), Text()]
    if rows:
        parts += [_numbers(rows, look), Text()]
    return Group(*parts, *keys)


def _diagnosis(moment: Moment, look: Look) -> list[Text]:
    """What the doctor says, in as many lines as that takes, and an empty one below."""
    text = moment.diagnosis.replace("`", "")
    lines = wrap(text, look.measure - INDENT) if look.height >= SPACIOUS else wrap(text, look.measure - INDENT)[:2]
    return [Text(" " * INDENT + line, no_wrap=True) for line in lines] + [Text()] * bool(lines)


def _keys(moment: Moment, log: bool, look: Look) -> list[Text]:
    """What Ctrl-C does next, and which scale `l` changes to, if there is a choice."""
    if moment.slowed:
        text = "It was faster than this. Any key ends the replay."
    elif moment.interrupts == 0:
        scale = "log" if moment.linear else "linear"
        text = "Ctrl-C stops here" + (f"   l {scale} scale" if log else "")
        text += f"   {moment.keys}" if moment.keys else ""
    elif moment.interrupts == 1:
        text = "Stops after this epoch. Ctrl-C again stops it now."
    else:
        text = "Stops now. Ctrl-C again ends the session; your earlier lines bring it back."
    lines = [line for each in (moment.news, text) for line in wrap(each, look.measure - INDENT)]
    return [Text(" " * INDENT + line, "secondary", no_wrap=True) for line in lines]


def waiting_line(text: str, look: Look) -> Text:
    """`Waits for its turn: x = 3`, the end of it where there is no room for all."""
    head = "Waits for its turn: "
    room = max(8, look.measure - INDENT - cell_len(head) - 1)
    shown = text if cell_len(text) <= room else look.text("…") + text[-(room - 1) :]
    return Text(" " * INDENT + head + shown, "secondary", no_wrap=True, overflow="crop")


def progress(training: Training, moment: Moment, look: Look) -> Text:
    """`Training   epoch 317 / 500   ━━━━━───   0.6 s, 0.4 s left` on one line."""
    last = training.last
    total = max(1, training.done + training.to_come)
    share = training.done / total
    number = training.latest.number if training.latest else training.started.first
    counted = f"epoch {number:>{len(str(last))}} / {last}"
    worth = moment.remaining is not None and training.to_come and moment.seconds >= 1
    left = f", {duration(moment.remaining or 0.0)} left" if worth else ""
    head, tail = f"  Training   {counted}   ", f"   {duration(moment.seconds)}{left}"
    width = min(32, look.measure - len(head) - len(tail))
    if width < NARROWEST_BAR:
        return _short_progress(counted, f"{duration(moment.seconds)}{left}", look)
    full = round(share * width)
    bar = ((look.text("━") * full, "accent"), (look.text("─") * (width - full), "secondary"))
    return Text.assemble(head, *bar, (tail, "secondary"), no_wrap=True)


def _short_progress(counted: str, times: str, look: Look) -> Text:
    """Without a bar, and with as much of the rest as there is room for."""
    parts = (
        f"Training   {counted}   {times}",
        f"{counted}   {times}",
        f"{counted}   {times.split(',')[0]}",
        counted,
    )
    fitting = (part for part in parts if INDENT + len(part) <= look.measure)
    return Text(" " * INDENT + next(fitting, counted), no_wrap=True, overflow="crop")


def _numbers(rows: list[tuple[str, ...]], look: Look) -> RenderableType:
    """One line a row, whatever the width: a name that is too long is cut, for the block has to fit the window."""
    names = ("now",) if len(rows[0]) == 2 else ("start", "now", "validation")[: len(rows[0]) - 1]
    numbers = sum(max(map(cell_len, column)) + 1 for column in zip(names, *(row[1:] for row in rows), strict=True))
    longest = max(1, look.measure - INDENT - numbers)
    rows = [(row[0] if cell_len(row[0]) <= longest else set_cell_size(row[0], longest), *row[1:]) for row in rows]
    return table(Table((Column(""), *(Column(name, number=True) for name in names)), tuple(rows)), look)


def _rows(training: Training, look: Look) -> Iterator[tuple[str, ...]]:
    """Every metric and weight: at the start and now, and now in validation where any is validated.

    In a narrow window a validated metric has a row of its own.
    """
    curves = training.curves
    beside = look.width >= WIDE and any(name.startswith(VALIDATION) for name in curves)
    for name, known in curves.items():
        if beside and name.startswith(VALIDATION) and name.removeprefix(VALIDATION) in curves:
            continue
        validated = curves.get(VALIDATION + name)
        more = (validated.last[1] if validated else None,) if beside else ()
        yield (name, *_padded(known.first[1], known.last[1], *more, look=look))
    for name, now in training.weights.items():
        yield (name, *_padded(training.started.weights.get(name), now, *(None,) * beside, look=look))


def _padded(*values: float | None, look: Look) -> tuple[str, ...]:
    if look.width < NARROW:
        return ("" if values[1] is None else f"{values[1]:.3g}",)
    return tuple(f"{'' if value is None else short(value):>{NUMBER_WIDTH}}" for value in values)
