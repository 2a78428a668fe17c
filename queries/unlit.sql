-- Question: which projects have money, where nobody asks for lights?
-- Put in front of found.sql by queries.run in shone.sql's place where no lights are asked for: to plan the rules takes half
-- of the time of a query of the list.
--   shone      no row: project_id, light_rank, red_rules, amber_rules, exempt_rules
--   funded     one row a project in scope with money above 0
-- Parameters: scope's; $is_staged is it asked where projects stand? Without, there are only those whose signing is to
--   come, and a started project is 'started' whatever its money, which is then not looked at: of a million projects that
--   takes the most time. Of the few it is looked up by itself: twelve million months gone through twice would not fit
--   into a reader's memory.
with shone as (
    select
        scope.project_no,
        0 as light_rank,
        0 as red_rules,
        0 as amber_rules,
        0 as exempt_rules
    from scope
    where false
),
funded as (
    select yearly.project_no
    from yearly
    join scope on scope.project_no = yearly.project_no
    where not $is_staged::boolean and scope.is_to_come and yearly.funded_from is not null
    group by yearly.project_no
    union all
    select paid.project_no
    from paid
    where $is_staged::boolean and paid.funded_on is not null
)
