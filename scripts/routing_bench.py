"""How long the routing language takes here: reading, compiling, working out, beside bare Python and libxml2.

    python scripts/routing_bench.py [runs]

Each figure is the best of five rounds, in microseconds an evaluation, with the number of evaluations a round.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import count
from timeit import repeat

from qabilet.cycle.instrument import Choice, ChoiceList, Context, Form, Logic, Question, compiled, parse, routes_json

TYPICAL = "${a} = 'yes' and selected(${b}, 'x')"
EXPRESSIONS = (TYPICAL, "${n} >= 18 and ${n} < 65", "not(selected(${b}, 'z')) or ${a} = ''", "${n} * 12 + ${n} div 4",
               "if(${n} > 3, concat(${a}, '-', ${n}), 'none')", "today() - ${day} > 365", "regex(${n}, '[0-9]{1,3}')")
VALUES = {"a": "yes", "b": "w x y", "n": "42", "day": "2024-02-29"}


def best(what: Callable[[], object], runs: int) -> float:
    """Microseconds a call."""
    return min(repeat(what, number=runs, repeat=5)) / runs * 1e6


def bare() -> bool:
    return VALUES.get("a", "") == "yes" and "x" in VALUES.get("b", "").split(" ")


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    context = Context(values=VALUES, today="2024-03-10")
    base = best(bare, runs)
    print(f"n = {runs} a round, best of 5")
    print(f"bare Python      {base:7.2f} µs   the two look-ups of {TYPICAL}")
    for source in EXPRESSIONS:
        work = compiled(parse(source).tree)
        taken = best(lambda work=work: work(context), runs)
        times = f"   ({taken / base:.1f} x bare)" if source == TYPICAL else ""
        print(f"evaluation       {taken:7.2f} µs   {source}{times}")
    fresh = map(str, count())  # what was parsed is remembered, so each time another text
    taken = best(lambda: parse(TYPICAL.replace("yes", next(fresh))), runs // 20)
    print(f"parse            {taken:7.2f} µs   n = {runs // 20}")
    tree = parse(TYPICAL).tree
    print(f"compile          {best(lambda: compiled(tree), runs // 20):7.2f} µs   n = {runs // 20}")
    beside_libxml2(runs // 20)
    whole_form()


def beside_libxml2(runs: int) -> None:
    try:
        from lxml import etree
    except ImportError:
        print("lxml is not installed")
        return
    space = etree.FunctionNamespace(None)
    space["selected"] = lambda _, answer, choice: choice in answer[0].text.split(" ")
    root = etree.Element("data")
    for name, value in VALUES.items():
        etree.SubElement(root, name).text = value
    asked = etree.XPath("a = 'yes' and selected(b, 'x')")
    print(f"libxml2          {best(lambda: asked(root), runs):7.2f} µs   the same, by lxml.etree.XPath, n = {runs}")


def whole_form(size: int = 100) -> None:
    choices = ChoiceList("yes_no", (Choice("yes"), Choice("no")))
    first = Question("q0", "one", choices="yes_no")
    others = tuple(Question(f"q{at}", "one", choices="yes_no", relevance=f"${{q{at - 1}}} = 'yes'",
                            required="yes", constraint=". != 'maybe'") for at in range(1, size))
    form = Form("bench", nodes=(first, *others), lists={"yes_no": choices})
    logic, answers, signs = Logic(form), {f"q{at}": "yes" for at in range(size)}, len(str(routes_json(form)))
    print(f"whole form       {best(lambda: logic.outcome(answers), 50):7.0f} µs   {size} questions in a chain, n = 50")
    print(f"making it ready  {best(lambda: Logic(form), 5):7.0f} µs   n = 5; the plan has {signs} signs")


if __name__ == "__main__":
    main()
