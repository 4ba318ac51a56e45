-- The day until which a report has to be screened: so many days from the day on which it came, as the county set them; where it
-- set none there is no such day, and none is made up (GI-50).
create function report_due(here bigint, day date) returns date language sql stable as $$
    select day + min(s.screen_days)::int from identification_scheme s
        where s.county_id = here / 1000000 * 1000000 and s.id = scheme_on(here, s.template, day) $$;

-- A report by an account: by who keeps households there, or by who helps a household of the village.
create function identify_keep_report() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if tg_op = 'UPDATE' then
        if not identify_may('households', new.place_id) then perform identify_refuse('identify_not_yours'); end if;
        if old.answered_on is not null or exists (select from identification_screening s where s.report_id = new.id) then
            perform identify_refuse('identify_done_already'); end if;
        if length(btrim(new.answer)) < 2 then perform identify_refuse('identify_needs_words'); end if;
        new.answered_on := scope_today();
        new.answered_by := scope_account();
        return new;
    end if;
    if new.channel <> 'self' and not (identify_may('households', new.place_id) or reports_from(new.place_id)) then
        perform identify_refuse('identify_not_yours'); end if;
    if not exists (select from roster_place p where p.code = new.place_id and p.level = 'village') then
        perform identify_refuse('identify_not_a_village'); end if;
    if new.channel <> 'self' and new.received_on > scope_today() then perform identify_refuse('identify_day_to_come'); end if;
    if new.roll_id is not null and not exists (select from identification_roll r where r.id = new.roll_id
            and r.place_id = new.place_id) then perform identify_refuse('identify_not_yours'); end if;
    if new.answered_on is not null or (new.channel <> 'self' and not records_today(new.at, new."by")) then perform identify_refuse('identify_not_yours'); end if;
    new.due_on := report_due(new.place_id, new.received_on);
    return new;
end $$;
-- Whether whoever asks helps a household of a village, or works there.
create function reports_from(at bigint) returns boolean language sql stable as $$
    select coalesce(may('help') and (in_scope(at) or exists (select from roster_pairing g
        where g.person_id = scope_person() and g.place_id = at and coalesce(g."end", scope_today()) >= scope_today())), false) $$;
create trigger keep before insert or update on identification_report for each row execute function identify_keep_report();

-- The doors of the public. What comes in by them is read by who keeps households there; a receipt is known by its SM3 alone.
create function identify_is_open(at bigint) returns boolean language sql stable as $$
    select exists (select from disclosure_setting s where s.county_id = at / 1000000 * 1000000 and s.is_open) $$;
create function identify_report(id text, at_place bigint, on_day date, moment timestamptz, code text, about bytea, told bytea,
    phone bytea) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not identify_is_open(at_place) or length(about) = 0 or length(told) = 0 or length(code) <> 64
            or not exists (select from roster_place p where p.code = at_place and p.level = 'village') then
        raise exception 'no report is taken here' using errcode = 'insufficient_privilege';
    end if;
    insert into identification_report (id, place_id, channel, received_on, about, told, phone, code, by, at, answer, answered_by)
        values (identify_report.id, at_place, 'self', on_day, identify_report.about, identify_report.told, identify_report.phone,
            identify_report.code, '', moment, '', '') on conflict do nothing;
    return found;
end $$;
create function identify_object(id text, against text, on_day date, moment timestamptz, code text, told bytea, name bytea,
    phone bytea) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if length(told) = 0 or length(code) <> 64 or not exists (select from identification_notice n where n.id = against
            and identify_is_open(n.place_id) and n.posted_on <= on_day and coalesce(n.removed_on, on_day) >= on_day) then
        raise exception 'no objection is taken here' using errcode = 'insufficient_privilege';
    end if;
    insert into identification_objection (id, notice_id, received_on, told, name, phone, code, at, answer, answered_by)
        values (identify_object.id, against, on_day, identify_object.told, identify_object.name, identify_object.phone,
            identify_object.code, moment, '', '') on conflict do nothing;
    return found;
end $$;
-- What the holder of a receipt learns: what came of it.
create function identify_receipt(wanted text) returns table (kind text, received_on date, due_on date, state text, answered_on date, answer text)
language sql stable security definer set search_path = public, pg_temp as $$
    select 'report', r.received_on, r.due_on, coalesce((select s.state::text from identification_screening s
        where s.report_id = r.id order by s.at desc limit 1), 'reported'), r.answered_on, r.answer::text
    from identification_report r where r.code = wanted and length(wanted) = 64
    union all select 'objection', o.received_on, null, '', o.answered_on, o.answer::text
    from identification_objection o where o.code = wanted and length(wanted) = 64 $$;
