-- What hangs in a county that chose to be seen, on a day: villages, days, and of each household the surname of its head, its group
-- in the village and how many they are, so that a neighbour knows who is meant.
drop function if exists identify_lists(bigint, date);
create function identify_lists(county bigint, on_day date) returns table (place bigint, village text, town text, notice text, kind text,
    scheme text, posted_on date, until date, venue text, households jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
    select n.place_id, p.name::text, u.name::text, n.id::text, n.kind::text, s.template::text, n.posted_on, n.until, n.venue::text,
        (select coalesce(jsonb_agg(jsonb_build_array(left(r.head, 1), coalesce(substring(r.address from '[0-9〇一二三四五六七八九十]+\s*[组社]'), ''),
            r.people) order by l.id), '[]') from identification_noticeline l
            join identification_screening c on c.id = l.screening_id join identification_roll r on r.id = c.roll_id
            where l.notice_id = n.id)
    from identification_notice n join roster_place p on p.code = n.place_id left join roster_place u on u.code = p.parent_id
        join identification_scheme s on s.id = n.scheme_id
    where n.place_id / 1000000 * 1000000 = county and identify_is_open(county) and n.posted_on <= on_day
        and coalesce(n.removed_on, on_day + 1) > on_day
    order by n.place_id, n.kind, n.posted_on $$;
