-- Question: how did a year end, by the published figures and by the ledger?
-- Grain: one row an indicator of $fact_year that was published or derived, in the order of publication.
-- Parameters: scope's, of which only the as-of date is meant to be set (the year's last day, or the
--   day at which a year under way is read): the published figures are the whole zone's; $fact_year. $bound_units
--   leaves of the ledger's projects and promotion events the reader's own: not to be held against them.
-- Result: indicator, amount, unit_of_measure, relation, standing, note, source (as published);
--   computed (what the ledger says, in the same unit; null where the tables cannot carry it or were not
--   kept for the year); last_computed (the same a year earlier); agrees (true, false; null when not
--   comparable; amounts and percentages were published as whole numbers and agree when they round to them);
--   difference (computed − amount, in the same unit, where they do not agree; else null); value (computed as a
--   count, in 万元, or as a share of 1), started_projects count (at start_rate only).
with year_of as (
    select $fact_year::integer as year, 'this' as which
    union all
    select $fact_year::integer - 1 as year, 'last' as which
),
kept as (
    select year_of.year, year_of.which
    from year_of
    cross join ledger
    where ledger.ledger_from <= make_date(year_of.year, 1, 1)
),
of_top_500 as (
    select distinct project_kind.project_id
    from project_kind
    where project_kind.kind in ('世界500强', '中国500强', '民企500强')
),
signed as (
    select
        kept.which,
        count(*) as projects,
        count(*) filter (where scope.planned_investment >= 10000) as over_100m,
        count(*) filter (where scope.planned_investment >= 100000) as over_1b,
        count(*) filter (where scope.is_four_new) as four_new,
        count(of_top_500.project_id) as top_500,
        count(*) filter (
            where scope.started_on <= make_date(kept.year, 12, 31) and scope.terminated_on is null
        ) as started,
        sum(scope.planned_investment) as planned
    from kept
    join scope on year(scope.signed_on) = kept.year
    left join of_top_500 on of_top_500.project_id = scope.project_id
    where scope.agreement = '正式'
    group by kept.which
),
arrived as (
    select year_of.which, sum(money.funds_arrived) as funds
    from year_of
    cross join cutoff
    join money on year(money.month) = year_of.year
        and money.month between make_date($fact_year::integer - 1, 1, 1) and make_date($fact_year::integer, 12, 1)
    where cutoff.funds_from <= make_date(year_of.year, 1, 1)
    group by year_of.which
),
held as (
    select kept.which, sum(activity.batches) as batches, sum(activity.delegations) as delegations
    from kept
    cross join cutoff
    join activity on year(activity.held_on) = kept.year and activity.held_on <= cutoff.as_of
    where $bound_units::varchar[] is null or list_contains($bound_units::varchar[], activity.unit)
    group by kept.which
),
planned as (
    select
        year_of.which,
        count(*) as projects,
        sum(key_plan.amount) as amount,
        sum(scope.planned_investment) as total
    from year_of
    join key_plan on key_plan.year = year_of.year
    join scope on scope.project_no = key_plan.project_no
    group by year_of.which
),
computed as (
    select signed.which, 'signed_projects' as indicator, signed.projects::double as value from signed
    union all
    select signed.which, 'projects_over_100m', signed.over_100m::double from signed
    union all
    select signed.which, 'projects_over_1b', signed.over_1b::double from signed
    union all
    select signed.which, 'top_500_projects', signed.top_500::double from signed
    union all
    select signed.which, 'four_new_projects', signed.four_new::double from signed
    union all
    select signed.which, 'planned_investment', signed.planned::double / 10000 from signed
    union all
    select signed.which, 'start_rate', signed.started::double / nullif(signed.projects, 0)::double * 100 from signed
    union all
    select arrived.which, 'funds_arrived', arrived.funds::double / 10000 from arrived
    union all
    select held.which, 'promotion_events', held.batches::double from held
    union all
    select held.which, 'investor_delegations', held.delegations::double from held
    union all
    select planned.which, 'key_projects', planned.projects::double from planned
    union all
    select planned.which, 'annual_plan', planned.amount::double / 10000 from planned
    union all
    select planned.which, 'key_projects_investment', planned.total::double / 10000 from planned
),
compared as (
    select
        this.indicator,
        this.value,
        last.value as last_value
    from computed as this
    left join computed as last on last.indicator = this.indicator and last.which = 'last'
    where this.which = 'this'
),
answered as (
    select compared.indicator, compared.value, compared.last_value from compared
    union all
    select
        compared.indicator || '_growth' as indicator,
        (compared.value / nullif(compared.last_value, 0) - 1) * 100 as value,
        null::double as last_value
    from compared
),
held_against as (
    select
        published_fact.indicator,
        published_fact.amount::double as amount,
        published_fact.unit_of_measure,
        published_fact.relation,
        published_fact.standing,
        published_fact.note,
        published_fact.source,
        answered.value as computed,
        answered.last_value as last_computed,
        case published_fact.relation
            when '=' then abs(answered.value - published_fact.amount::double)
                < case when published_fact.unit_of_measure in ('100M yuan', 'percent') then 0.5 else 0.005 end
            when '~' then abs(answered.value - published_fact.amount::double) <= 0.0051
            when '>=' then answered.value >= published_fact.amount::double
            when '>' then answered.value > published_fact.amount::double
            when '<~' then answered.value < published_fact.amount::double
                and answered.value >= published_fact.amount::double - 5
        end as agrees
    from published_fact
    left join answered on answered.indicator = published_fact.indicator
    where published_fact.year = $fact_year::integer
)
select
    held_against.indicator,
    held_against.amount,
    held_against.unit_of_measure,
    held_against.relation,
    held_against.standing,
    held_against.note,
    held_against.source,
    held_against.computed,
    held_against.last_computed,
    held_against.agrees,
    case when not held_against.agrees then held_against.computed - held_against.amount end as difference,
    case held_against.unit_of_measure
        when '100M yuan' then held_against.computed * 10000
        when 'percent' then held_against.computed / 100
        else held_against.computed
    end as value,
    signed.started::bigint as started_projects
from held_against
left join signed on signed.which = 'this' and held_against.indicator = 'start_rate'
order by
    case held_against.indicator
        when 'signed_projects' then 1
        when 'funds_arrived' then 2
        when 'funds_arrived_growth' then 3
        when 'projects_over_100m' then 4
        when 'projects_over_100m_growth' then 5
        when 'projects_over_1b' then 6
        when 'projects_over_1b_growth' then 7
        when 'top_500_projects' then 8
        when 'four_new_projects' then 9
        when 'planned_investment' then 10
        when 'start_rate' then 11
        when 'promotion_events' then 12
        when 'investor_delegations' then 13
        else 14
    end,
    held_against.indicator
