"""The functions of XLSForm: how many arguments each takes, what it gives back, and those that cannot work here."""

from __future__ import annotations

from typing import Literal, NamedTuple

from qabilet.text import Text

Kind = Literal["text", "number", "truth", "set", "any"]


class Function(NamedTuple):
    """`least` to `most` arguments (`most` None: any number), in steps of `step`; `sets` are the places, from 0, of
    arguments that must name a question's answers; `gives` is the kind of what comes back."""

    least: int
    most: int | None
    gives: Kind
    sets: tuple[int, ...] = ()
    step: int = 1

    def takes(self, count: int) -> bool:
        return count >= self.least and (self.most is None or count <= self.most) and (
            (count - self.least) % self.step == 0)

    def wanted(self) -> str:
        if self.most is None:
            return f"{self.least}+"
        return str(self.least) if self.least == self.most else f"{self.least}–{self.most}"


def _each(names: str, function: Function) -> dict[str, Function]:
    return dict.fromkeys(names.split(), function)


FUNCTIONS: dict[str, Function] = {
    "if": Function(3, 3, "any"),
    "coalesce": Function(2, 2, "any"),
    "once": Function(1, 1, "text"),
    **_each("true false", Function(0, 0, "truth")),
    **_each("not boolean boolean-from-string", Function(1, 1, "truth")),
    "checklist": Function(2, None, "truth"),
    "weighted-checklist": Function(2, None, "truth", step=2),
    **_each("selected is-selected contains starts-with ends-with", Function(2, 2, "truth")),
    "regex": Function(2, 2, "truth"),
    "count-selected": Function(1, 1, "number"),
    "selected-at": Function(2, 2, "text"),
    "jr:choice-name": Function(2, 2, "text", (1,)),
    **_each("count count-non-empty sum", Function(1, 1, "number", (0,))),
    **_each("min max", Function(1, None, "number")),
    "join": Function(1, None, "text"),
    "concat": Function(0, None, "text"),
    "position": Function(1, 1, "number"),
    "indexed-repeat": Function(3, 3, "text", (0, 1)),
    "randomize": Function(1, 2, "set", (0,)),
    "string": Function(1, 1, "text"),
    **_each("string-length", Function(0, 1, "number")),
    **_each("normalize-space", Function(0, 1, "text")),
    **_each("substr substring", Function(2, 3, "text")),
    **_each("substring-before substring-after", Function(2, 2, "text")),
    "translate": Function(3, 3, "text"),
    **_each("number int floor ceiling abs sqrt exp exp10 log log10 sin cos tan asin acos atan",
            Function(1, 1, "number")),
    "round": Function(1, 2, "number"),
    **_each("pow atan2", Function(2, 2, "number")),
    **_each("pi random", Function(0, 0, "number")),
    **_each("today now version", Function(0, 0, "text")),
    **_each("date date-time", Function(1, 1, "text")),
    **_each("decimal-date-time decimal-time", Function(1, 1, "number")),
    **_each("format-date format-date-time", Function(2, 2, "text")),
}

_PLACE = Text(kk="орын координаттары сұралмайды", ru="координаты места не спрашиваются",
              en="coordinates of a place are not asked")
_FILE = Text(kk="сауалнамаға қоса берілген файлдар оқылмайды", ru="файлы, приложенные к анкете, не читаются",
             en="files beside the form are not read")
_DEVICE = Text(kk="құрылғы туралы деректер жиналмайды", ru="сведения об устройстве не собираются",
               en="nothing is collected about the device")
_SECRET = Text(kk="браузер мен сервер оны бірдей есептей алмайды",
               ru="браузер и сервер не вычислят это одинаково",
               en="the browser and the server would not work it out alike")
_TREE = Text(kk="мұнда XML тармақтары жоқ, тек сұрақтар бар", ru="здесь нет узлов XML, есть только вопросы",
             en="there are no XML nodes here, only questions")
_WORDS = Text(kk="сұрақ мәтіні өрнектің мәні бола алмайды", ru="слова анкеты не могут быть значением выражения",
              en="the words of the form are not values")


def _all(names: str, reason: Text) -> dict[str, Text]:
    return dict.fromkeys(names.split(), reason)


REFUSED: dict[str, Text] = {
    **_all("distance area enclosed-area geofence intersects", _PLACE),
    **_all("pulldata search lookup", _FILE),
    **_all("property deviceid background-geopoint device-id", _DEVICE),
    **_all("uuid digest base64-decode extract-signed", _SECRET),
    **_all("last id name local-name namespace-uri lang current instance", _TREE),
    "jr:itext": _WORDS,
}
"""Functions of XPath or ODK that are known and refused, each with its reason."""
