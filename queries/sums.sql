-- Question: what has arrived at each project to date, which plans are in force, and how much of them is due?
-- Put in front of a query by queries.run, after scope.sql, which says what each of these tables holds, and one of the ways.
-- Parameters: scope's; $weight_q1 … $weight_q4 percent of the year's plan due in each quarter.
with arrived_at as (
    select
        yearly.project_no,
        sum(yearly.funds_arrived) as funds_arrived,
        min(yearly.funded_from) as funded_from,
        max(yearly.reported_to) as reported_to
    from yearly
    group by yearly.project_no
),
paid as (
    select
        scope.project_id,
        scope.project_no,
        case when cutoff.funds_from is not null then coalesce(arrived_at.funds_arrived, 0) end as funds_arrived,
        last_day(arrived_at.funded_from) as funded_on,
        arrived_at.reported_to,
        coalesce(least(scope.signed_on, scope.started_on) >= date_trunc('year', cutoff.funds_from), false) as is_known_whole
    from scope
    cross join cutoff
    left join arrived_at on arrived_at.project_no = scope.project_no
),
key_plan as (
    select
        plan.project_id,
        plan.project_no,
        plan.year,
        plan.nature,
        plan.planned_start_on,
        case
            when plan.adjusted_on > cutoff.as_of then coalesce(plan.original_amount, plan.amount)
            else plan.amount
        end as amount,
        coalesce(plan.original_amount, plan.amount) as original_amount,
        case when plan.adjusted_on <= cutoff.as_of then plan.adjusted_on end as adjusted_on
    from plan
    join scope on scope.project_no = plan.project_no
    cross join cutoff
),
schedule as (
    select
        month.month,
        sum(
            case quarter(month.month)
                when 1 then $weight_q1::double
                when 2 then $weight_q2::double
                when 3 then $weight_q3::double
                else $weight_q4::double
            end / 300.0
        ) over (
            partition by year(month.month)
            order by month.month
            rows between unbounded preceding and current row
        ) as due_share
    from month
),
due as (
    select
        year(schedule.month) as year,
        coalesce(max(schedule.due_share) filter (where schedule.month <= cutoff.money_month), 0) as due_share
    from schedule
    cross join cutoff
    group by year(schedule.month)
),
standing as (
    select
        key_plan.project_id,
        key_plan.project_no,
        key_plan.year,
        key_plan.amount::double as plan,
        case
            when key_plan.year between extract(year from cutoff.invested_from) and extract(year from cutoff.money_month)
                then coalesce(yearly.invested, 0)
        end::double as invested,
        key_plan.amount::double * due.due_share as scheduled,
        case
            when key_plan.year between extract(year from cutoff.invested_from) and extract(year from cutoff.money_month)
                then coalesce(yearly.invested, 0)
        end::double
            - key_plan.amount::double * due.due_share as surplus
    from key_plan
    cross join cutoff
    join due on due.year = key_plan.year
    left join yearly on yearly.project_no = key_plan.project_no and yearly.year = key_plan.year
)
