-- Where an adopted regulation says that help may not break off (Guangdong 2016-98 三(三)/i), the last helper of a household
-- goes only when the next one comes: no change of a pairing may leave a day behind that it covered and nobody covers now.

-- On which days a regulation binds helpers to a household: while it is helped and on the register, of a kind
-- and in a place that it names.
create function bound_days(wanted text) returns datemultirange language sql stable as $$
    select coalesce(range_agg(daterange(b.start, b."end", '[]') * daterange(h.start, h."end", '[]')), '{}') - lifted_days(wanted)
    from roster_household h join measures_bond b on b.kinds && h.kinds and h.place_id between b.first and b.last
        join duties_adoption a on a.regulation = b.regulation
    where h.id = wanted $$;
-- Whether a change of many rows that was taken back had made the pairing, or made it what it is no more.
create function taken_back(pairing text, back roster_pairing) returns boolean language sql stable as $$
    select exists (select from roster_change c, jsonb_array_elements(c.plan -> 'ops') op
        where c.state = 'undone' and op ->> 'table' = 'pairings' and op ->> 'id' = pairing
            and case when back.id is null then op -> 'before' = 'null'
                else op -> 'before' ->> 'end' = coalesce(back."end"::text, '')
                    and op -> 'before' ->> 'start' = coalesce(back.start::text, '') end) $$;

create function keep_contact() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare covered daterange := daterange(old.start, old."end", '[]'); lost datemultirange; back roster_pairing;
begin
    if tg_op = 'UPDATE' then
        back := new;
        -- That help began later than was written is no end of it.
        if new.household_id = old.household_id and new.start > old.start then
            covered := covered * daterange(new.start, null); end if;
    end if;
    select datemultirange(covered) * bound_days(old.household_id)
            - coalesce(range_agg(daterange(g.start, g."end", '[]')), '{}') into lost
        from roster_pairing g where g.household_id = old.household_id;
    if not isempty(lost) and not taken_back(old.id, back) then
        raise exception 'pairing_needs_successor' using errcode = 'check_violation'; end if;
    return null;
end $$;
create constraint trigger keep_contact after update or delete on roster_pairing deferrable initially deferred
    for each row execute function keep_contact();

-- The days between two on which a household that is helped had nobody, for all in view at once. Who was lifted needs nobody.
create function days_without_helper(day_one date, day_last date, kinds_asked text[]) returns table (household text, gap daterange)
language sql stable as $$
    with homes as (
        select h.id, daterange(h.start, h."end", '[]') * daterange(day_one, day_last, '[]') as life
        from roster_household h where h.kinds && kinds_asked::varchar[]),
    held as (select g.household_id, range_agg(daterange(g.start, g."end", '[]')) as days
        from roster_pairing g where g.household_id in (select id from homes) group by 1)
    select homes.id, lacking from homes left join held on held.household_id = homes.id,
        unnest(datemultirange(homes.life) - lifted_days(homes.id) - coalesce(held.days, '{}')) lacking $$;
