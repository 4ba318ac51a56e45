-- The list in force of a village on a day: screenings for the register that were confirmed, whose household is still there.
create function list_in_force(here bigint, day date) returns setof text language sql stable security definer set search_path = public, pg_temp as $$
    select s.id from identification_screening s join identification_scheme m on m.id = s.scheme_id
        join identification_template t on t.code = m.template and t.kind = 'register'
        join identification_move v on v.screening_id = s.id and v.code = 'confirm' and v."on" <= day
        join roster_household h on h.id = v.household_id and (h."end" is null or h."end" >= day)
    where s.place_id = here and reads_identification(here) $$;

-- A notice is of today; its days follow from the scheme. It is taken down once.
create function identify_keep_notice() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare m identification_scheme;
begin
    if not identify_may('households', new.place_id) then perform identify_refuse('identify_not_yours'); end if;
    if tg_op = 'UPDATE' then
        if old.removed_on is not null then perform identify_refuse('identify_done_already'); end if;
        new.removed_on := scope_today();
        new.removed_by := scope_account();
        return new;
    end if;
    select * into m from identification_scheme where id = new.scheme_id;
    if m.county_id <> new.place_id / 1000000 * 1000000 then perform identify_refuse('identify_not_yours'); end if;
    if m.id is null then perform identify_refuse('identify_no_such_scheme'); end if;
    if new.kind = 'hearing' and m.notice_days is null then perform identify_refuse('identify_days_unset'); end if;
    if new.removed_on is not null or not records_today(new.at, new."by") then perform identify_refuse('identify_not_yours'); end if;
    if length(btrim(new.venue)) < 2 then perform identify_refuse('identify_needs_words'); end if;
    new.posted_on := scope_today();
    new.until := case new.kind when 'hearing' then scope_today() + m.notice_days end;
    new.within := pg_current_xact_id()::text::bigint;
    return new;
end $$;
create trigger keep before insert or update on identification_notice for each row execute function identify_keep_notice();

create function identify_keep_line() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare n identification_notice; s identification_screening;
begin
    select * into n from identification_notice where id = new.notice_id;
    if n.id is null or not identify_may('households', n.place_id) then perform identify_refuse('identify_not_yours'); end if;
    select * into s from identification_screening where id = new.screening_id;
    if n.within <> pg_current_xact_id()::text::bigint then perform identify_refuse('identify_done_already'); end if;
    if s.place_id is distinct from n.place_id then perform identify_refuse('identify_not_this_village'); end if;
    if n.kind = 'hearing' and not (s.state = 'appraised' and s.result = 'in' and s.scheme_id = n.scheme_id) then
        perform identify_refuse('identify_not_appraised'); end if;
    return new;
end $$;
create trigger keep before insert on identification_noticeline for each row execute function identify_keep_line();

-- What is posted is the list in force, whole (GI-12); a notice before taking in names somebody.
create function identify_notice_is_whole() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if new.kind = 'hearing' and not exists (select from identification_noticeline l where l.notice_id = new.id) then
        perform identify_refuse('identify_nobody_to_post'); end if;
    if new.kind = 'standing' and (
            exists (select l.screening_id from identification_noticeline l where l.notice_id = new.id
                except select list_in_force(new.place_id, new.posted_on))
            or exists (select list_in_force(new.place_id, new.posted_on)
                except select l.screening_id from identification_noticeline l where l.notice_id = new.id)) then
        perform identify_refuse('identify_list_differs'); end if;
    return null;
end $$;
create constraint trigger whole after insert on identification_notice deferrable initially deferred
    for each row execute function identify_notice_is_whole();

-- An objection is answered once, by who keeps households there or decides; not by nobody, and with words.
create function identify_answer_objection() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare n identification_notice;
begin
    select * into n from identification_notice where id = new.notice_id;
    if not (identify_may('households', n.place_id) or identify_may('confirm', n.place_id)) then
        perform identify_refuse('identify_not_yours'); end if;
    if old.answered_on is not null then perform identify_refuse('identify_done_already'); end if;
    if length(btrim(new.answer)) < 2 then perform identify_refuse('identify_needs_words'); end if;
    new.answered_on := scope_today();
    new.answered_by := scope_account();
    return new;
end $$;
create trigger answer before update on identification_objection for each row execute function identify_answer_objection();
