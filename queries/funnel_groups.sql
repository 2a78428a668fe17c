-- Question: what had become, by the as-of date, of the agreements signed in the period: side by side by
--   industry, department, kind of investor, size, channel or leader in charge?
-- Grain: one row a name with a formal agreement signed in the period: sizes from the largest down, else
--   those with most agreements first, the projects without a name (name null) last. An investor may be
--   of several kinds, so kinds overlap and do not add up; the names of every other dimension do.
-- Parameters: scope's; $period_from, $period_to date; $dimension 'industry', 'unit', 'kind', 'size',
--   'channel' or 'lead_official'.
-- Result: name (as the ledger has it; of sizes 'over_1b', 'from_100m_to_1b', 'under_100m'; null: no kind,
--   no channel given); formal_projects, started_projects, funded_projects count (nested, as in
--   funnel_cohort: terminated projects leave the later two); formal_planned, started_planned,
--   funded_planned 万元 (planned investment of these); arrived_of_signed, arrived_of_funded 万元 (money of
--   the signed and of the funded, up to the last month of money); median_days_to_start (signed to started; projects
--   that started before they were signed left out), timed_projects (how many the median stands on);
--   terminated_projects count. funded_… and arrived_… are null where no funds are reported.
-- Ratios, of these columns: start_rate, funded_share, funded_of_started, arrival_rate.
with named as (
    select
        case $dimension::varchar
            when 'industry' then scope.industry
            when 'unit' then scope.unit
            when 'kind' then project_kind.kind
            when 'channel' then scope.channel
            when 'lead_official' then scope.lead_official
            when 'size' then
                case
                    when scope.planned_investment >= 100000 then 'over_1b'
                    when scope.planned_investment >= 10000 then 'from_100m_to_1b'
                    else 'under_100m'
                end
        end as name,
        scope.planned_investment,
        paid.funds_arrived,
        coalesce(
            cutoff.funds_from is not null and date_trunc('month', $period_from::date) <= cutoff.money_month, false
        ) as has_funds,
        scope.terminated_on is not null as is_terminated,
        scope.started_on is not null and scope.terminated_on is null as is_started,
        scope.started_on is not null and scope.terminated_on is null and paid.funds_arrived > 0 as is_funded,
        case
            when scope.terminated_on is null and scope.started_on >= scope.signed_on
                then date_diff('day', scope.signed_on, scope.started_on)
        end as days
    from scope
    cross join cutoff
    left join paid on paid.project_no = scope.project_no
    left join project_kind
        on project_kind.project_id = scope.project_id
        and $dimension::varchar = 'kind'
    where scope.signed_on between $period_from::date and $period_to::date
        and scope.agreement = '正式'
),
summed as (
    select
        named.name,
        count(*) as formal_projects,
        count(*) filter (where named.is_started) as started_projects,
        case when named.has_funds then count(*) filter (where named.is_funded) end as funded_projects,
        count(*) filter (where named.is_terminated) as terminated_projects,
        sum(named.planned_investment) as formal_planned,
        coalesce(sum(named.planned_investment) filter (where named.is_started), 0) as started_planned,
        case when named.has_funds then coalesce(sum(named.planned_investment) filter (where named.is_funded), 0) end
            as funded_planned,
        sum(named.funds_arrived) as arrived_of_signed,
        case when named.has_funds then coalesce(sum(named.funds_arrived) filter (where named.is_funded), 0) end
            as arrived_of_funded,
        median(named.days) as median_days_to_start,
        count(named.days) as timed_projects
    from named
    group by named.name, named.has_funds
)
select
    summed.name,
    summed.formal_projects::bigint as formal_projects,
    summed.started_projects::bigint as started_projects,
    summed.funded_projects::bigint as funded_projects,
    summed.formal_planned::double as formal_planned,
    summed.started_planned::double as started_planned,
    summed.funded_planned::double as funded_planned,
    summed.arrived_of_signed::double as arrived_of_signed,
    summed.arrived_of_funded::double as arrived_of_funded,
    summed.median_days_to_start::double as median_days_to_start,
    summed.timed_projects::bigint as timed_projects,
    summed.terminated_projects::bigint as terminated_projects
from summed
order by
    summed.name is null,
    case summed.name when 'over_1b' then 1 when 'from_100m_to_1b' then 2 when 'under_100m' then 3 else 4 end,
    summed.formal_projects desc,
    summed.formal_planned desc,
    summed.name
