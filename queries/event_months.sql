-- Question: of the agreements signed at each of the period's promotion events, how many had started, and how much of
--   their planned investment had arrived, month after month since the event?
-- Readers: who may see projects.
-- Grain: one row an event of the period with an agreement and a number of months since its month (0: the end of
--   that month itself), as far as they had ended by the as-of date; and one a number of months with activity_id null:
--   all these events that had come so far.
-- Parameters: scope's, of which $bound_units, $units and $channels choose among the events too, as in
--   activity_outcomes; $period_from, $period_to date.
-- Result: activity_id; months_since whole number; read_on date (the end of that month; null of all events);
--   formal_projects count and formal_planned 万元 (agreements that name the event, signed by the as-of date);
--   started_projects count (started and not terminated by read_on); known_projects count, known_planned 万元 (of the
--   events whose money is known so far), arrived_of_signed 万元 (their money up to the month of read_on; null where
--   none is known), arrival_rate (= arrived_of_signed / known_planned).
-- Ratios, of these columns: start_rate.
with span as (
    select least($period_to::date, cutoff.as_of) as period_to
    from cutoff
),
held as (
    select activity.activity_id, date_trunc('month', activity.held_on)::date as held_month
    from activity
    cross join span
    where activity.held_on between $period_from::date and span.period_to
        and ($bound_units::varchar[] is null or list_contains($bound_units::varchar[], activity.unit))
        and ($units::varchar[] is null or list_contains($units::varchar[], activity.unit))
        and ($channels::varchar[] is null or list_contains($channels::varchar[], activity.channel))
),
signed as (
    select
        held.activity_id,
        held.held_month,
        scope.project_no,
        scope.planned_investment,
        scope.started_on,
        scope.terminated_on
    from scope
    join project on project.project_no = scope.project_no
    join held on held.activity_id = project.activity_id
    where scope.agreement = '正式' and scope.signed_on is not null
),
event as (
    select distinct signed.activity_id, signed.held_month
    from signed
),
cell as (
    select
        event.activity_id,
        (year(month.month) - year(event.held_month)) * 12 + month(month.month) - month(event.held_month) as months_since,
        month.month as read_month,
        last_day(month.month) as read_on,
        coalesce(cutoff.funds_from <= month.month and month.month <= cutoff.money_month, false) as has_money
    from event
    join month on month.month >= event.held_month
    cross join cutoff
    where last_day(month.month) <= cutoff.as_of
),
counted as (
    select
        cell.activity_id,
        cell.months_since,
        count(*) as formal_projects,
        coalesce(sum(signed.planned_investment), 0) as formal_planned,
        count(*) filter (
            where signed.started_on <= cell.read_on
                and (signed.terminated_on is null or signed.terminated_on > cell.read_on)
        ) as started_projects
    from cell
    join signed on signed.activity_id = cell.activity_id
    group by cell.activity_id, cell.months_since
),
monthly as (
    select signed.activity_id, money.month, sum(money.funds_arrived) as funds_arrived
    from money
    join signed on signed.project_no = money.project_no
    group by signed.activity_id, money.month
),
arrived as (
    select cell.activity_id, cell.months_since, sum(monthly.funds_arrived) as funds_arrived
    from cell
    join monthly on monthly.activity_id = cell.activity_id and monthly.month <= cell.read_month
    group by cell.activity_id, cell.months_since
),
figure as (
    select
        cell.activity_id,
        cell.months_since,
        cell.read_on,
        cell.has_money,
        counted.formal_projects,
        counted.formal_planned,
        counted.started_projects,
        coalesce(arrived.funds_arrived, 0) as funds_arrived
    from cell
    join counted on counted.activity_id = cell.activity_id and counted.months_since = cell.months_since
    left join arrived on arrived.activity_id = cell.activity_id and arrived.months_since = cell.months_since
),
summed as (
    select
        figure.months_since,
        figure.activity_id,
        max(figure.read_on) as read_on,
        sum(figure.formal_projects) as formal_projects,
        sum(figure.formal_planned) as formal_planned,
        sum(figure.started_projects) as started_projects,
        coalesce(sum(figure.formal_projects) filter (where figure.has_money), 0) as known_projects,
        coalesce(sum(figure.formal_planned) filter (where figure.has_money), 0) as known_planned,
        sum(figure.funds_arrived) filter (where figure.has_money) as arrived_of_signed
    from figure
    group by rollup (figure.months_since, figure.activity_id)
)
select
    summed.activity_id,
    summed.months_since::bigint as months_since,
    case when summed.activity_id is not null then summed.read_on end as read_on,
    summed.formal_projects::bigint as formal_projects,
    summed.formal_planned::double as formal_planned,
    summed.started_projects::bigint as started_projects,
    summed.known_projects::bigint as known_projects,
    summed.known_planned::double as known_planned,
    summed.arrived_of_signed::double as arrived_of_signed,
    summed.arrived_of_signed::double / nullif(summed.known_planned, 0)::double as arrival_rate
from summed
where summed.months_since is not null
order by summed.activity_id is null, summed.activity_id, summed.months_since
