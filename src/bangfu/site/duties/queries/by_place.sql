-- Verdicts counted by part of an area: those of a place under it, those without one under every part in which their
-- bearer serves while the period runs. `once` marks the rows that add up to the whole.
with mine as (
    select v.area, v.regulation, v.duty, v.role, v.status, v.person_id, v.organisation_id, v.period_start, v.period_end, v.id
    from duties_verdict v
    where v.snapshot_id = %(snapshot)s
        and (v.area between %(lo)s and %(hi)s or v.area is null)
), serving as (
    select distinct v.id, v.regulation, v.duty, v.role, v.status, s.place_id / %(grain)s * %(grain)s as part
    from mine v join roster_post s on s.organisation_id = v.organisation_id and s.role = 'assisting_unit'
        and s.place_id between %(lo)s and %(hi)s
        and coalesce(s.start, '-infinity') <= v.period_end and coalesce(s."end", 'infinity') >= v.period_start
    where v.area is null and v.role <> 'responsible_helper'
    union all
    select distinct v.id, v.regulation, v.duty, v.role, v.status, g.place_id / %(grain)s * %(grain)s
    from mine v join roster_pairing g on g.person_id = v.person_id and g.place_id between %(lo)s and %(hi)s
        and coalesce(g.start, '-infinity') <= v.period_end and coalesce(g."end", 'infinity') >= v.period_start
    where v.area is null and v.role = 'responsible_helper'
)
select area / %(grain)s * %(grain)s, regulation, duty, role, status, count(*), true from mine where area is not null
group by 1, 2, 3, 4, 5
union all
select part, regulation, duty, role, status, count(*), false from serving group by 1, 2, 3, 4, 5
union all
select null, regulation, duty, role, status, count(distinct id), true from serving group by 2, 3, 4, 5
