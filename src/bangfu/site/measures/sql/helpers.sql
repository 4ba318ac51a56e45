-- The days between two on which a household that is helped had nobody, for all in view at once, or for some. Who was lifted needs
-- nobody; how households stood is worked out for all together, as `lifted_days` does it for one.
drop function days_without_helper(date, date, text[]);
create function days_without_helper(day_one date, day_last date, kinds_asked text[], wanted text[] default null)
returns table (household text, gap daterange) language sql stable as $$
    with homes as materialized (
        select h.id, daterange(h.start, h."end", '[]') * daterange(day_one, day_last, '[]') as life
        from roster_household h where h.kinds && kinds_asked::varchar[] and (wanted is null or h.id = any (wanted))),
    held as materialized (select g.household_id, range_agg(daterange(g.start, g."end", '[]')) as days
        from roster_pairing g where wanted is null or g.household_id = any (wanted) group by 1),
    said as materialized (select s.household_id, s.word, s."on", lead(s."on") over (partition by s.household_id order by s."on", s.at, s.id) as until
        from exits_standing s where s.word <> 'cleared' and (wanted is null or s.household_id = any (wanted))),
    lifted as materialized (select household_id, range_agg(daterange("on", until)) as days from said
        where word in ('lifted', 'struck') and (until is null or until > "on") group by 1)
    select homes.id, lacking from homes left join held on held.household_id = homes.id left join lifted on lifted.household_id = homes.id,
        unnest(datemultirange(homes.life) - coalesce(lifted.days, '{}') - coalesce(held.days, '{}')) lacking $$;
