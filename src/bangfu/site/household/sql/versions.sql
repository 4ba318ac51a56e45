-- Whatever is recorded is so today and by whoever does it; only who owns the tables loads what was recorded elsewhere.
create function records_today(moment timestamptz, account text) returns boolean language sql stable as $$
    select scope_account() is null
        or (account = scope_account() and (moment at time zone 'Asia/Shanghai')::date = scope_today()) $$;

-- A version is for a day that has come, and not before the household was taken in (GI-13).
create function record_version() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare h roster_household;
begin
    -- Whoever may not add to this file learns nothing of it.
    if scope_account() is not null and not keeps_household(new.household_id) then
        raise exception 'outside_your_area' using errcode = 'insufficient_privilege';
    end if;
    select * into h from roster_household where id = new.household_id for no key update;
    new.within := pg_current_xact_id()::text::bigint;
    if new.start < h.start then raise exception 'household_not_confirmed' using errcode = 'check_violation'; end if;
    if new.start > scope_today() then raise exception 'household_not_yet' using errcode = 'check_violation'; end if;
    if new.start > h."end" then raise exception 'household_ended' using errcode = 'check_violation'; end if;
    if length(btrim(new.note)) < 2 and exists (select from household_version v where v.household_id = h.id) then
        raise exception 'household_needs_reason' using errcode = 'check_violation';
    end if;
    if not records_today(new.recorded_at, new.recorded_by) then
        raise exception 'what is recorded is recorded today' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger record before insert on household_version for each row execute function record_version();

-- A version has members, one of them the head, from the transaction in which it began; none is added to it later.
create function version_is_whole() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if (select count(*) from household_member m where m.version_id = new.id and m.relation = 'head') <> 1 then
        raise exception 'household_needs_head' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger whole after insert on household_version deferrable initially deferred
    for each row execute function version_is_whole();
create function member_comes_along() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not exists (select from household_version v where v.id = new.version_id
            and v.within = pg_current_xact_id()::text::bigint) then
        raise exception 'a member comes with its version' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger along before insert on household_member for each row execute function member_comes_along();

create function record_income() returns trigger language plpgsql as $$
begin
    if new.stage = 'actual' and new.year > extract(year from scope_today()) then
        raise exception 'household_not_yet' using errcode = 'check_violation';
    end if;
    if not records_today(new.recorded_at, new.recorded_by) then
        raise exception 'what is recorded is recorded today' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger record before insert on household_income for each row execute function record_income();
