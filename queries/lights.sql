-- Question: which lights are on, by which rule, since when, how far past which limit, and how much is at stake?
-- Readers: who may see projects.
-- Grain: one row a project and rule whose light is amber or red, exempt ones too; the rules in their order, within a rule
--   those that are not exempt first, red first, the most at stake first, then the longest. What each rule looks at stands
--   in rules/*.sql.
-- Parameters: scope's; $year; lit's.
-- Result: rule; light ('amber', 'red'); project_id, name, industry, unit, lead_official; since date (signed; planned start;
--   started; null of behind; the last day of the last month with a report; the problem's day; the last move); basis (what
--   measure and limit are in: 'days', 'months', 'points', 'share' percent, 'times'); measure; passed (the limit of the
--   light that is on); at_stake 万元 (unstarted, unfunded: planned investment; behind: what its completed investment lacks
--   of its schedule; else the plan of $year, null where it has none); is_exempt (an exemption from the rule holds on the
--   as-of date, its last day included), reason, until_on date, decided_by (of the exemption, else null).
select
    lit.rule,
    case when lit.is_red then 'red' else 'amber' end as light,
    lit.project_id,
    scope.name,
    scope.industry,
    scope.unit,
    scope.lead_official,
    lit.since,
    lit.basis,
    lit.measure,
    lit.passed,
    lit.at_stake,
    lit.is_exempt,
    lit.reason,
    lit.until_on,
    lit.decided_by
from lit
join scope on scope.project_no = lit.project_no
order by lit.rule_order, lit.is_exempt, lit.is_red desc, lit.at_stake desc nulls last, lit.measure desc, lit.project_id
