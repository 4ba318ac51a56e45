-- By kind of entry the middle of the pauses between one entry and the one before it by the same hand, where both were written
-- within ten minutes: what lies further apart is no one sitting. Only what a phone or form timed counts.
with timed as (
    select e.kind, extract(epoch from e.made_at - lag(e.made_at) over (partition by e.recorded_by order by e.made_at)) as pause
    from ledger_entry e where e.made_at is not null and e.recorded_at::date between %(first)s and %(last)s)
select kind, percentile_disc(0.5) within group (order by pause)::int, count(*)
from timed where pause between 1 and 600 group by 1 having count(*) >= %(enough)s order by 1
