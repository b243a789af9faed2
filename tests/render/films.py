"""Films for tests to look at: a line that moves, a map that bends, answers that find their targets."""

from __future__ import annotations

import math

from tutor.core.film import FilmFacts, Past

X = (-10.0, 0.0, 2.0, 6.0, 12.0, 15.0)


def line(frames: int = 20, last: int = 500) -> FilmFacts:
    """y = 2x + 30 is found from six points; every moment is known in closed form."""
    across = tuple(-10 + place * 25 / 19 for place in range(20))
    moments = []
    for place in range(frames + 1):
        epoch, part = place * last // frames, 1 - math.exp(-4 * place / frames)
        weight, bias = 2 * part, 30 * part
        loss = sum((weight * x + bias - 2 * x - 30) ** 2 for x in X) / 6
        answers = tuple(weight * x + bias for x in across)
        said = tuple(weight * x + bias for x in X)
        moments.append(Past(epoch, {"loss": loss} if epoch else {}, (weight, bias), said, answers))
    targets = tuple(2 * x + 30 for x in X)
    curve = (
        tuple(float(each.epoch) for each in moments[1:]),
        tuple(float(each.metrics["loss"] or 0) for each in moments[1:]),
    )
    return FilmFacts(
        key="k",
        model="model",
        last=last,
        seconds=0.1,
        curve=curve,
        kind="line",
        x_name="values_x",
        y_name="values_y",
        names=("weight", "bias"),
        linear=True,
        samples=6,
        inputs=tuple((x,) for x in X),
        targets=targets,
        x=X,
        y=targets,
        across=across,
        moments=tuple(moments),
    )


def ring(frames: int = 10, last: int = 40) -> FilmFacts:
    """The inside of a ring grows to what it is."""
    points = [(math.cos(n) * (0.5 + n % 3), math.sin(n) * (0.5 + n % 3)) for n in range(40)]
    classes = tuple(int(n % 3 == 0) for n in range(40))
    moments = []
    for place in range(frames + 1):
        radius = 1.1 * place / frames
        cells = tuple(
            "".join(
                str(int(math.hypot((column + 0.5) / 40 * 6 - 3, 3 - (row + 0.5) / 20 * 6) < radius))
                for column in range(40)
            )
            for row in range(20)
        )
        right = sum(
            (math.hypot(*point) < radius) == bool(each) for point, each in zip(points, classes, strict=True)
        )
        epoch = place * last // frames
        loss = 0.7 - 0.06 * place
        moments.append(
            Past(epoch, {"loss": loss, "val_loss": loss + 0.1} if epoch else {}, cells=cells, right=right)
        )
    curve = tuple(float(n) for n in range(1, 41)), tuple(0.7 - 0.015 * n for n in range(40))
    xs, ys = zip(*points, strict=True)
    return FilmFacts(
        key="r",
        model="net",
        last=last,
        curve=curve,
        kind="map",
        samples=40,
        x=xs,
        y=ys,
        classes=classes,
        span=(-3.0, 3.0, -3.0, 3.0),
        moments=tuple(moments),
    )


def pairs() -> FilmFacts:
    """Answers that are spread around their targets, less and less; the loss breaks at the end."""
    targets = tuple(float(n) for n in range(10))
    moments = tuple(
        Past(n, {"loss": 9.0 / n if n < 4 else None} if n else {}, answers=tuple(each * n / 4 for each in targets))
        for n in range(5)
    )
    return FilmFacts(
        key="p",
        model="net",
        last=4,
        curve=((1.0, 2.0, 3.0, 4.0), (9.0, 4.5, 3.0, math.nan)),
        kind="pairs",
        samples=10,
        x=targets,
        moments=moments,
    )


def classes() -> FilmFacts:
    """Ten digits, of which more and more get what belongs to them."""
    moments = tuple(
        Past(
            n,
            {"loss": 2.0 - n / 3} if n else {},
            answers=tuple(0.1 + 0.08 * n + 0.01 * k for k in range(10)),
            right=10 * n,
        )
        for n in range(6)
    )
    return FilmFacts(
        key="c",
        model="net",
        last=5,
        curve=((1.0, 2.0, 3.0, 4.0, 5.0), (1.7, 1.3, 1.0, 0.7, 0.3)),
        kind="classes",
        samples=60,
        x=tuple(map(float, range(10))),
        moments=moments,
    )
