-- What the public learns of the tips of a county that chose to be seen, by quarter. Of a township a number below five is
-- not told, nor the next one where only one would be hidden: the total would give it away. Shares and medians of fewer
-- than five are not told either.
create function tips_published(county bigint) returns table (quarter date, what text, of text, number int)
language sql stable security definer set search_path = public, pg_temp as $$
    with tip as (
        select t.*, a.way, date_trunc('quarter', t.received_on::timestamp)::date as quarter, t.place_id / 1000 * 1000 as town
        from tips_tip t join tips_arrival a on a.tip_id = t.id join disclosure_setting s on s.county_id = county and s.is_open
        where t.place_id between county and county + 999999),
    towns as (
        select q.quarter, p.code, count(t.id)::int as n
        from (select distinct quarter from tip) q join roster_place p on p.parent_id = county and p.level = 'township'
            left join tip t on t.quarter = q.quarter and t.town = p.code group by 1, 2),
    ranked as (
        select w.*, count(*) filter (where n < 5) over (partition by w.quarter) as hidden,
            row_number() over (partition by w.quarter order by n, code) as place from towns w)
    select quarter, 'all', '', count(*)::int from tip group by 1
    union all select quarter, 'way', way, count(*)::int from tip group by 1, 3
    union all select quarter, 'state', state, count(*)::int from tip group by 1, 3
    union all select quarter, 'days', '', round(percentile_cont(0.5) within group (order by replied_on - received_on))::int
        from tip where replied_on is not null group by 1 having count(*) >= 5
    union all select quarter, 'solved', said, count(*) filter (where solved = said)::int
        from tip, unnest(array['yes', 'partly', 'no']) said where solved <> '' group by 1, 3 having count(*) >= 5
    union all select quarter, 'township', code::text,
        case when n < 5 or (hidden = 1 and place = 2) then null else n end from ranked
    order by 1 desc, 2, 3 $$;
