-- Question: which projects does the list of projects find, and where does each stand?
-- Put in front of a query by queries.run, after shone.sql or unlit.sql, where it says «from found» or «join found».
--   found    one row a project in scope that holds every word in its name, investor, number or content, stands at one of
--            the stages and has one of the lights: project_id, stands_at, light, light_rank (the worse the higher),
--            red_rules, amber_rules, exempt_rules (as shone has them). Each stands at one: 'terminated'; without a signing 'key' (a key project of some year) or 'unsigned'; 'framework';
--            'produced'; 'funded' (started, money above 0); 'started'; 'signed'. Each has one light, the worst by the
--            rules asked for: 'red', 'amber', 'exempt' (all that are on are exempt), 'none'; without shone.sql 'none'.
--            A project whose signing is still to come by the as-of date is there only where it has started, has money, or
--            had a plan for that year or one before.
-- Parameters: scope's; $word_1, $word_2, $word_3, $word_4, $word_5, $word_6 regular expressions or null; $stages, $lights
--   lists or null (all); shone's or unlit's.
with planned as (
    select key_plan.project_no, min(key_plan.year) as first_year
    from key_plan
    group by key_plan.project_no
),
stood as (
    select
        scope.project_id,
        scope.project_no,
        concat_ws(chr(10), scope.name, scope.investor, scope.project_id, scope.content) as words,
        case
            when scope.terminated_on is not null then 'terminated'
            when scope.signed_on is null and planned.project_no is not null then 'key'
            when scope.signed_on is null then 'unsigned'
            when scope.agreement <> '正式' then 'framework'
            when scope.production_on is not null then 'produced'
            when scope.started_on is not null and funded.project_no is not null then 'funded'
            when scope.started_on is not null then 'started'
            else 'signed'
        end as stands_at,
        case shone.light_rank when 3 then 'red' when 2 then 'amber' when 1 then 'exempt' else 'none' end as light,
        coalesce(shone.light_rank, 0) as light_rank,
        coalesce(shone.red_rules, 0) as red_rules,
        coalesce(shone.amber_rules, 0) as amber_rules,
        coalesce(shone.exempt_rules, 0) as exempt_rules
    from scope
    cross join cutoff
    left join planned on planned.project_no = scope.project_no
    left join funded on funded.project_no = scope.project_no
    left join shone on shone.project_no = scope.project_no
    where not scope.is_to_come
        or scope.started_on is not null
        or funded.project_no is not null
        or coalesce(planned.first_year <= extract(year from cutoff.as_of), false)
),
found as (
    select
        stood.project_id,
        stood.project_no,
        stood.stands_at,
        stood.light,
        stood.light_rank,
        stood.red_rules,
        stood.amber_rules,
        stood.exempt_rules
    from stood
    where ($lights::varchar[] is null or list_contains($lights::varchar[], stood.light))
        and ($stages::varchar[] is null or list_contains($stages::varchar[], stood.stands_at))
        and ($word_1::varchar is null or regexp_matches(stood.words, $word_1::varchar))
        and ($word_2::varchar is null or regexp_matches(stood.words, $word_2::varchar))
        and ($word_3::varchar is null or regexp_matches(stood.words, $word_3::varchar))
        and ($word_4::varchar is null or regexp_matches(stood.words, $word_4::varchar))
        and ($word_5::varchar is null or regexp_matches(stood.words, $word_5::varchar))
        and ($word_6::varchar is null or regexp_matches(stood.words, $word_6::varchar))
)
