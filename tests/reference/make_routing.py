"""Write routing.json from routing.txt: expressions of the routing language with what each must give.

    python tests/reference/make_routing.py

The values were derived by hand from the rules named above each group; nothing in them is computed by Qabilet. A case is
one line, `expression => value`, the value as JSON (NaN and Infinity allowed; \\t and \\n in an expression are a tab and
the end of a line where it begins with one).
"""

from __future__ import annotations

import json
from pathlib import Path

HERE = Path(__file__).parent

ANSWERS: dict[str, object] = {
    "values": {"yes": "yes", "no": "no", "empty": "", "five": "5", "half": "0.5", "comma": "2,5", "minus": "-3",
               "nought": "0", "word": "Астана", "kazakh": "Қызылорда", "many": "a b c", "one": "b",
               "spaced": "  a   b ",
               "smile": "a😀b", "day": "2024-02-29", "later": "2024-03-01", "moment": "2024-02-29T13:05:09.120+05:00",
               "false": "false", "falsity": "0", "ages": ["10", "", "30"], "names": ["Ая", "Бек"], "nobody": [],
               "team": ["1", "2", "3"], "digits": "0042", "sum": "1e3", "sign": "+7", "quote": "it's"},
    "own": "abc", "today": "2024-03-10", "now": "2024-03-10T18:30:00.000+05:00", "seed": "k1", "at": "q1",
    "version": "7", "lang": "en", "positions": [2, 4],
    "names": {"months": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
              "weekdays": ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]},
    "every": {"age": ["10", "20", "30"], "child": ["1", "2", "3"]},
    "lists": {"towns": [{"name": "ala", "label": "Алматы", "region": "south", "size": "2200"},
                        {"name": "ast", "label": "Астана", "region": "north", "size": "1400"},
                        {"name": "kos", "label": "Қостанай", "region": "north", "size": "250"}]},
    "chosen": {"town": "towns"}, "item": {"name": "ast", "label": "Астана", "region": "north", "size": "1400"},
}


def groups(source: str) -> list[dict[str, object]]:
    """The groups of routing.txt: two lines of heading (topic and rule), then the cases."""
    found = []
    for block in source.strip().split("\n\n"):
        topic, rule, *lines = block.splitlines()
        cases = []
        for line in lines:
            expression, _, value = line.rpartition(" => ")
            if expression.startswith("\\t"):
                expression = expression.replace("\\t", "\t").replace("\\n", "\n")
            cases.append([expression, json.loads(value)])
        found.append({"topic": topic.removeprefix("# "), "rule": rule.removeprefix("# "), "cases": cases})
    return found


if __name__ == "__main__":
    whole = {"what": "expressions of the routing language and what each gives with these answers, derived by hand",
             "made by": "make_routing.py from routing.txt", "context": ANSWERS,
             "groups": groups((HERE / "routing.txt").read_text(encoding="utf-8"))}
    (HERE / "routing.json").write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
