-- Question: what are the agreements signed in the period made up of, against the same period a year before?
-- Grain: one row a dimension and value: 'all' (value 'all'); 'size' ('over_100m', 'over_1b': the second lies
--   inside the first); 'top_500' ('any': distinct projects; 'several': on more than one of the three lists);
--   'list' ('世界500强', '中国500强', '民企500强': they overlap); 'four_new' ('yes'); 'channel' and 'unit' (each
--   that a project in scope has; a channel may be null: not stated). Only channels and units add up to all.
-- Parameters: scope's; $period_from, $period_to date; $dimension one of these, or null (all of them).
-- Result: dimension, value; signed_projects count, signed_planned 万元 (those that count, scope's is_counted);
--   projects_share, planned_share (0 to 1, of all); formal_projects, started_projects count (formal agreements);
--   last_signed_projects, last_started_projects count, last_signed_planned 万元 (same period of the year before as it
--   stood then; null where the ledger was not kept).
-- Ratios, of these columns: start_rate, signed_change.
with bounds as (
    select
        least($period_to::date, cutoff.as_of) as period_to,
        ($period_from::date - interval 1 year)::date as last_from,
        (least($period_to::date, cutoff.as_of) - interval 1 year)::date as last_to,
        (cutoff.as_of - interval 1 year)::date as last_as_of,
        coalesce(ledger.ledger_from <= ($period_from::date - interval 1 year)::date, false) as has_ledger
    from cutoff
    cross join ledger
),
listed as (
    select scope.project_id, count(*) as lists
    from scope
    join project_kind on project_kind.project_id = scope.project_id
    where project_kind.kind in ('世界500强', '中国500强', '民企500强')
    group by scope.project_id
),
signed as (
    select
        scope.project_id,
        scope.unit,
        scope.channel,
        scope.is_four_new,
        scope.planned_investment,
        scope.agreement = '正式' as is_formal,
        scope.signed_on between $period_from::date and bounds.period_to as is_now,
        scope.signed_on between bounds.last_from and bounds.last_to as is_before,
        scope.agreement = '正式' and scope.started_on is not null and scope.terminated_on is null as is_started,
        scope.agreement = '正式'
            and scope.started_on <= bounds.last_as_of
            and (scope.terminated_on is null or scope.terminated_on > bounds.last_as_of) as was_started,
        coalesce(listed.lists, 0) as lists
    from scope
    cross join bounds
    left join listed on listed.project_id = scope.project_id
    where scope.is_counted
        and (
            scope.signed_on between $period_from::date and bounds.period_to
            or scope.signed_on between bounds.last_from and bounds.last_to
        )
),
member as (
    select 'all' as dimension, 'all' as value,
        signed.planned_investment, signed.is_formal,
        signed.is_now, signed.is_before, signed.is_started, signed.was_started
    from signed
    union all
    select 'size' as dimension, 'over_100m' as value,
        signed.planned_investment, signed.is_formal,
        signed.is_now, signed.is_before, signed.is_started, signed.was_started
    from signed
    where signed.planned_investment >= 10000
    union all
    select 'size' as dimension, 'over_1b' as value,
        signed.planned_investment, signed.is_formal,
        signed.is_now, signed.is_before, signed.is_started, signed.was_started
    from signed
    where signed.planned_investment >= 100000
    union all
    select 'top_500' as dimension, 'any' as value,
        signed.planned_investment, signed.is_formal,
        signed.is_now, signed.is_before, signed.is_started, signed.was_started
    from signed
    where signed.lists > 0
    union all
    select 'top_500' as dimension, 'several' as value,
        signed.planned_investment, signed.is_formal,
        signed.is_now, signed.is_before, signed.is_started, signed.was_started
    from signed
    where signed.lists > 1
    union all
    select 'list' as dimension, project_kind.kind as value,
        signed.planned_investment, signed.is_formal,
        signed.is_now, signed.is_before, signed.is_started, signed.was_started
    from signed
    join project_kind on project_kind.project_id = signed.project_id
    where project_kind.kind in ('世界500强', '中国500强', '民企500强')
    union all
    select 'four_new' as dimension, 'yes' as value,
        signed.planned_investment, signed.is_formal,
        signed.is_now, signed.is_before, signed.is_started, signed.was_started
    from signed
    where signed.is_four_new
    union all
    select 'channel' as dimension, signed.channel as value,
        signed.planned_investment, signed.is_formal,
        signed.is_now, signed.is_before, signed.is_started, signed.was_started
    from signed
    union all
    select 'unit' as dimension, signed.unit as value,
        signed.planned_investment, signed.is_formal,
        signed.is_now, signed.is_before, signed.is_started, signed.was_started
    from signed
),
part as (
    select 1 as part_order, 'all' as dimension, 'all' as value
    union all
    select 2 as part_order, 'size' as dimension, 'over_100m' as value
    union all
    select 3 as part_order, 'size' as dimension, 'over_1b' as value
    union all
    select 4 as part_order, 'top_500' as dimension, 'any' as value
    union all
    select 5 as part_order, 'list' as dimension, '世界500强' as value
    union all
    select 6 as part_order, 'list' as dimension, '中国500强' as value
    union all
    select 7 as part_order, 'list' as dimension, '民企500强' as value
    union all
    select 8 as part_order, 'top_500' as dimension, 'several' as value
    union all
    select 9 as part_order, 'four_new' as dimension, 'yes' as value
    union all
    select 10 as part_order, 'channel' as dimension, scope.channel as value from scope group by scope.channel
    union all
    select 11 as part_order, 'unit' as dimension, scope.unit as value from scope group by scope.unit
),
summed as (
    select
        part.part_order,
        part.dimension,
        part.value,
        count(*) filter (where member.is_now) as signed_projects,
        coalesce(sum(member.planned_investment) filter (where member.is_now), 0)::double as signed_planned,
        count(*) filter (where member.is_now and member.is_formal) as formal_projects,
        count(*) filter (where member.is_now and member.is_started) as started_projects,
        case when bounds.has_ledger then count(*) filter (where member.is_before) end as last_signed_projects,
        case when bounds.has_ledger then count(*) filter (where member.is_before and member.was_started) end
            as last_started_projects,
        case
            when bounds.has_ledger then coalesce(sum(member.planned_investment) filter (where member.is_before), 0)
        end::double as last_signed_planned
    from part
    cross join bounds
    left join member
        on member.dimension = part.dimension and coalesce(member.value, '') = coalesce(part.value, '')
    group by part.part_order, part.dimension, part.value, bounds.has_ledger
),
shared as (
    select
        summed.part_order,
        summed.dimension,
        summed.value,
        summed.signed_projects,
        summed.signed_planned,
        summed.formal_projects,
        summed.started_projects,
        summed.last_signed_projects,
        summed.last_started_projects,
        summed.last_signed_planned,
        max(summed.signed_projects) filter (where summed.dimension = 'all') over () as all_projects,
        max(summed.signed_planned) filter (where summed.dimension = 'all') over () as all_planned
    from summed
)
select
    shared.dimension,
    shared.value,
    shared.signed_projects::bigint as signed_projects,
    shared.signed_planned,
    shared.signed_projects::double / nullif(shared.all_projects, 0)::double as projects_share,
    shared.signed_planned / nullif(shared.all_planned, 0) as planned_share,
    shared.formal_projects::bigint as formal_projects,
    shared.started_projects::bigint as started_projects,
    shared.last_signed_projects::bigint as last_signed_projects,
    shared.last_started_projects::bigint as last_started_projects,
    shared.last_signed_planned
from shared
where $dimension::varchar is null or shared.dimension = $dimension::varchar
order by
    shared.part_order,
    case when shared.part_order >= 10 then shared.signed_projects end desc,
    case when shared.part_order >= 10 then shared.signed_planned end desc,
    shared.value
