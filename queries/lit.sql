-- Question: at which projects is a rule past its limit?
-- Put in front of a query by queries.run, after scope.sql and the rules (rules/*.sql), where it says «from lit».
--   lit        one row a project in scope and rule whose light is amber or red, exempt ones too; terminated projects have
--              no light: rule_order, rule; is_red; project_id; since, basis, measure, at_stake as the rule has them;
--              passed (the limit of the light that is on); is_exempt (an exemption from the rule holds on the as-of
--              date, its last day included), reason, until_on, decided_by (of the exemption, else null)
-- Each rule's measure is made in its own file; here all are held against the limits and exempted. Measures are compared as
-- they are shown, rounded half up to one decimal.
-- Parameters: the rules'; of each rule its limits, $unstarted_amber, $unstarted_red, $unfunded_amber, $unfunded_red,
--   $blocked_amber, $blocked_red days, $late_start_amber, $late_start_red, $silent_amber, $silent_red months,
--   $slipping_amber, $slipping_red times, $behind_points_amber, $behind_points_red percentage points,
--   $behind_share_amber, $behind_share_red percent.
with ruled as (
    select 'unstarted' as rule, basis, project_no, since, measure, at_stake from unstarted
    union all
    select 'late_start' as rule, basis, project_no, since, measure, at_stake from late_start
    union all
    select 'unfunded' as rule, basis, project_no, since, measure, at_stake from unfunded
    union all
    select 'behind' as rule, basis, project_no, since, measure, at_stake from behind
    union all
    select 'silent' as rule, basis, project_no, since, measure, at_stake from silent
    union all
    select 'blocked' as rule, basis, project_no, since, measure, at_stake from blocked
    union all
    select 'slipping' as rule, basis, project_no, since, measure, at_stake from slipping
),
-- Past a limit is above it, from it on, or below it.
limits as (
    select 1 as rule_order, 'unstarted' as rule, 'days' as basis, 'above' as past,
        $unstarted_amber::double as amber, $unstarted_red::double as red
    union all
    select 2, 'late_start', 'months', 'from', $late_start_amber::double, $late_start_red::double
    union all
    select 3, 'unfunded', 'days', 'above', $unfunded_amber::double, $unfunded_red::double
    union all
    select 4, 'behind', 'points', 'above', $behind_points_amber::double, $behind_points_red::double
    union all
    select 4, 'behind', 'share', 'below', $behind_share_amber::double, $behind_share_red::double
    union all
    select 5, 'silent', 'months', 'from', $silent_amber::double, $silent_red::double
    union all
    select 6, 'blocked', 'days', 'above', $blocked_amber::double, $blocked_red::double
    union all
    select 7, 'slipping', 'times', 'from', $slipping_amber::double, $slipping_red::double
),
measured as (
    select
        limits.rule_order,
        ruled.rule,
        ruled.basis,
        ruled.project_no,
        ruled.since,
        ruled.measure,
        ruled.at_stake,
        limits.past,
        limits.amber,
        limits.red,
        round(greatest(least(ruled.measure, 1000000), -1000000)::decimal(18, 8), 1)::double as shown
    from ruled
    join limits on limits.rule = ruled.rule and limits.basis = ruled.basis
    where ruled.measure is not null
),
past as (
    select
        measured.rule_order,
        measured.rule,
        measured.basis,
        measured.project_no,
        measured.since,
        measured.measure,
        measured.at_stake,
        measured.amber,
        measured.red,
        case measured.past
            when 'above' then measured.shown > measured.red
            when 'from' then measured.shown >= measured.red
            else measured.shown < measured.red
        end as is_red,
        case measured.past
            when 'above' then measured.shown > measured.amber
            when 'from' then measured.shown >= measured.amber
            else measured.shown < measured.amber
        end as is_lit
    from measured
),
lit as (
    select
        past.rule_order,
        past.rule,
        past.is_red,
        scope.project_id,
        scope.project_no,
        past.since,
        past.basis,
        past.measure,
        case when past.is_red then past.red else past.amber end as passed,
        past.at_stake,
        exemption.project_id is not null as is_exempt,
        exemption.reason,
        exemption.until_on,
        exemption.decided_by
    from past
    join scope on scope.project_no = past.project_no
    cross join cutoff
    left join exemption
        on exemption.project_id = scope.project_id and exemption.rule = past.rule
        and exemption.until_on >= cutoff.as_of
    where scope.terminated_on is null and past.is_lit
)
