-- Of households that cannot work as they would: how many are entitled to the allowance, and how many of those are enrolled.
with file as (
    select distinct on (v.household_id) v.id, v.household_id from household_version v join roster_household h on h.id = v.household_id
    where v.start <= %(day)s and h.place_id between %(lo)s and %(hi)s and h.kinds && %(kinds)s::varchar[]
        and %(day)s between coalesce(h.start, '-infinity') and coalesce(h."end", 'infinity')
    order by v.household_id, v.start desc, v.recorded_at desc),
home as (select f.household_id, bool_and(m.enrolled is true) as enrolled from file f join household_member m on m.version_id = f.id
    where m.ability in ('partial', 'none') and m.eligible group by 1)
select count(*), count(*) filter (where enrolled) from home
