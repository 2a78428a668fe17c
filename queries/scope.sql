-- Question: which projects, months of money, plans and schedule does every query speak of?
-- Put in front of each query by queries.run; the common tables below are what a query may use.
--   cutoff     one row: as_of (date), money_month (first day of the last month whose money counts:
--              the earlier of the last month reported and the last month ended by as_of), funds_from and
--              invested_from (the first month for which funds arrived, completed investment are reported; null
--              where they are not by money_month: then there is no data, which is not 0)
--   ledger     one row: ledger_from, the first month for which signings are kept: the first month with money reported,
--              or earlier, as long as no year without a signing lies between (one old project that is still listed
--              makes no ledger of its year); without money, the month of the first signing
--   scope      one row a project that passes the filters; a stage date after as_of is null, since
--              it had not happened yet (is_to_come: its signing had not); is_counted: does its signing count?
--              Framework agreements are kept apart and count only where they alone are asked for
--   money      one row a project in scope and month up to money_month: funds_arrived, invested (万元; null in
--              months for which they are not reported)
--   yearly     one row a project in scope and year with a row of money: funds_arrived, invested (万元, up to money_month),
--              funded_from (first month with money above 0; null without), reported_to (last month with either above 0;
--              null without)
--   paid       one row a project in scope: funds_arrived (万元, of all months up to money_month; null where
--              none are reported), funded_on (last day of the first month with money above 0; null without),
--              reported_to (last month with money or completed investment above 0; null without),
--              is_known_whole (was it neither signed nor started before the year in which reports of money begin? Of an
--              older project the first money may have come before)
--   key_plan   one row a key project in scope and year: the plan in force at as_of (万元)
--   standing   one row a key project in scope and year: plan, invested, scheduled, surplus (invested −
--              scheduled, negative when behind its own schedule) (万元, double; invested and surplus null
--              where no completed investment is reported for that year)
--   schedule   one row a month: due_share, the share of its year's plan due by its end (0 to 1)
--   due        one row a year: due_share by its last month that counts (0 before the first)
--   cutoff, ledger, schedule and due are the whole zone's: when its ledger began and how far it goes is no department's
--   own. All else is of the projects in scope. What is of projects has project_id, which people know, and project_no, by
--   which tables are joined in half the time. cutoff, ledger and scope are made here, money and yearly by one of the
--   files of ways/, and of these two the others by sums.sql: no question goes through all months where years will do.
-- What is reported: a measure that is 0 in every row while the other is not stands in no column of the ledger. One that
--   has amounts is reported from the first month of the year in which it has the first (before that year only the other
--   one was). Where rows hold nothing but 0 they report just that.
-- Parameters: $as_of date; $bound_units the only departments whose projects the reader may see, or null (all of
--   them; an empty list: none); $project_ids the only projects meant, or null; $industries, $units, $kinds, $channels, $leaders lists or
--   null (no filter);
--   $min_planned, $below_planned 万元 or null; $agreement 正式, 框架 or null (both);
--   $weight_q1 … $weight_q4 percent of the year's plan due in each quarter.
-- cutoff is one row that every table looks at: made once, which halves the time of a question with many of them.
-- A day's year is compared with the year asked for as extract(year from day): of `where year(day) = $year` DuckDB
-- 2.0.0 makes a range, for which it takes 2.5 ms each.
with stated as (
    select
        least(
            version.months_through,
            case
                when last_day($as_of::date) = $as_of::date then date_trunc('month', $as_of::date)::date
                else (date_trunc('month', $as_of::date) - interval 1 month)::date
            end
        ) as money_month,
        case
            when first_report.first_funds is not null
                then greatest(first_report.first_month, date_trunc('year', first_report.first_funds)::date)
            when first_report.first_invested is null then first_report.first_month
        end as funds_from,
        case
            when first_report.first_invested is not null
                then greatest(first_report.first_month, date_trunc('year', first_report.first_invested)::date)
            when first_report.first_funds is null then first_report.first_month
        end as invested_from
    from version
    cross join first_report
),
cutoff as materialized (
    select
        $as_of::date as as_of,
        stated.money_month,
        case when stated.funds_from <= stated.money_month then stated.funds_from end as funds_from,
        case when stated.invested_from <= stated.money_month then stated.invested_from end as invested_from
    from stated
),
kept_month as (
    select date_trunc('month', project.signed_on)::date as month from project where project.signed_on is not null
    union
    select first_report.first_month as month from first_report where first_report.first_month is not null
),
begun as (
    select
        kept_month.month,
        lag(kept_month.month) over (order by kept_month.month) as month_before
    from kept_month
),
ledger as (
    select
        coalesce(
            max(begun.month) filter (
                where begun.month <= first_report.first_month
                    and coalesce(begun.month_before < begun.month - interval 1 year, true)
            ),
            min(begun.month)
        ) as ledger_from
    from first_report
    left join begun on true
    group by first_report.first_month
),
scope as (
    select
        project.project_id,
        project.project_no,
        project.name,
        project.industry,
        project.investor,
        project.content,
        project.unit,
        project.lead_official,
        project.channel,
        project.agreement,
        project.agreement = '正式' or coalesce($agreement::varchar = '框架', false) as is_counted,
        project.is_four_new,
        project.planned_investment,
        coalesce(project.signed_on > cutoff.as_of, false) as is_to_come,
        case when project.signed_on <= cutoff.as_of then project.signed_on end as signed_on,
        case when project.started_on <= cutoff.as_of then project.started_on end as started_on,
        case when project.production_on <= cutoff.as_of then project.production_on end as production_on,
        case when project.terminated_on <= cutoff.as_of then project.terminated_on end as terminated_on,
        case when project.terminated_on <= cutoff.as_of then project.termination_reason end as termination_reason
    from project
    cross join cutoff
    where ($bound_units::varchar[] is null or list_contains($bound_units::varchar[], project.unit))
        and ($project_ids::varchar[] is null or list_contains($project_ids::varchar[], project.project_id))
        and ($industries::varchar[] is null or list_contains($industries::varchar[], project.industry))
        and ($units::varchar[] is null or list_contains($units::varchar[], project.unit))
        and ($channels::varchar[] is null or list_contains($channels::varchar[], project.channel))
        and ($leaders::varchar[] is null or list_contains($leaders::varchar[], project.lead_official))
        and ($min_planned::double is null or project.planned_investment >= $min_planned::double)
        and ($below_planned::double is null or project.planned_investment < $below_planned::double)
        and ($agreement::varchar is null or project.agreement = $agreement::varchar)
        and (
            $kinds::varchar[] is null
            or project.project_id in (
                select project_kind.project_id
                from project_kind
                where list_contains($kinds::varchar[], project_kind.kind)
            )
        )
)
