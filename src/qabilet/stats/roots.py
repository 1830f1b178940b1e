"""Finding where a tail probability takes a given value."""

from __future__ import annotations

import math
from collections.abc import Callable


def solve(tails: Callable[[float], tuple[float, float]], p: float, guess: float, *, digits: float = 1e-14) -> float:
    """The x > 0 at which the first of `tails(x)` is p; that tail must be monotone in x, and 0 < p < 1.

    Works on log p against log x: bracketed from `guess`, then regula falsi with halved ends (Dowell & Jarratt 1971)
    and a bisection now and then. Returns 0 or infinity where the root lies outside the floats.
    """
    goal = math.log(p)

    def gap(u: float) -> float:
        value = tails(math.exp(u))[0]
        return (math.log(value) if value > 0 else -800.0) - goal

    u = math.log(guess) if guess > 0 else 0.0
    here = gap(u)
    if here == 0:
        return math.exp(u)
    rising = gap(u + 1e-3) > here
    toward = 1.0 if (here < 0) == rising else -1.0
    step, far, there = 0.02, u, here
    while (there < 0) == (here < 0) and there != 0:
        u, here = far, there
        far = u + toward * step
        if abs(far) > 700:
            return math.inf if toward > 0 else 0.0
        there = gap(far)
        step *= 2
    return math.exp(_between(gap, u, here, far, there, digits))


def _between(gap: Callable[[float], float], a: float, fa: float, b: float, fb: float, digits: float) -> float:
    """The root between a and b, to `digits`; the sign change is kept, so it cannot be lost."""
    for turn in range(200):
        if fb == 0:
            return b
        if fa == 0:
            return a
        if abs(b - a) <= digits:
            break
        x = b - fb * (b - a) / (fb - fa)
        if turn % 6 == 5 or not min(a, b) < x < max(a, b):
            x = 0.5 * (a + b)
        fx = gap(x)
        if (fx < 0) == (fb < 0):
            fa *= 0.5
        else:
            a, fa = b, fb
        b, fb = x, fx
    return b if abs(fb) <= abs(fa) else a
