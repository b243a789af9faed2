"""How often the doctor tells rightly what ails a training, by runs whose ailment was put in.

`python -m tests.doctor` trains the runs anew; half of them were kept back while the judgements were made.
"""

from __future__ import annotations

from typing import Any

from tests.doctor.judging import counted
from tests.doctor.recorded import runs


def measure(repeats: int) -> list[dict[str, Any]]:
    """A row for each kind, of the runs that were looked at and of those that were kept back."""
    known = runs()
    rows = []
    for kept_back in (False, True):
        counts = counted(run for run in known if run.kept_back == kept_back)
        sick = [row for row in counts if row["kind"] != "healthy"]
        total, right = sum(row["runs"] for row in sick), sum(row["right"] for row in sick)
        all_sick = {
            "kind": "all that are sick",
            "runs": total,
            "right": right,
            "share": f"{right / max(1, total):.1%}",
        }
        counts.insert(len(sick), {**all_sick, "otherwise": "", "other word on the way": ""})
        rows += [{"set": "kept back" if kept_back else "looked at", **row} for row in counts]
    return rows
