"""NUMBERS: arrays and moments in, Estimate out; knows no table and no akim."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qabilet.stats.agreement import Concordance as Concordance
    from qabilet.stats.agreement import concordance as concordance
    from qabilet.stats.agreement import midranks as midranks
    from qabilet.stats.agreement import pairwise as pairwise
    from qabilet.stats.bivariate import both_below as both_below
    from qabilet.stats.composite import Composite as Composite
    from qabilet.stats.composite import ScoreTally as ScoreTally
    from qabilet.stats.composite import total_tally as total_tally
    from qabilet.stats.contrasts import Contrast as Contrast
    from qabilet.stats.contrasts import anova as anova
    from qabilet.stats.contrasts import hedges_g as hedges_g
    from qabilet.stats.contrasts import holm as holm
    from qabilet.stats.contrasts import independence as independence
    from qabilet.stats.contrasts import kruskal as kruskal
    from qabilet.stats.contrasts import welch as welch
    from qabilet.stats.discrepancy import Quadrant as Quadrant
    from qabilet.stats.discrepancy import RankedDiscrepancy as RankedDiscrepancy
    from qabilet.stats.discrepancy import borich as borich
    from qabilet.stats.discrepancy import borich_fixed as borich_fixed
    from qabilet.stats.discrepancy import gaps as gaps
    from qabilet.stats.discrepancy import quadrants as quadrants
    from qabilet.stats.discrepancy import ranked_discrepancy as ranked_discrepancy
    from qabilet.stats.distributions import normal_quantile as normal_quantile
    from qabilet.stats.distributions import student_quantile as student_quantile
    from qabilet.stats.estimate import Basis as Basis
    from qabilet.stats.estimate import Estimate as Estimate
    from qabilet.stats.factor import OneFactor as OneFactor
    from qabilet.stats.factor import one_factor as one_factor
    from qabilet.stats.feasible import Feasible as Feasible
    from qabilet.stats.feasible import is_whole as is_whole
    from qabilet.stats.luce import Worths as Worths
    from qabilet.stats.luce import plackett_luce as plackett_luce
    from qabilet.stats.mean_vector import MeanVector as MeanVector
    from qabilet.stats.mean_vector import interval as interval
    from qabilet.stats.mean_vector import means as means
    from qabilet.stats.moments import Moments as Moments
    from qabilet.stats.noncentral import noncentral_chi_square as noncentral_chi_square
    from qabilet.stats.noncentral import noncentral_fisher as noncentral_fisher
    from qabilet.stats.noncentral import noncentral_student as noncentral_student
    from qabilet.stats.omega import Omega as Omega
    from qabilet.stats.omega import omega_of_matrix as omega_of_matrix
    from qabilet.stats.omega import omega_total as omega_total
    from qabilet.stats.ordinal import Ordinal as Ordinal
    from qabilet.stats.ordinal import ordinal_reliability as ordinal_reliability
    from qabilet.stats.pair_tables import PairTables as PairTables
    from qabilet.stats.polychoric import Polychoric as Polychoric
    from qabilet.stats.polychoric import polychorics as polychorics
    from qabilet.stats.polychoric import smooth_correlations as smooth_correlations
    from qabilet.stats.quantiles import quantile as quantile
    from qabilet.stats.rank_sums import RankSum as RankSum
    from qabilet.stats.rank_sums import mann_whitney as mann_whitney
    from qabilet.stats.rank_sums import signed_rank as signed_rank
    from qabilet.stats.ranks import RankSets as RankSets
    from qabilet.stats.ranks import multinomial_rank_sets as multinomial_rank_sets
    from qabilet.stats.ranks import rank_sets as rank_sets
    from qabilet.stats.scale import Reliability as Reliability
    from qabilet.stats.scale import reliability as reliability
    from qabilet.stats.scale import reliability_of_matrix as reliability_of_matrix
    from qabilet.stats.scale import weighted_moments as weighted_moments
    from qabilet.stats.shares import share as share
    from qabilet.stats.student_tests import MeanTest as MeanTest
    from qabilet.stats.student_tests import one_mean as one_mean
    from qabilet.stats.student_tests import two_means as two_means
    from qabilet.stats.survey.estimates.amounts import survey_ratios as survey_ratios
    from qabilet.stats.survey.estimates.amounts import survey_ratios_across as survey_ratios_across
    from qabilet.stats.survey.estimates.amounts import survey_totals as survey_totals
    from qabilet.stats.survey.estimates.amounts import survey_totals_across as survey_totals_across
    from qabilet.stats.survey.estimates.averages import survey_means as survey_means
    from qabilet.stats.survey.estimates.averages import survey_means_across as survey_means_across
    from qabilet.stats.survey.estimates.choices import survey_choices as survey_choices
    from qabilet.stats.survey.estimates.design_effects import DesignEffect as DesignEffect
    from qabilet.stats.survey.estimates.design_effects import survey_design_effects as survey_design_effects
    from qabilet.stats.survey.estimates.dispersion import survey_correlations as survey_correlations
    from qabilet.stats.survey.estimates.dispersion import survey_covariances as survey_covariances
    from qabilet.stats.survey.estimates.dispersion import survey_deviations as survey_deviations
    from qabilet.stats.survey.estimates.dispersion import survey_variances as survey_variances
    from qabilet.stats.survey.estimates.heaps import weighted_values as weighted_values
    from qabilet.stats.survey.estimates.share_intervals import share_interval as share_interval
    from qabilet.stats.survey.estimates.share_intervals import survey_shares as survey_shares
    from qabilet.stats.survey.estimates.woodruff import survey_quantiles as survey_quantiles
    from qabilet.stats.survey.models.association import Association as Association
    from qabilet.stats.survey.models.association import cramers_v as cramers_v
    from qabilet.stats.survey.models.association import goodness as goodness
    from qabilet.stats.survey.models.association import rao_scott as rao_scott
    from qabilet.stats.survey.models.association import wald_independence as wald_independence
    from qabilet.stats.survey.models.comparisons import compare_groups as compare_groups
    from qabilet.stats.survey.models.comparisons import difference_test as difference_test
    from qabilet.stats.survey.models.comparisons import hedges_g_of as hedges_g_of
    from qabilet.stats.survey.models.comparisons import mean_test as mean_test
    from qabilet.stats.survey.models.likelihood_ratio import RatioTest as RatioTest
    from qabilet.stats.survey.models.likelihood_ratio import ratio_test as ratio_test
    from qabilet.stats.survey.models.model_matrix import Crossed as Crossed
    from qabilet.stats.survey.models.model_matrix import Factor as Factor
    from qabilet.stats.survey.models.rank_scores import RankTest as RankTest
    from qabilet.stats.survey.models.rank_scores import rank_test as rank_test
    from qabilet.stats.survey.models.regression import Model as Model
    from qabilet.stats.survey.models.regression import Wald as Wald
    from qabilet.stats.survey.models.regression import regress as regress
    from qabilet.stats.survey.models.two_way import TwoWay as TwoWay
    from qabilet.stats.survey.models.two_way import cross as cross
    from qabilet.stats.survey.resampled.leave_one import jackknife as jackknife
    from qabilet.stats.survey.resampled.replicates import Replicated as Replicated
    from qabilet.stats.survey.resampled.replicates import Replicates as Replicates
    from qabilet.stats.survey.resampled.replication import replicate as replicate
    from qabilet.stats.survey.resampled.replication import replicate_means as replicate_means
    from qabilet.stats.survey.resampled.resampling import bootstrap as bootstrap
    from qabilet.stats.survey.resampled.resampling import given_replicates as given_replicates
    from qabilet.stats.survey.resampled.reweighing import replicate_anew as replicate_anew
    from qabilet.stats.survey.rows import ArrayRows as ArrayRows
    from qabilet.stats.survey.rows import Rows as Rows
    from qabilet.stats.survey.sample_design import SampleDesign as SampleDesign
    from qabilet.stats.survey.sample_design import Stage as Stage
    from qabilet.stats.survey.survey import Survey as Survey
    from qabilet.stats.survey.variable import Variable as Variable
    from qabilet.stats.survey.weights.calibration import Calibrated as Calibrated
    from qabilet.stats.survey.weights.calibration import Total as Total
    from qabilet.stats.survey.weights.calibration import calibrate as calibrate
    from qabilet.stats.survey.weights.cells import Cells as Cells
    from qabilet.stats.survey.weights.cells import Margin as Margin
    from qabilet.stats.survey.weights.cells import find_cells as find_cells
    from qabilet.stats.survey.weights.post_strata import PostStrata as PostStrata
    from qabilet.stats.survey.weights.post_strata import post_stratify as post_stratify
    from qabilet.stats.survey.weights.post_strata import reweigh_respondents as reweigh_respondents
    from qabilet.stats.survey.weights.radix import order_statistics as order_statistics
    from qabilet.stats.survey.weights.raking import Raked as Raked
    from qabilet.stats.survey.weights.raking import rake as rake
    from qabilet.stats.survey.weights.trimming import Trimmed as Trimmed
    from qabilet.stats.survey.weights.trimming import trim as trim
    from qabilet.stats.survey.weights.weight_report import WeightStep as WeightStep
    from qabilet.stats.survey.weights.weight_report import describe_weights as describe_weights
    from qabilet.stats.survey.weights.weight_report import median_weight as median_weight
    from qabilet.stats.survey.weights.weighting_error import Level as Level
    from qabilet.stats.survey.weights.weighting_error import WeightingError as WeightingError

_OFFERS = {
    "ArrayRows": "survey.rows",
    "Association": "survey.models.association",
    "Basis": "estimate",
    "Calibrated": "survey.weights.calibration",
    "Cells": "survey.weights.cells",
    "Composite": "composite",
    "Concordance": "agreement",
    "Contrast": "contrasts",
    "Crossed": "survey.models.model_matrix",
    "DesignEffect": "survey.estimates.design_effects",
    "Estimate": "estimate",
    "Factor": "survey.models.model_matrix",
    "Feasible": "feasible",
    "Level": "survey.weights.weighting_error",
    "Margin": "survey.weights.cells",
    "MeanTest": "student_tests",
    "MeanVector": "mean_vector",
    "Model": "survey.models.regression",
    "Moments": "moments",
    "Omega": "omega",
    "OneFactor": "factor",
    "Ordinal": "ordinal",
    "PairTables": "pair_tables",
    "Polychoric": "polychoric",
    "PostStrata": "survey.weights.post_strata",
    "Quadrant": "discrepancy",
    "Raked": "survey.weights.raking",
    "RankSets": "ranks",
    "RankSum": "rank_sums",
    "RankTest": "survey.models.rank_scores",
    "RankedDiscrepancy": "discrepancy",
    "RatioTest": "survey.models.likelihood_ratio",
    "Reliability": "scale",
    "Replicated": "survey.resampled.replicates",
    "Replicates": "survey.resampled.replicates",
    "Rows": "survey.rows",
    "SampleDesign": "survey.sample_design",
    "ScoreTally": "composite",
    "Stage": "survey.sample_design",
    "Survey": "survey.survey",
    "Total": "survey.weights.calibration",
    "Trimmed": "survey.weights.trimming",
    "TwoWay": "survey.models.two_way",
    "Variable": "survey.variable",
    "Wald": "survey.models.regression",
    "WeightStep": "survey.weights.weight_report",
    "WeightingError": "survey.weights.weighting_error",
    "Worths": "luce",
    "anova": "contrasts",
    "bootstrap": "survey.resampled.resampling",
    "borich": "discrepancy",
    "borich_fixed": "discrepancy",
    "both_below": "bivariate",
    "calibrate": "survey.weights.calibration",
    "compare_groups": "survey.models.comparisons",
    "concordance": "agreement",
    "cramers_v": "survey.models.association",
    "cross": "survey.models.two_way",
    "describe_weights": "survey.weights.weight_report",
    "difference_test": "survey.models.comparisons",
    "find_cells": "survey.weights.cells",
    "gaps": "discrepancy",
    "given_replicates": "survey.resampled.resampling",
    "goodness": "survey.models.association",
    "hedges_g": "contrasts",
    "hedges_g_of": "survey.models.comparisons",
    "holm": "contrasts",
    "independence": "contrasts",
    "interval": "mean_vector",
    "is_whole": "feasible",
    "jackknife": "survey.resampled.leave_one",
    "kruskal": "contrasts",
    "mann_whitney": "rank_sums",
    "mean_test": "survey.models.comparisons",
    "means": "mean_vector",
    "median_weight": "survey.weights.weight_report",
    "midranks": "agreement",
    "multinomial_rank_sets": "ranks",
    "noncentral_chi_square": "noncentral",
    "noncentral_fisher": "noncentral",
    "noncentral_student": "noncentral",
    "normal_quantile": "distributions",
    "omega_of_matrix": "omega",
    "omega_total": "omega",
    "one_factor": "factor",
    "one_mean": "student_tests",
    "order_statistics": "survey.weights.radix",
    "ordinal_reliability": "ordinal",
    "pairwise": "agreement",
    "plackett_luce": "luce",
    "polychorics": "polychoric",
    "post_stratify": "survey.weights.post_strata",
    "quadrants": "discrepancy",
    "quantile": "quantiles",
    "rake": "survey.weights.raking",
    "rank_sets": "ranks",
    "rank_test": "survey.models.rank_scores",
    "ranked_discrepancy": "discrepancy",
    "rao_scott": "survey.models.association",
    "ratio_test": "survey.models.likelihood_ratio",
    "regress": "survey.models.regression",
    "reliability": "scale",
    "reliability_of_matrix": "scale",
    "replicate": "survey.resampled.replication",
    "replicate_anew": "survey.resampled.reweighing",
    "replicate_means": "survey.resampled.replication",
    "reweigh_respondents": "survey.weights.post_strata",
    "share": "shares",
    "share_interval": "survey.estimates.share_intervals",
    "signed_rank": "rank_sums",
    "smooth_correlations": "polychoric",
    "student_quantile": "distributions",
    "survey_choices": "survey.estimates.choices",
    "survey_correlations": "survey.estimates.dispersion",
    "survey_covariances": "survey.estimates.dispersion",
    "survey_design_effects": "survey.estimates.design_effects",
    "survey_deviations": "survey.estimates.dispersion",
    "survey_means": "survey.estimates.averages",
    "survey_means_across": "survey.estimates.averages",
    "survey_quantiles": "survey.estimates.woodruff",
    "survey_ratios": "survey.estimates.amounts",
    "survey_ratios_across": "survey.estimates.amounts",
    "survey_shares": "survey.estimates.share_intervals",
    "survey_totals": "survey.estimates.amounts",
    "survey_totals_across": "survey.estimates.amounts",
    "survey_variances": "survey.estimates.dispersion",
    "total_tally": "composite",
    "trim": "survey.weights.trimming",
    "two_means": "student_tests",
    "wald_independence": "survey.models.association",
    "weighted_moments": "scale",
    "weighted_values": "survey.estimates.heaps",
    "welch": "contrasts",
}


def __getattr__(name: str) -> object:
    if name in _OFFERS:
        return getattr(import_module(f"{__name__}.{_OFFERS[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
