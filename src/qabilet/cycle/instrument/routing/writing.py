"""From a tree back to the text of an expression, which reads as the same tree again."""

from __future__ import annotations

from typing import cast

from qabilet.cycle.instrument.routing.paths import Tree
from qabilet.cycle.instrument.routing.values import text

_POWER = {"or": 1, "and": 2, "=": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4,
          "+": 5, "-": 5, "*": 6, "div": 6, "mod": 6, "neg": 7, "|": 8}
_ALONE = 9


def write_expression(tree: Tree) -> str:
    """The expression as it would be typed. A text with both kinds of quotation marks is joined by concat()."""
    kind = str(tree[0])
    if kind == "neg":
        return "-" + _inside(cast(Tree, tree[1]), _POWER["neg"])
    if kind in _POWER:
        power = _POWER[kind]
        first, *others = [cast(Tree, one) for one in tree[1:]]
        return f" {kind} ".join([_inside(first, power), *(_inside(one, power + 1) for one in others)])
    if kind == "call":
        return _call(str(tree[1]), [cast(Tree, one) for one in tree[2:]])
    return _plain(kind, tree)


def _inside(tree: Tree, power: int) -> str:
    """A part, in brackets where it would be read otherwise without."""
    words = write_expression(tree)
    return words if _POWER.get(str(tree[0]), _ALONE) >= power else f"({words})"


def _call(name: str, parts: list[Tree]) -> str:
    words = [write_expression(one) for one in parts]
    if name == "jr:choice-name":
        words[1] = f"'{words[1]}'"
    return f"{name}({', '.join(words)})"


def _plain(kind: str, tree: Tree) -> str:
    given = tree[1] if len(tree) > 1 else ""
    if kind == "n":
        return text(float(cast(float, given)))
    if kind == "s":
        return _quoted(str(given))
    if kind in ("ref", "every"):
        return f"${{{given}}}"
    if kind == "up":
        return "/".join([".."] * cast(int, given))
    if kind == "regex":
        return f"regex({write_expression(cast(Tree, given))}, {_quoted(str(tree[2]))})"
    if kind == "item":
        condition = f"[{write_expression(cast(Tree, tree[2]))}]" if tree[2] else ""
        return f"instance({_quoted(str(given))})/root/item{condition}" + (f"/{tree[3]}" if tree[3] else "")
    return "." if kind == "." else str(given)


def _quoted(words: str) -> str:
    if "'" not in words:
        return f"'{words}'"
    if '"' not in words:
        return f'"{words}"'
    pieces = ", \"'\", ".join(f"'{piece}'" for piece in words.split("'"))
    return f"concat({pieces})"
