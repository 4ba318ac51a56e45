-- A screening begins under the version of a scheme that holds that day, for a household of the roll that is not taken in already.
create function begin_screening() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare r identification_roll; m identification_scheme;
begin
    if not identify_may('households', new.place_id) then perform identify_refuse('identify_not_yours'); end if;
    select * into r from identification_roll where id = new.roll_id for update;
    select * into m from identification_scheme where id = new.scheme_id;
    if r.place_id is distinct from new.place_id or m.county_id <> new.place_id / 1000000 * 1000000
            or (new.report_id is not null and not exists (select from identification_report p where p.id = new.report_id
                and p.place_id = new.place_id)) then perform identify_refuse('identify_not_yours'); end if;
    if r.left_on is not null then perform identify_refuse('identify_not_this_village'); end if;
    if m.id is null or m.id is distinct from scheme_on(new.place_id, m.template, scope_today()) then
        perform identify_refuse('identify_no_such_scheme'); end if;
    if new.state <> '' or new.result <> '' or not records_today(new.at, new."by") then perform identify_refuse('identify_not_yours'); end if;
    if new.report_id is not null and not exists (select from identification_report p where p.id = new.report_id
            and p.answered_on is null) then perform identify_refuse('identify_done_already'); end if;
    if exists (select from identification_screening s where s.roll_id = r.id and s.state in ('screening', 'appraised', 'posted')) then
        perform identify_refuse('identify_under_way'); end if;
    if exists (select from identification_screening s join identification_scheme o on o.id = s.scheme_id
            join identification_move v on v.screening_id = s.id and v.code = 'confirm'
            join roster_household h on h.id = v.household_id and h."end" is null
            where s.roll_id = r.id and o.template = m.template) then perform identify_refuse('identify_taken_in'); end if;
    new."on" := scope_today();
    return new;
end $$;
create trigger begin before insert on identification_screening for each row execute function begin_screening();
create function begun_screening() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not exists (select from identification_move m where m.screening_id = new.id) then
        raise exception 'a screening begins with a move' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger begun after insert on identification_screening deferrable initially deferred
    for each row execute function begun_screening();

-- Answers and who lives there are written while it is being screened, by who keeps households there.
create function write_screening() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare s identification_screening;
begin
    select * into s from identification_screening where id = new.screening_id for update;
    if s.id is null or not identify_may('households', s.place_id) or not records_today(new.at, new."by") then
        perform identify_refuse('identify_not_yours'); end if;
    if s.state <> 'screening' then perform identify_refuse('identify_not_now'); end if;
    return new;
end $$;
create trigger write before insert on identification_person for each row execute function write_screening();
create trigger write before insert on identification_answer for each row execute function write_screening();
create function identify_keep_answer() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not exists (select from identification_screening s join identification_scheme m on m.id = s.scheme_id
            where s.id = new.screening_id and new.number between 1 and cardinality(case new.list when 'looks' then m.looks
                when 'priorities' then m.priorities when 'ins' then m.ins when 'outs' then m.outs else '{}' end)) then
        perform identify_refuse('identify_no_such_item'); end if;
    if length(btrim(new.evidence)) < 2 then perform identify_refuse('identify_needs_words'); end if;
    return new;
end $$;
create trigger write_item before insert on identification_answer for each row execute function identify_keep_answer();

-- A step is recorded after the one before it, not on an earlier day, and not ahead of time (GI-10).
create function identify_keep_step() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare s identification_screening; m identification_scheme;
begin
    select * into s from identification_screening where id = new.screening_id for update;
    if s.id is null or not identify_may('households', s.place_id) or not records_today(new.at, new."by") then
        perform identify_refuse('identify_not_yours'); end if;
    select * into m from identification_scheme where id = s.scheme_id;
    if s.state not in ('screening', 'appraised', 'posted') then perform identify_refuse('identify_not_now'); end if;
    if new.number not between 1 and cardinality(m.steps) then perform identify_refuse('identify_no_such_step'); end if;
    if new."on" > scope_today() then perform identify_refuse('identify_day_to_come'); end if;
    if least(length(btrim(new.body)), length(btrim(new.found))) < 2 then perform identify_refuse('identify_needs_words'); end if;
    if new.number > 1 and not exists (select from identification_steprecord r where r.screening_id = s.id
            and r.number = new.number - 1 and r."on" <= new."on") then perform identify_refuse('identify_step_order'); end if;
    return new;
end $$;
create trigger keep before insert on identification_steprecord for each row execute function identify_keep_step();
