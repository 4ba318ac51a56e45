-- A complaint says of its author what the account says: its role, its county and, where its area lies in one, the township.
create function burden_keep_complaint() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if scope_account() is null or new."by" is distinct from scope_account() then perform burden_refuse('burden_not_yours'); end if;
    new.role := (select a.role from web_account a where a.id = scope_account());
    new.county_id := scope_county();
    new.township_id := (select p.code from roster_place p where p.code = scope_lo() / 1000 * 1000 and p.level = 'township');
    if new.form_id is not null and not exists (select from burden_form f
            where f.id = new.form_id and f.county_id = new.county_id) then perform burden_refuse('burden_not_yours'); end if;
    new."on" := scope_today();
    return new;
end $$;
create trigger keep before insert on burden_complaint for each row execute function burden_keep_complaint();

-- What the office reads: role and township, the day and not the hour, the name only where its author ticked it. Who works in no
-- county (the administrators) is heard by every office.
create function burden_told() returns table (id text, text text, route text, part text, regulation text, duty text, form text,
    role text, township text, said_on date, name text, state text, answer text, answered_on date)
language sql stable security definer set search_path = public, pg_temp as $$
    select c.id, c.text, c.route, c.part, c.regulation, c.duty, c.form_id, c.role,
        (select p.name from roster_place p where p.code = c.township_id), c."on",
        case when c.named then account_name(c."by") else '' end, coalesce(r.state, 'received'), r.text, r."on"
    from burden_complaint c left join lateral (
        select * from burden_reply r where r.complaint_id = c.id order by r.at desc, r.id limit 1) r on true
    where may('regulations') and scope_sees() = 'area' and (in_scope(c.county_id) or c.county_id is null)
    order by r.state is not null, c."on" desc, c.id $$;

-- How often a page, a duty or a form was said to be too much: numbers alone, to whoever looks over the whole county.
create function burden_counted(since date, until date) returns table (
    route text, part text, regulation text, duty text, form text, number bigint)
language sql stable security definer set search_path = public, pg_temp as $$
    select c.route, c.part, c.regulation, c.duty, coalesce(c.form_id, ''), count(*) from burden_complaint c
    where scope_sees() = 'area' and in_scope(c.county_id) and c."on" between since and until
    group by 1, 2, 3, 4, 5 order by 6 desc, 1, 3, 4 $$;

create function burden_may_reply(wanted text) returns boolean language sql stable security definer
set search_path = public, pg_temp as $$
    select exists (select from burden_complaint c where c.id = wanted and may('regulations') and scope_sees() = 'area'
        and (in_scope(c.county_id) or c.county_id is null)) $$;
create function burden_keep_reply() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not burden_may_reply(new.complaint_id) then perform burden_refuse('burden_not_yours'); end if;
    if new.state = 'received' or length(btrim(new.text)) < 2 then perform burden_refuse('burden_needs_words'); end if;
    new."on" := scope_today();
    return new;
end $$;
create trigger keep before insert on burden_reply for each row execute function burden_keep_reply();
