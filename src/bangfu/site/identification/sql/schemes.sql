-- What a regulation gives of each scheme, from `schemes/*.toml`: how many items each list has to have.
create table identification_template (
    code text primary key, kind text not null, household text not null,
    looks int not null, priorities int not null, ins int not null, outs int not null);

create function identify_refuse(reason text) returns void language plpgsql as $$
begin
    raise exception '%', reason using errcode =
        case when reason = 'identify_not_yours' then 'insufficient_privilege' else 'check_violation' end;
end $$;
-- Whether whoever asks may do something at a place. What is unknown is a no.
create function identify_may(what text, at bigint) returns boolean language sql stable as
    $$ select coalesce(may(what) and in_scope(at), false) $$;
create function reads_identification(at bigint) returns boolean language sql stable as $$
    select coalesce(in_scope(at) and scope_sees() = 'area'
        and (may('households') or may('confirm') or may('inspect') or may('supervise')), false) $$;

-- The version of a scheme that holds in a county on a day.
create function scheme_on(here bigint, wanted text, day date) returns text language sql stable as $$
    select s.id from identification_scheme s where s.county_id = here / 1000000 * 1000000 and s.template = wanted
        and s.start <= day order by s.start desc, s.at desc limit 1 $$;

-- A list never holds more items than the regulation names, none of them empty or twice; fewer: it is not set yet (GI-08).
create function identify_list_is_wrong(items text[], most int) returns boolean language sql immutable as $$
    select cardinality(items) > most
        or exists (select from unnest(items) i where length(btrim(i)) < 2)
        or (select count(distinct btrim(i)) < count(*) from unnest(items) i) $$;
create function lists_are_set(wanted text) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce((select t.looks + t.priorities + t.ins + t.outs > 0
        and cardinality(s.looks) = t.looks and cardinality(s.priorities) = t.priorities
        and cardinality(s.ins) = t.ins and cardinality(s.outs) = t.outs
        from identification_scheme s join identification_template t on t.code = s.template where s.id = wanted), false) $$;

create function identify_keep_scheme() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare t identification_template;
begin
    if not identify_may('confirm', new.county_id) then perform identify_refuse('identify_not_yours'); end if;
    select * into t from identification_template where code = new.template;
    if t.code is null then perform identify_refuse('identify_no_such_scheme'); end if;
    if identify_list_is_wrong(new.looks, t.looks) or identify_list_is_wrong(new.priorities, t.priorities) or identify_list_is_wrong(new.ins, t.ins)
            or identify_list_is_wrong(new.outs, t.outs) then perform identify_refuse('identify_list_length'); end if;
    if identify_list_is_wrong(new.steps, 20) then perform identify_refuse('identify_steps_wrong'); end if;
    if new.notice_days = 0 or new.screen_days = 0 then perform identify_refuse('identify_days_wrong'); end if;
    if not records_today(new.at, new."by") then perform identify_refuse('identify_not_yours'); end if;
    return new;
end $$;
create trigger keep before insert on identification_scheme for each row execute function identify_keep_scheme();

-- The roll of a village. A household leaves it once, with its reason, and not while it is being screened.
create function identify_keep_roll() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not identify_may('households', new.place_id) then perform identify_refuse('identify_not_yours'); end if;
    if tg_op = 'INSERT' then
        if not exists (select from roster_place p where p.code = new.place_id and p.level = 'village') then
            perform identify_refuse('identify_not_a_village'); end if;
        if new.left_on is not null or not records_today(new.at, new."by") then perform identify_refuse('identify_not_yours'); end if;
        return new;
    end if;
    if old.left_on is not null then perform identify_refuse('identify_done_already'); end if;
    if length(btrim(new.left_why)) < 2 then perform identify_refuse('identify_needs_words'); end if;
    if exists (select from identification_screening s where s.roll_id = new.id and s.state in ('screening', 'appraised', 'posted')) then
        perform identify_refuse('identify_under_way'); end if;
    new.left_on := scope_today();
    new.left_by := scope_account();
    return new;
end $$;
create trigger keep before insert or update on identification_roll for each row execute function identify_keep_roll();
