"""TABLES: what a table must hold; big tables to small sums, in DuckDB or in streamed blocks."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qabilet.tables.engine import Engine as Engine
    from qabilet.tables.engine import cross_count as cross_count
    from qabilet.tables.engine import open_engine as open_engine
    from qabilet.tables.frame import CANNOT_JUDGE as CANNOT_JUDGE
    from qabilet.tables.frame import EVERYBODY as EVERYBODY
    from qabilet.tables.frame import NOT_ASKED as NOT_ASKED
    from qabilet.tables.frame import NOT_RELEVANT as NOT_RELEVANT
    from qabilet.tables.frame import REASONS as REASONS
    from qabilet.tables.frame import REFUSED as REFUSED
    from qabilet.tables.frame import SLOTS as SLOTS
    from qabilet.tables.frame import UNKNOWN as UNKNOWN
    from qabilet.tables.frame import Frame as Frame
    from qabilet.tables.frame import Ints as Ints
    from qabilet.tables.frame import Where as Where
    from qabilet.tables.lookup import Keys as Keys
    from qabilet.tables.lookup import looked_up as looked_up
    from qabilet.tables.recoding import Output as Output
    from qabilet.tables.recoding import Recode as Recode
    from qabilet.tables.recoding import recode as recode
    from qabilet.tables.rows import FrameRows as FrameRows
    from qabilet.tables.rows import Made as Made
    from qabilet.tables.sums import WHOLE as WHOLE
    from qabilet.tables.sums import Item as Item
    from qabilet.tables.sums import Judged as Judged
    from qabilet.tables.sums import Portion as Portion
    from qabilet.tables.sums import Sums as Sums
    from qabilet.tables.sums import Wanted as Wanted
    from qabilet.tables.sums import item_name as item_name
    from qabilet.tables.sums import reduce as reduce
    from qabilet.tables.weighted import weighted_means as weighted_means
    from qabilet.tables.weighted import weighted_patterns as weighted_patterns

_OFFERS = {
    "CANNOT_JUDGE": "frame",
    "EVERYBODY": "frame",
    "Engine": "engine",
    "Frame": "frame",
    "FrameRows": "rows",
    "Ints": "frame",
    "Item": "sums",
    "Judged": "sums",
    "Keys": "lookup",
    "Made": "rows",
    "NOT_ASKED": "frame",
    "NOT_RELEVANT": "frame",
    "Output": "recoding",
    "Portion": "sums",
    "REASONS": "frame",
    "REFUSED": "frame",
    "Recode": "recoding",
    "SLOTS": "frame",
    "Sums": "sums",
    "UNKNOWN": "frame",
    "WHOLE": "sums",
    "Wanted": "sums",
    "Where": "frame",
    "cross_count": "engine",
    "item_name": "sums",
    "looked_up": "lookup",
    "open_engine": "engine",
    "recode": "recoding",
    "reduce": "sums",
    "weighted_means": "weighted",
    "weighted_patterns": "weighted",
}


def __getattr__(name: str) -> object:
    if name in _OFFERS:
        return getattr(import_module(f"{__name__}.{_OFFERS[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
