-- Question: how many agreements were signed in the period, how many of them started, how much money
--   arrived in it — and the same a year earlier?
-- Grain: two rows: years_back 0 (the period) and 1 (the same period of the year before).
-- Parameters: scope's; $period_from, $period_to date; $matured_days whole days.
-- Result: years_back; period_from, as_of date (of that row); signed_projects, formal_projects,
--   framework_projects, started_projects (formal ones that started and were not terminated) count, of
--   which signed_projects are those that count (scope's is_counted);
--   signed_planned 万元; matured_projects, matured_started count (those signed at least $matured_days, which is
--   matured_days, before as_of);
--   funds_arrived 万元 (in the period, from all projects in scope, earlier signings included; null where no funds
--   are reported for it);
--   has_ledger (was the ledger kept from the period's first day on?); last_signed_projects count, last_start_rate (0 to
--   1), last_funds_arrived 万元: the figures of the row of a year before; null without a base.
-- Ratios, of these columns: start_rate, matured_start_rate, signed_change, start_rate_change, funds_growth.
with horizon as (
    select
        0 as years_back,
        $period_from::date as period_from,
        least($period_to::date, cutoff.as_of) as period_to,
        cutoff.as_of,
        cutoff.money_month
    from cutoff
    union all
    select
        1 as years_back,
        ($period_from::date - interval 1 year)::date as period_from,
        (least($period_to::date, cutoff.as_of) - interval 1 year)::date as period_to,
        (cutoff.as_of - interval 1 year)::date as as_of,
        (cutoff.money_month - interval 1 year)::date as money_month
    from cutoff
),
signed as (
    select
        horizon.years_back,
        scope.planned_investment,
        scope.agreement = '正式' as is_formal,
        scope.is_counted,
        scope.started_on <= horizon.as_of
            and (scope.terminated_on is null or scope.terminated_on > horizon.as_of) as is_started,
        date_diff('day', scope.signed_on, horizon.as_of) >= $matured_days::integer as is_matured
    from horizon
    join scope on scope.signed_on between horizon.period_from and horizon.period_to
),
signings as (
    select
        signed.years_back,
        count(*) filter (where signed.is_counted) as signed_projects,
        count(*) filter (where signed.is_formal) as formal_projects,
        count(*) filter (where not signed.is_formal) as framework_projects,
        count(*) filter (where signed.is_formal and signed.is_started) as started_projects,
        count(*) filter (where signed.is_formal and signed.is_matured) as matured_projects,
        count(*) filter (where signed.is_formal and signed.is_matured and signed.is_started) as matured_started,
        sum(signed.planned_investment) filter (where signed.is_counted) as signed_planned
    from signed
    group by signed.years_back
),
arrived as (
    select money.month, sum(money.funds_arrived) as funds_arrived
    from money
    where money.month between (date_trunc('month', $period_from::date) - interval 1 year)::date and $period_to::date
    group by money.month
),
arrivals as (
    select
        horizon.years_back,
        sum(arrived.funds_arrived) as funds_arrived
    from horizon
    join arrived
        on arrived.month between date_trunc('month', horizon.period_from)::date and horizon.period_to
        and arrived.month <= horizon.money_month
    group by horizon.years_back
),
figure as (
    select
        horizon.years_back,
        horizon.period_from,
        horizon.as_of,
        coalesce(signings.signed_projects, 0)::bigint as signed_projects,
        coalesce(signings.formal_projects, 0)::bigint as formal_projects,
        coalesce(signings.framework_projects, 0)::bigint as framework_projects,
        coalesce(signings.started_projects, 0)::bigint as started_projects,
        coalesce(signings.matured_projects, 0)::bigint as matured_projects,
        coalesce(signings.matured_started, 0)::bigint as matured_started,
        coalesce(signings.signed_planned, 0)::double as signed_planned,
        signings.started_projects::double / nullif(signings.formal_projects, 0)::double as start_rate,
        case
            when cutoff.funds_from <= horizon.period_to and horizon.period_from <= horizon.money_month
                then coalesce(arrivals.funds_arrived, 0)
        end::double as funds_arrived,
        coalesce(ledger.ledger_from <= horizon.period_from, false) as has_ledger,
        coalesce(cutoff.funds_from <= horizon.period_from, false) as has_funds
    from horizon
    left join signings on signings.years_back = horizon.years_back
    left join arrivals on arrivals.years_back = horizon.years_back
    cross join cutoff
    cross join ledger
),
base as (
    select
        figure.years_back,
        lead(case when figure.has_ledger then figure.signed_projects end) over by_year as signed_projects,
        lead(case when figure.has_ledger then figure.start_rate end) over by_year as start_rate,
        lead(case when figure.has_funds then figure.funds_arrived end) over by_year as funds_arrived
    from figure
    window by_year as (order by figure.years_back)
)
select
    figure.years_back,
    figure.period_from,
    figure.as_of,
    figure.signed_projects,
    figure.formal_projects,
    figure.framework_projects,
    figure.started_projects,
    figure.matured_projects,
    figure.matured_started,
    $matured_days::bigint as matured_days,
    figure.signed_planned,
    figure.funds_arrived,
    figure.has_ledger,
    base.signed_projects as last_signed_projects,
    base.start_rate as last_start_rate,
    base.funds_arrived as last_funds_arrived
from figure
join base on base.years_back = figure.years_back
order by figure.years_back
