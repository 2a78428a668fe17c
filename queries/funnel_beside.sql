-- Question: what stands beside the funnel of the agreements signed in the period?
-- Grain: one row.
-- Parameters: scope's; $period_from, $period_to date; $matured_days whole days.
-- Result: framework_projects count and framework_planned 万元 (kept apart from the rates);
--   early_projects count (started, first money before the start) and early_funds 万元 (what of their
--   money came before the start: in months that ended before it);
--   unstarted_projects count and unstarted_funds 万元 (not started, not terminated, money arrived);
--   terminated_projects count, terminated_planned and terminated_funds 万元;
--   cohort_funds 万元 = funds of the funnel's last stage + unstarted_funds + terminated_funds;
--   early_…, unstarted_…, terminated_funds and cohort_funds are null where no funds are reported;
--   matured_projects, matured_started count (those signed at least $matured_days, which is matured_days, before the
--   as-of date), as in headline.
-- Ratios, of these columns: matured_start_rate.
with early as (
    select money.project_no, sum(money.funds_arrived) as funds_arrived
    from money
    join scope on scope.project_no = money.project_no
    where scope.signed_on between $period_from::date and $period_to::date
        and last_day(money.month) < scope.started_on
    group by money.project_no
),
reported as (
    select coalesce(cutoff.funds_from is not null and date_trunc('month', $period_from::date) <= cutoff.money_month, false)
        as has_funds
    from cutoff
),
cohort as (
    select
        scope.agreement = '正式' as is_formal,
        scope.planned_investment,
        paid.funds_arrived,
        scope.terminated_on is not null as is_terminated,
        scope.started_on is not null as is_started,
        paid.funded_on < scope.started_on as is_early,
        coalesce(early.funds_arrived, 0) as early_funds,
        date_diff('day', scope.signed_on, cutoff.as_of) >= $matured_days::integer as is_matured
    from scope
    cross join cutoff
    left join early on early.project_no = scope.project_no
    left join paid on paid.project_no = scope.project_no
    where scope.signed_on between $period_from::date and $period_to::date
)
select
    count(*) filter (where not cohort.is_formal)::bigint as framework_projects,
    coalesce(sum(cohort.planned_investment) filter (where not cohort.is_formal), 0)::double as framework_planned,
    case
        when reported.has_funds
            then count(*) filter (where cohort.is_formal and cohort.is_early and not cohort.is_terminated)
    end::bigint as early_projects,
    case
        when reported.has_funds
            then coalesce(
                sum(cohort.early_funds) filter (where cohort.is_formal and cohort.is_early and not cohort.is_terminated),
                0
            )
    end::double as early_funds,
    case
        when reported.has_funds
            then count(*) filter (
                where cohort.is_formal and not cohort.is_started and not cohort.is_terminated
                    and cohort.funds_arrived > 0
            )
    end::bigint as unstarted_projects,
    case
        when reported.has_funds
            then coalesce(
                sum(cohort.funds_arrived)
                    filter (where cohort.is_formal and not cohort.is_started and not cohort.is_terminated),
                0
            )
    end::double as unstarted_funds,
    count(*) filter (where cohort.is_formal and cohort.is_terminated)::bigint as terminated_projects,
    coalesce(
        sum(cohort.planned_investment) filter (where cohort.is_formal and cohort.is_terminated), 0
    )::double as terminated_planned,
    case
        when reported.has_funds
            then coalesce(sum(cohort.funds_arrived) filter (where cohort.is_formal and cohort.is_terminated), 0)
    end::double as terminated_funds,
    case
        when reported.has_funds then coalesce(sum(cohort.funds_arrived) filter (where cohort.is_formal), 0)
    end::double as cohort_funds,
    $matured_days::bigint as matured_days,
    count(*) filter (where cohort.is_formal and cohort.is_matured)::bigint as matured_projects,
    count(*) filter (
        where cohort.is_formal and cohort.is_matured and cohort.is_started and not cohort.is_terminated
    )::bigint as matured_started
from reported
left join cohort on true
group by reported.has_funds
