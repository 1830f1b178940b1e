"""NUMBERS: arrays and moments in, Estimate out; knows no table and no akim."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qabilet.stats.agreement import Concordance as Concordance
    from qabilet.stats.agreement import concordance as concordance
    from qabilet.stats.agreement import midranks as midranks
    from qabilet.stats.agreement import pairwise as pairwise
    from qabilet.stats.estimate import Basis as Basis
    from qabilet.stats.estimate import Estimate as Estimate
    from qabilet.stats.feasible import Feasible as Feasible
    from qabilet.stats.feasible import is_whole as is_whole
    from qabilet.stats.mean_vector import MeanVector as MeanVector
    from qabilet.stats.mean_vector import interval as interval
    from qabilet.stats.mean_vector import means as means
    from qabilet.stats.moments import Moments as Moments
    from qabilet.stats.ranks import RankSets as RankSets
    from qabilet.stats.ranks import multinomial_rank_sets as multinomial_rank_sets
    from qabilet.stats.ranks import rank_sets as rank_sets
    from qabilet.stats.shares import share as share

_OFFERS = {
    "Basis": "estimate",
    "Concordance": "agreement",
    "Estimate": "estimate",
    "Feasible": "feasible",
    "MeanVector": "mean_vector",
    "Moments": "moments",
    "RankSets": "ranks",
    "concordance": "agreement",
    "interval": "mean_vector",
    "is_whole": "feasible",
    "means": "mean_vector",
    "midranks": "agreement",
    "multinomial_rank_sets": "ranks",
    "pairwise": "agreement",
    "rank_sets": "ranks",
    "share": "shares",
}


def __getattr__(name: str) -> object:
    if name in _OFFERS:
        return getattr(import_module(f"{__name__}.{_OFFERS[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
