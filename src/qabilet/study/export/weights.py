"""The weights of the analysis beside the answers, in the researcher's own work view."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from qabilet.errors import Caution, QabiletError
from qabilet.study.export.faults import EXPORT_012
from qabilet.study.export.variables import said
from qabilet.study.folder import DICTIONARY, Study
from qabilet.study.formats import Dataset, Variable
from qabilet.text import pattern

NAME = "weight"
DECIMALS = 6


def with_weights(dataset: Dataset, opened: Study, scratch: Path) -> tuple[Dataset, tuple[Caution, ...]]:
    """The data set with a variable of weights where the study is weighted; a caution where they cannot be made.

    Never for release: with the register, weights tell of small strata. `scratch` is a file to put the frame into.
    """
    plan = opened.plan()
    if not any(one.role == "self" for one in plan.audiences) and plan.audiences:
        return dataset, ()
    from qabilet.cycle.analysis import recodes
    from qabilet.cycle.needs import is_weighted, row_weights
    from qabilet.tables import recode

    if not is_weighted(plan):
        return dataset, ()
    try:
        frame = recode(opened.answers, recodes(plan.dictionary, plan.lattice), scratch, file=DICTIONARY)
        weights = row_weights(frame, plan)
    except QabiletError as error:
        return dataset, (Caution(EXPORT_012, {"code": error.code}),)
    finally:
        scratch.unlink(missing_ok=True)
    if weights is None:
        return dataset, ()
    taken = {one.name.casefold() for one in dataset.variables}
    name = next(one for one in (NAME, *(f"{NAME}_{place}" for place in range(2, 99))) if one not in taken)
    variable = Variable(name, "number", said(pattern("Weight of the analysis")), decimals=DECIMALS, weight=True)
    note = said(pattern("The variable {name} holds the weights of the analysis. Margins of error need strata and "
                        "clusters, too: reproduce.R has them."), name=name)
    return replace(dataset, variables=(*dataset.variables, variable), columns=(*dataset.columns, weights),
                   notes=(*dataset.notes, note)), ()
