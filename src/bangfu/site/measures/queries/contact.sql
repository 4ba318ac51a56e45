-- Who helped each of some households between two days: for its line of time.
select g.household_id, q.name, greatest(coalesce(g.start, %(first)s), %(first)s) as first, least(coalesce(g."end", %(last)s), %(last)s) as last
from roster_pairing g join roster_person q on q.id = g.person_id
where g.household_id = any (%(households)s) and coalesce(g.start, '-infinity') <= %(last)s and coalesce(g."end", 'infinity') >= %(first)s
order by g.household_id, 3, g.id
