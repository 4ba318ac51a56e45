-- Townships without a plan of several years for this year, or without a plan of one of its years so far (二(三)/h and i).
select null as project_id, null as plan_id, t.name || ' ' || y.year as name, null::bigint as amount,
    array[]::text[] as vouchers
from roster_place t cross join lateral (
    select %(year)s::int as year union
    select generate_series(p.start_year, least(p.end_year, %(year)s::int)) from fund_plan p
    where p.place_id = t.code and p.kind = 'three_year' and p.adopted_on is not null) y
where t.level = 'township' and t.code between %(lo)s and %(hi)s and exists (
    select from unnest(array['three_year', 'annual']) k(kind) where not exists (
        select from fund_plan p where p.place_id = t.code and p.kind = k.kind and p.adopted_on is not null
            and y.year between p.start_year and p.end_year))
