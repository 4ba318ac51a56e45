-- The log of acts: added to by whoever acts (a sign-in, before the database knows who), read by the audit, and without
-- the files taken away by the security administrator.
create policy site_read on web_act for select to bangfu_app using ((select may('audit'))
    or ((select may('security')) and kind <> 'export') or account = (select scope_account()));
create policy site_add on web_act for insert to bangfu_app with check (account = (select scope_account())
    or (kind = 'sign_in_failed' and account = '')
    or (kind = 'sign_in' and account = (select a.id from web_account a
        where a.username = nullif(current_setting('app.signing_in', true), ''))));

-- How often something was done within a time. Lost with a crash, which is no loss.
create unlogged table web_tap (key text primary key, until timestamptz not null, taps int not null);
alter table web_tap enable row level security;
alter table web_tap force row level security;
create policy owner on web_tap to current_user using (true) with check (true);
create function tap(wanted text, seconds int, step int) returns table (taps int, wait int) language plpgsql
security definer set search_path = public, pg_temp as $$
begin
    if step > 0 then
        insert into web_tap as t values (wanted, clock_timestamp() + make_interval(secs => seconds), step)
        on conflict (key) do update set
            taps = case when t.until < clock_timestamp() then 0 else t.taps end + excluded.taps,
            until = case when t.until < clock_timestamp() then excluded.until else t.until end;
        if random() < 0.01 then
            delete from web_tap t where t.key in (select o.key from web_tap o
                where o.until < clock_timestamp() for update skip locked);
        end if;
    end if;
    return query select t.taps, ceil(extract(epoch from t.until - clock_timestamp()))::int from web_tap t
        where t.key = wanted and t.until >= clock_timestamp() union all select 0, 0 limit 1;
end $$;

-- A password set by somebody else closes the account until the security administrator lets it in: nobody alone can
-- enter as another.
create or replace function guard_account() returns trigger language plpgsql as $$
begin
    if current_user <> 'bangfu_app' then return new; end if;
    if tg_op = 'INSERT' then
        if new.is_active then
            raise exception 'a new account waits for the security administrator' using errcode = 'insufficient_privilege';
        end if;
        return new;
    end if;
    if (new.role, new.area_id, new.person_id, new.organisation_id)
            is distinct from (old.role, old.area_id, old.person_id, old.organisation_id)
            or (new.is_active and not old.is_active) then
        if not may('security') or new.id = scope_account() then
            raise exception 'only the security administrator gives rights' using errcode = 'insufficient_privilege';
        end if;
    end if;
    if old.is_active and not new.is_active and not may('security') and not may('accounts') then
        raise exception 'only an administrator closes an account' using errcode = 'insufficient_privilege';
    end if;
    if (new.id, new.username) is distinct from (old.id, old.username) then
        raise exception 'an account keeps its name' using errcode = 'insufficient_privilege';
    end if;
    if new.password is distinct from old.password and new.id is distinct from scope_account()
            and new.username is distinct from current_setting('app.signing_in', true)
            and (not may('accounts') or new.is_active or not new.must_change) then
        raise exception 'a password is set by its owner' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;

-- A second factor once confirmed is taken back by the security administrator alone, and never by its owner.
create function guard_second_factor() returns trigger language plpgsql as $$
begin
    if current_user = 'bangfu_app' and old.confirmed and (new.key <> old.key or not new.confirmed)
            and (not may('security') or old.user_id = scope_account()) then
        raise exception 'only the security administrator resets a second factor' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger guard before update on otp_totp_totpdevice for each row execute function guard_second_factor();

-- What administrators of accounts must know of the roster they do not see: who holds a post, by name.
create function account_seats(wanted text, on_day date) returns table (person text, name text, organisation text,
    organisation_name text, role text, place bigint, place_name text, has_account boolean)
language sql stable security definer set search_path = public, pg_temp as $$
    with seats as (
        select p.person_id, p.role, p.place_id from roster_post p
            where p.person_id is not null and coalesce(p.start, on_day) <= on_day and coalesce(p."end", on_day) >= on_day
        union all
        select distinct g.person_id, 'responsible_helper', null::bigint from roster_pairing g
            where coalesce(g.start, on_day) <= on_day and coalesce(g."end", on_day) >= on_day)
    select q.id, q.name, o.id, o.name, s.role, c.code, c.name, exists (select from web_account a where a.person_id = q.id)
    from seats s join roster_person q on q.id = s.person_id left join roster_organisation o on o.id = q.organisation_id
        left join roster_place c on c.code = s.place_id
    where may('accounts') and (wanted = '' or q.name like '%' || wanted || '%' or q.key like '%' || wanted || '%'
        or o.name like '%' || wanted || '%')
    order by c.code nulls last, s.role, q.id $$;
create function account_people(wanted text) returns table (id text, name text)
language sql stable security definer set search_path = public, pg_temp as $$
    select q.id, concat_ws(' · ', nullif(q.name, ''), o.name, q.id)
    from roster_person q left join roster_organisation o on o.id = q.organisation_id
    where (may('accounts') or may('security')) and (q.id = wanted or q.name like wanted || '%' or q.key like '%' || wanted || '%')
    order by q.id limit 20 $$;
create function account_units(wanted text) returns table (id text, name text)
language sql stable security definer set search_path = public, pg_temp as $$
    select o.id, concat_ws(' · ', nullif(o.name, ''), o.id) from roster_organisation o
    where (may('accounts') or may('security')) and (o.id = wanted or o.name like '%' || wanted || '%' or o.key like '%' || wanted || '%')
    order by o.id limit 20 $$;

-- Whose site this is, for somebody who has not signed in: the county, or what lies above several.
create function served() returns text language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce((select min(p.name) from roster_place p where p.level = 'county' having count(*) = 1),
        (select p.name from roster_place p where p.parent_id is null order by p.code limit 1), '') $$;
