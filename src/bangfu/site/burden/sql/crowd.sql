-- A role and a township may be one person. They are told only where at least so many people have the same to be told of them.
create function burden_enough() returns int language sql immutable as $$ select 5 $$;

-- How many people have an active account, by role, county and, where their area lies in one, township: those of `scope_county`
-- and of the complaint. Two accounts of one person are no two people.
create function burden_at_work() returns table (role text, county bigint, township bigint, people bigint)
language sql stable set search_path = public, pg_temp as $$
    select a.role, coalesce(case when p.code / 1000000 = p.last / 1000000 then p.code / 1000000 * 1000000 end,
            (select r.place / 1000000 * 1000000 from roster_presence r where r.person_id = a.person_id
                group by 1 order by count(*) desc, 1 limit 1),
            (select r.place / 1000000 * 1000000 from roster_presence r where r.organisation_id = a.organisation_id
                group by 1 order by count(*) desc, 1 limit 1)),
        t.code, count(distinct coalesce(a.person_id, a.id))
    from web_account a left join roster_place p on p.code = a.area_id
        left join roster_place t on t.code = p.code / 1000 * 1000 and t.level = 'township'
    where a.is_active group by 1, 2, 3 $$;

-- How much may be told: `township` (and role), `role` alone, or nothing. Who is told by role alone stands among those of the role
-- whose township is not told either: beside five in one township the sixth, in another, would be known by what is left out.
create function burden_tells(of_role text, of_county bigint, of_township bigint) returns text
language sql stable security definer set search_path = public, pg_temp as $$
    select case
        when sum(w.people) filter (where w.township = of_township) >= burden_enough() then 'township'
        when sum(w.people) filter (where w.township is null or w.people < burden_enough()) >= burden_enough() then 'role'
        else '' end
    from burden_at_work() w where w.role = of_role and w.county is not distinct from of_county $$;
revoke execute on function burden_tells(text, bigint, bigint) from public;

-- What may not be told on the day it is said is not kept: that more came later makes nobody less known. Whoever gives the name hides nothing.
create or replace function burden_keep_complaint() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare tells text;
begin
    if scope_account() is null or new."by" is distinct from scope_account() then perform burden_refuse('burden_not_yours'); end if;
    new.role := (select a.role from web_account a where a.id = scope_account());
    new.county_id := scope_county();
    new.township_id := (select p.code from roster_place p where p.code = scope_lo() / 1000 * 1000 and p.level = 'township');
    tells := case when new.named then 'township' else burden_tells(new.role, new.county_id, new.township_id) end;
    if tells <> 'township' then new.township_id := null; end if;
    if tells = '' then new.role := ''; end if;
    if new.form_id is not null and not exists (select from burden_form f
            where f.id = new.form_id and f.county_id = new.county_id) then perform burden_refuse('burden_not_yours'); end if;
    new."on" := scope_today();
    return new;
end $$;

-- As in `complaints.sql`, but role and township only as far as they may still be told.
create or replace function burden_told() returns table (id text, text text, route text, part text, regulation text, duty text, form text,
    role text, township text, said_on date, name text, state text, answer text, answered_on date)
language sql stable security definer set search_path = public, pg_temp as $$
    with heard as (
        select c.* from burden_complaint c
        where may('regulations') and scope_sees() = 'area' and (in_scope(c.county_id) or c.county_id is null)),
    crowd as materialized (
        select o.*, burden_tells(o.role, o.county_id, o.township_id) as tells
        from (select distinct h.role, h.county_id, h.township_id from heard h where not h.named) o)
    select c.id, c.text, c.route, c.part, c.regulation, c.duty, c.form_id,
        case when c.named or w.tells <> '' then c.role else '' end,
        (select p.name from roster_place p where p.code = c.township_id and (c.named or w.tells = 'township')), c."on",
        case when c.named then account_name(c."by") else '' end, coalesce(r.state, 'received'), r.text, r."on"
    from heard c left join crowd w on not c.named and w.role = c.role and w.county_id is not distinct from c.county_id
            and w.township_id is not distinct from c.township_id
        left join lateral (select * from burden_reply r where r.complaint_id = c.id order by r.at desc, r.id limit 1) r on true
    order by r.state is not null, c."on" desc, c.id $$;
