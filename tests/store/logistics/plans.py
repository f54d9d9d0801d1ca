"""The plans of some parcels in words and hours, and the file that keeps them: ``make golden`` renews it.

A plan is drawn by a seed once and kept, but the seeded world, the tours and the pictures of the screens
are drawn anew each time: a rule that changes moves all of them, and this file shows how.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from store.logistics.plan import Stages, draw_plan, drawn_trouble
from tests.small_world import BORDEAUX, NINGBO, NOW, OSAKA, SHANGHAI_PORT
from tests.store.logistics.fates import HOUR, TROUBLES

PATH = Path(__file__).with_name("plans.txt")


def lines() -> Iterator[str]:
    """Yield a plan a line: mode, trouble, seed, number, boxes, and the hours after payment of each stage."""
    for mode in ("bonded_1210", "direct_9610"):
        bonded = mode == "bonded_1210"
        for trouble in (*TROUBLES, None):
            for seed in ("one", "two", "three"):
                plan = draw_plan(
                    order_id=seed,
                    mode=mode,  # type: ignore[arg-type]
                    origin=NINGBO if bonded else BORDEAUX,
                    port=None if bonded else SHANGHAI_PORT,
                    destination=OSAKA,
                    paid_at=NOW,
                    days=(3, 9),
                    trouble=trouble,
                    boxes=1 if seed == "one" else 3,
                )
                told = "drawn" if trouble is None else trouble or "smooth"
                yield f"{mode} {told} {seed} {plan.tracking_number} x{plan.boxes}: {_hours(plan.stages)}"
                if plan.expected != plan.stages:
                    yield f"    expected: {_hours(plan.expected)}"
    yield "fates: " + " ".join(
        drawn_trouble(f"order-{number}", 1 + number % 2) or "-" for number in range(200)
    )


def _hours(stages: Stages) -> str:
    return ", ".join(f"{stage} {(at - NOW) / HOUR:.2f}" for stage, at in stages)


def keep() -> None:
    """Write the plans down."""
    PATH.write_text("\n".join(lines()) + "\n", "utf-8")


if __name__ == "__main__":
    keep()
