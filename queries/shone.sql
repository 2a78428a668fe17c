-- Question: which lights does each project have that has one, and which projects have money?
-- Put in front of found.sql by queries.run where lights are asked for, after lit.sql.
--   shone      one row a project in scope with a light by one of the rules asked for: project_id, light_rank (3 where a
--              light is red, 2 where one is amber, 1 where all are exempt); red_rules, amber_rules, exempt_rules (by which rules: a power of 2 each in their order, 1
--              is the first one's, added up; 0 is none)
--   funded     one row a project in scope with money above 0; the rules have looked at it
-- Parameters: lit's; $rules list or null (all).
with shone as (
    select
        lit.project_no,
        max(case when lit.is_exempt then 1 when lit.is_red then 3 else 2 end) as light_rank,
        sum(case when lit.is_red and not lit.is_exempt then power(2, lit.rule_order - 1) else 0 end) as red_rules,
        sum(case when lit.is_red or lit.is_exempt then 0 else power(2, lit.rule_order - 1) end) as amber_rules,
        sum(case when lit.is_exempt then power(2, lit.rule_order - 1) else 0 end) as exempt_rules
    from lit
    where $rules::varchar[] is null or list_contains($rules::varchar[], lit.rule)
    group by lit.project_no
),
funded as (
    select paid.project_no
    from paid
    where paid.funded_on is not null
)
