"""Figures of where the year will end: what the model expects of the key projects, and how it comes to that."""

from __future__ import annotations

from figures.definition import Definition
from figures.figure import Figure, count, money, ratio, share
from texts.language import N_

FORECAST: dict[str, Figure] = {
    "forecast_invested": money(
        N_("Expected by the end of the year"), "forecast", "is_key", "forecast_invested", N_("Expected by year's end")
    ),
    "forecast_low": money(N_("Eight chances of ten: at least"), "forecast_range", heading=N_("At least")),
    "forecast_high": money(N_("Eight chances of ten: at most"), "forecast_range", heading=N_("At most")),
    "forecast_rate": ratio(
        N_("Expected plan completion"), "forecast", "forecast_invested", "plan", N_("Expected of plan")
    ),
    "still_expected": money(
        N_("Still expected this year"), "forecast", "is_key", "still_expected", N_("Still expected")
    ),
    "expecting_projects": count(N_("Key projects of which more is expected"), "forecast", "is_expecting"),
    "largest_projects": count(N_("The largest of them"), "forecast", "is_largest"),
    "largest_expected": money(N_("Still expected of the largest"), "forecast", "is_largest", "still_expected"),
    "largest_share": ratio(
        N_("Share of the largest in what is still expected"), "forecast", "largest_expected", "still_expected"
    ),
    "pace_invested": money(N_("By the end of the year at the pace so far"), "forecast_pace"),
    "attainment": share(N_("What its like completed of their plan"), "attainment", N_("Its like: of plan")),
    "done_share": share(N_("What its like had done by now"), "attainment", N_("Its like: done by now")),
    "start_odds": share(N_("Odds that it starts this year"), "start_odds", N_("Odds of a start")),
    "like_projects": count(N_("Past projects of its class"), "attainment", heading=N_("Its like: number")),
    "forecast_path": money(N_("Expected, cumulative"), "forecast"),
    "path_low": money(N_("Expected, cumulative, at least"), "forecast_range"),
    "path_high": money(N_("Expected, cumulative, at most"), "forecast_range"),
    # How the model has done before: of each month-end of past years, against what came.
    "trials": count(N_("Years that it was tried on"), "track_record", heading=N_("Years")),
    "error": share(N_("Error of the model"), "track_record", N_("This model")),
    "bias": share(N_("Bias of the model (+: said too much)"), "track_record", N_("Bias")),
    "within": share(N_("Years within the range"), "track_record", N_("Within the range")),
    "error_schedule": share(N_("Error of the linear schedule"), "track_record", N_("Linear schedule")),
    "error_last_share": share(N_("Error by last year's share"), "track_record", N_("Last year's share")),
    "error_plan": share(N_("Error of taking the plan for the outcome"), "track_record", N_("Plan = outcome")),
    "error_pace": share(N_("Error of the pace of the last three months"), "track_record", N_("Pace of 3 months")),
}
#: What these terms mean.
DEFINITIONS: dict[str, Definition] = {
    "forecast": Definition(
        N_("Expected by the end of the year"),
        N_("Of each key project: completed so far + annual plan × what past key projects of its class completed "
           "of their plans × (1 − the share of it that they had completed by the same month); one that has not "
           "started counts with its odds of a start; of a terminated one nothing more comes. The total is the "
           "sum. Classes are carried over or new, by planned investment (below ¥100M, to ¥1B, above); those of "
           "few projects are drawn to all of their kind. Learned from the zone's past years that are reported "
           "whole."),
    ),
    "forecast_range": Definition(
        N_("Range of eight chances of ten"),
        N_("So far apart that one year of ten ends below it and one above: each project drawn 2,000 times from "
           "past ones of its class, all of a year moved by one common factor, never narrower than past years "
           "differed from what the other years said of them. While there are few past years the settings' "
           "example counts as three of them."),
    ),
    "forecast_pace": Definition(
        N_("Pace so far"),
        N_("Completed so far ÷ months that count × 12. Without a past year that is reported whole there is "
           "nothing to learn from, so it is mere arithmetic and has no range."),
    ),
    "attainment": Definition(
        N_("What its like completed"),
        N_("Past key projects of its class: completed in the year ÷ annual plan; and of that, the share "
           "completed by the same month. Of those not started then, what the later starters completed of their "
           "plans."),
    ),
    "start_odds": Definition(
        N_("Odds of a start"),
        N_("Of past new key projects that were as many days past their planned start and had not started, the "
           "share that started within the days left in the year."),
    ),
    "track_record": Definition(
        N_("Tried on past years"),
        N_("Each month-end of each past year that is reported whole, told from the data version of then where "
           "there is one, learned from the other years only, against what was completed by the end of the year. "
           "Error: the mean of |said − came| ÷ came."),
    ),
}  # fmt: skip
