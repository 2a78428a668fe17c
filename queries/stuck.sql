-- Question: which projects need the meeting, by which rule, and how much is at stake?
-- Readers: who may see projects.
-- Grain: one row a project and rule: a project may be stuck by several. Terminated projects are left out. The rules in
--   this order: not_started (a formal agreement signed more than $stuck_signed_days before the as-of date and not started),
--   no_funds (started more than $stuck_started_days before it, and no money yet; none where no funds are reported), behind (a key project of $year more
--   than $stuck_points behind its own schedule); within a rule the most at stake first.
-- Parameters: scope's; $year; $stuck_signed_days, $stuck_started_days whole days; $stuck_points percentage points.
-- Result: rule; project_id, name, industry, unit; since date (signed, started; null for behind); days count (since then;
--   null for behind); points_ahead (of behind, negative; else null); at_stake 万元 (planned investment; of behind what
--   its completed investment lacks of its schedule).
with waiting as (
    select
        1 as rule_order,
        'not_started' as rule,
        scope.project_id,
        scope.signed_on as since,
        date_diff('day', scope.signed_on, cutoff.as_of) as days,
        null::double as points_ahead,
        scope.planned_investment::double as at_stake
    from scope
    cross join cutoff
    where scope.agreement = '正式' and scope.signed_on is not null and scope.started_on is null
        and date_diff('day', scope.signed_on, cutoff.as_of) > $stuck_signed_days::integer
    union all
    select
        2 as rule_order,
        'no_funds' as rule,
        scope.project_id,
        scope.started_on as since,
        date_diff('day', scope.started_on, cutoff.as_of) as days,
        null::double as points_ahead,
        scope.planned_investment::double as at_stake
    from scope
    cross join cutoff
    left join paid on paid.project_id = scope.project_id
    where scope.started_on is not null and paid.funded_on is null and cutoff.funds_from is not null
        and date_diff('day', scope.started_on, cutoff.as_of) > $stuck_started_days::integer
    union all
    select
        3 as rule_order,
        'behind' as rule,
        standing.project_id,
        null::date as since,
        null::bigint as days,
        (standing.invested / nullif(standing.plan, 0) - due.due_share) * 100 as points_ahead,
        -standing.surplus as at_stake
    from standing
    join due on due.year = standing.year
    where standing.year = $year::integer
        and (standing.invested / nullif(standing.plan, 0) - due.due_share) * 100 < -$stuck_points::double
)
select
    waiting.rule,
    waiting.project_id,
    scope.name,
    scope.industry,
    scope.unit,
    waiting.since,
    waiting.days::bigint as days,
    waiting.points_ahead,
    waiting.at_stake
from waiting
join scope on scope.project_id = waiting.project_id
where scope.terminated_on is null
order by waiting.rule_order, waiting.at_stake desc, waiting.project_id
