-- Question: which projects stand behind the figures of a view, and what does each bring to them?
-- Readers: who may see projects.
-- Grain: one row a project in scope, the latest signing first. A figure's rows are those with its flag; their
--   number, or the sum of its amount over them, is the figure.
-- Parameters: scope's; $period_from, $period_to date; $year; $matured_days whole days.
-- Result: project_id, name, industry, unit, channel, lead_official, size ('over_1b', 'from_100m_to_1b', 'under_100m'),
--   agreement, investor; stage ('terminated', 'framework', 'funded', 'started', 'signed'; null without a signing); signed_on,
--   started_on, funded_on, terminated_on date; termination_reason; signing_month date.
--   Of the agreements signed in the period: is_signed (counts as signed), is_formal, is_framework; is_started,
--   is_funded, is_matured, is_matured_started, is_terminated, is_early, is_unstarted_funded (all of formal ones);
--   is_over_100m, is_over_1b, is_top_500, is_four_new (of those that count as signed).
--   Within the period, whenever signed: is_started_within, is_funded_within,
--   is_terminated_within (of those that count as signed), is_paid_within (money arrived).
--   Of $year's key projects: is_key, is_new_due, is_new_due_started, is_new_early, is_adjusted (its plan was adjusted
--   by the as-of date or is not the original), is_short, is_ahead (of its own schedule by a hundredth of a yuan or
--   more), is_waiting (short, new, not yet due to start, not started, not terminated), is_ended (short and terminated).
--   planned_investment, funds_to_date (all months that count), early_funds (before the start), funds_in_period,
--   plan, original_plan, invested, scheduled, surplus, shortfall (−surplus where short, else 0),
--   invested_in_period (completed in the period's months) 万元 (the last seven null without a plan); days_to_start,
--   days_to_funds (null where the median leaves the project out); adjusted_on, planned_start_on; nature.
--   Money is null where it is not reported for the time that it is of.
with arrived as (
    select
        money.project_no,
        sum(money.funds_arrived) filter (
            where money.month between $period_from::date and $period_to::date
        ) as in_period,
        sum(money.invested) filter (
            where money.month between $period_from::date and $period_to::date
        ) as invested_in_period,
        sum(money.funds_arrived) filter (where last_day(money.month) < scope.started_on) as before_start
    from money
    join scope on scope.project_no = money.project_no
    group by money.project_no
),
top_500 as (
    select distinct project_kind.project_id
    from project_kind
    where project_kind.kind in ('世界500强', '中国500强', '民企500强')
),
fact as (
    select
        scope.project_id,
        scope.project_no,
        scope.name,
        scope.industry,
        scope.unit,
        scope.channel,
        scope.lead_official,
        scope.agreement,
        scope.investor,
        scope.planned_investment,
        scope.signed_on,
        scope.started_on,
        scope.terminated_on,
        scope.termination_reason,
        paid.funded_on,
        paid.is_known_whole,
        paid.funds_arrived as funds_to_date,
        case
            when cutoff.funds_from <= $period_to::date and $period_from::date <= cutoff.money_month
                then coalesce(arrived.in_period, 0)
        end as funds_in_period,
        case
            when key_plan.project_id is not null
                and cutoff.invested_from <= $period_to::date
                and $period_from::date <= cutoff.money_month
                then coalesce(arrived.invested_in_period, 0)
        end as invested_in_period,
        case when cutoff.funds_from is not null then coalesce(arrived.before_start, 0) end as before_start,
        coalesce(scope.signed_on between $period_from::date and $period_to::date, false) as is_in_period,
        coalesce(scope.signed_on between $period_from::date and $period_to::date, false)
            and scope.agreement = '正式' as is_formal,
        scope.is_counted,
        scope.signed_on is not null and scope.agreement = '正式' as is_promotion,
        scope.started_on is not null and scope.terminated_on is null as is_started,
        scope.terminated_on is not null as is_terminated,
        coalesce(date_diff('day', scope.signed_on, cutoff.as_of) >= $matured_days::integer, false) as is_matured,
        coalesce(paid.funded_on < scope.started_on, false) as is_early,
        scope.is_four_new,
        top_500.project_id is not null as is_top_500,
        key_plan.project_id is not null as is_key,
        key_plan.nature,
        key_plan.planned_start_on,
        key_plan.adjusted_on,
        key_plan.amount as plan,
        key_plan.original_amount as original_plan,
        standing.invested,
        standing.scheduled,
        standing.surplus,
        cutoff.as_of
    from scope
    cross join cutoff
    left join paid on paid.project_no = scope.project_no
    left join arrived on arrived.project_no = scope.project_no
    left join top_500 on top_500.project_id = scope.project_id
    left join key_plan on key_plan.project_no = scope.project_no and key_plan.year = $year::integer
    left join standing on standing.project_no = scope.project_no and standing.year = $year::integer
)
select
    fact.project_id,
    fact.name,
    fact.industry,
    fact.unit,
    fact.channel,
    fact.lead_official,
    case
        when fact.planned_investment >= 100000 then 'over_1b'
        when fact.planned_investment >= 10000 then 'from_100m_to_1b'
        else 'under_100m'
    end as size,
    fact.agreement,
    fact.investor,
    case
        when fact.signed_on is null then null
        when fact.is_terminated then 'terminated'
        when fact.agreement <> '正式' then 'framework'
        when fact.is_started and fact.funds_to_date > 0 then 'funded'
        when fact.is_started then 'started'
        else 'signed'
    end as stage,
    fact.signed_on,
    date_trunc('month', fact.signed_on)::date as signing_month,
    fact.started_on,
    fact.funded_on,
    fact.terminated_on,
    fact.termination_reason,
    fact.is_in_period and fact.is_counted as is_signed,
    fact.is_formal,
    fact.is_in_period and fact.agreement <> '正式' as is_framework,
    fact.is_formal and fact.is_started as is_started,
    fact.is_formal and fact.is_started and coalesce(fact.funds_to_date > 0, false) as is_funded,
    fact.is_formal and fact.is_matured as is_matured,
    fact.is_formal and fact.is_matured and fact.is_started as is_matured_started,
    fact.is_formal and fact.is_terminated as is_terminated,
    fact.is_formal and fact.is_early and not fact.is_terminated as is_early,
    fact.is_formal and fact.started_on is null and not fact.is_terminated and coalesce(fact.funds_to_date > 0, false)
        as is_unstarted_funded,
    fact.is_in_period and fact.is_counted and fact.planned_investment >= 10000 as is_over_100m,
    fact.is_in_period and fact.is_counted and fact.planned_investment >= 100000 as is_over_1b,
    fact.is_in_period and fact.is_counted and fact.is_top_500 as is_top_500,
    fact.is_in_period and fact.is_counted and fact.is_four_new as is_four_new,
    fact.is_promotion and coalesce(fact.started_on between $period_from::date and $period_to::date, false)
        as is_started_within,
    fact.is_promotion and coalesce(fact.funded_on between $period_from::date and $period_to::date, false)
        as is_funded_within,
    fact.is_counted and fact.signed_on is not null
        and coalesce(fact.terminated_on between $period_from::date and $period_to::date, false) as is_terminated_within,
    coalesce(fact.funds_in_period <> 0, false) as is_paid_within,
    fact.is_key,
    fact.is_key and fact.nature = '新建' and coalesce(fact.planned_start_on <= fact.as_of, false) as is_new_due,
    fact.is_key and fact.nature = '新建' and coalesce(fact.planned_start_on <= fact.as_of, false) and fact.is_started
        as is_new_due_started,
    fact.is_key and fact.nature = '新建' and coalesce(fact.planned_start_on > fact.as_of, false) and fact.is_started
        as is_new_early,
    fact.is_key and (fact.adjusted_on is not null or fact.plan <> fact.original_plan) as is_adjusted,
    coalesce(fact.surplus <= -0.000001, false) as is_short,
    coalesce(fact.surplus >= 0.000001, false) as is_ahead,
    coalesce(fact.surplus <= -0.000001, false) and fact.nature = '新建'
        and coalesce(fact.planned_start_on > fact.as_of, false) and fact.started_on is null and not fact.is_terminated
        as is_waiting,
    coalesce(fact.surplus <= -0.000001, false) and fact.is_terminated as is_ended,
    fact.planned_investment::double as planned_investment,
    fact.funds_to_date::double as funds_to_date,
    fact.before_start::double as early_funds,
    fact.funds_in_period::double as funds_in_period,
    fact.plan::double as plan,
    fact.original_plan::double as original_plan,
    fact.invested,
    fact.scheduled,
    fact.surplus,
    case when fact.surplus is not null then greatest(-fact.surplus, 0) end as shortfall,
    fact.invested_in_period::double as invested_in_period,
    case
        when fact.is_started and fact.started_on >= fact.signed_on
            then date_diff('day', fact.signed_on, fact.started_on)
    end::bigint as days_to_start,
    case
        when fact.is_started and fact.is_known_whole and fact.funds_to_date > 0 and fact.funded_on >= fact.started_on
            then date_diff('day', fact.started_on, fact.funded_on)
    end::bigint as days_to_funds,
    fact.adjusted_on,
    fact.planned_start_on,
    fact.nature
from fact
order by fact.signed_on desc nulls last, fact.project_no
