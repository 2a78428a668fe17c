-- Question: which projects were signed, started, first paid or terminated in the last complete month?
-- Readers: who may see projects.
-- Grain: one row a project and event: a project may have several; the events in this order: signed,
--   started, funded, terminated; within one the largest amount first. As counted by last_month.
-- Parameters: scope's; $year. The month is the last whose money counts, of a past $year its December.
-- Result: event ('signed', 'started', 'funded', 'terminated'); happened_on date (first money: the last day of
--   the month); project_id, name, industry, unit; planned_investment 万元; funds_in_period 万元 (arrived in the month;
--   null where no funds are reported for it);
--   termination_reason (of the event terminated).
with chosen as (
    select least(cutoff.money_month, make_date($year::integer, 12, 1)) as month
    from cutoff
),
arrived as (
    select money.project_no, sum(money.funds_arrived) as funds_arrived
    from money
    join chosen on chosen.month = money.month
    group by money.project_no
),
event as (
    select 1 as event_order, 'signed' as event, scope.project_no, scope.signed_on as happened_on
    from scope
    union all
    select 2 as event_order, 'started' as event, scope.project_no, scope.started_on as happened_on
    from scope
    union all
    select 3 as event_order, 'funded' as event, paid.project_no, paid.funded_on as happened_on
    from paid
    union all
    select 4 as event_order, 'terminated' as event, scope.project_no, scope.terminated_on as happened_on
    from scope
)
select
    event.event,
    event.happened_on,
    scope.project_id,
    scope.name,
    scope.industry,
    scope.unit,
    scope.planned_investment::double as planned_investment,
    case when cutoff.funds_from <= chosen.month then coalesce(arrived.funds_arrived, 0) end::double as funds_in_period,
    case when event.event = 'terminated' then scope.termination_reason end as termination_reason
from event
join scope on scope.project_no = event.project_no
join chosen on date_trunc('month', event.happened_on)::date = chosen.month
cross join cutoff
cross join ledger
left join arrived on arrived.project_no = scope.project_no
where scope.signed_on is not null
    and case when event.event in ('started', 'funded') then scope.agreement = '正式' else scope.is_counted end
    and ledger.ledger_from <= chosen.month
order by event.event_order, scope.planned_investment desc, scope.project_id
