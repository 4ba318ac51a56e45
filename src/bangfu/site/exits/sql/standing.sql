-- How a household stands on a day, and what may become of it.
create function exits_refuse(reason text, clause text default '') returns void language plpgsql as $$
begin
    raise exception '%', reason using detail = clause, errcode =
        case when reason = 'exit_not_yours' then 'insufficient_privilege' else 'check_violation' end;
end $$;

-- Whether whoever asks sees a household: as the roster's own policy says it.
create function exits_sees_household(wanted text) returns boolean language sql stable as $$
    select coalesce(exists (select from roster_household h where h.id = wanted and (in_scope(h.place_id)
        or exists (select from roster_pairing g where g.household_id = h.id and (g.person_id = scope_person()
            or (scope_sees() = 'unit' and g.person_id in (select colleagues())))))), false) $$;
-- What is unknown is a no.
create function exits_may(what text, wanted text) returns boolean language sql stable as
    $$ select coalesce(may(what) and exits_sees_household(wanted), false) $$;

-- On the register from the first day in the roster, where its kind says so; then what was written down last up to the day. Null where it
-- stands in no roster on that day.
create function exits_standing_on(wanted text, day date) returns text language sql stable as $$
    select case when day < h.start or h."end" < day then null else coalesce(
        (select s.word from exits_standing s where s.household_id = h.id and s.word <> 'cleared' and s."on" <= day
            order by s."on" desc, s.at desc, s.id desc limit 1),
        case when h.kinds && array['registered', 'scattered']::varchar[] then 'registered' else 'outside' end) end
    from roster_household h where h.id = wanted $$;

-- Whether a household in view had left the register on a day: only that frees whoever helps it (三(三)/i). A yes or a no, nothing else;
-- of a household out of view it is a no. Whoever loads a case as the owner of the tables sees all.
create function is_lifted(wanted text, day date) returns boolean language sql stable security definer
set search_path = public, pg_temp as $$
    select coalesce((findings_are_loaded() or exits_sees_household(wanted)) and exits_standing_on(wanted, day) in ('lifted', 'struck'), false) $$;

-- The days on which a household had left the register, as far as whoever asks sees it.
create function lifted_days(wanted text) returns datemultirange language sql stable as $$
    select coalesce(range_agg(daterange(s."on", s.until)) filter (where s.word in ('lifted', 'struck')), '{}')
    from (select word, "on", lead("on") over (order by "on", at, id) as until from exits_standing
        where household_id = wanted and word <> 'cleared') s where s.until is null or s.until > s."on" $$;

-- From which standing a household comes to which.
create function exits_against_standing(s exits_standing) returns text language plpgsql stable as $$
declare now_at text := exits_standing_on(s.household_id, s."on");
begin
    if length(btrim(s.why)) < 2 then return 'exit_needs_words'; end if;
    if s."on" > scope_today() then return 'exit_day_to_come'; end if;
    if now_at is null or exists (select from exits_standing f where f.household_id = s.household_id and f."on" > s."on") then
        return 'exit_day_before'; end if;
    if not (case s.word when 'lifted' then now_at in ('registered', 'reverted') when 'reverted' then now_at = 'lifted'
            when 'struck' then now_at <> 'struck' else s.risk_id is not null end) then return 'exit_not_now'; end if;
    return null;
end $$;

-- By hand a household is only struck off; everything else follows from the last move of a course.
create function exits_keep_standing() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare reason text;
begin
    if pg_trigger_depth() = 1 and not findings_are_loaded() then
        if new.word <> 'struck' or not exits_may('confirm', new.household_id) then perform exits_refuse('exit_not_yours'); end if;
        new."on" := scope_today();
        new.course_id := null;
        new.risk_id := null;
    end if;
    -- One after the other: two ends of one household wait for each other.
    perform from roster_household h where h.id = new.household_id for no key update;
    reason := exits_against_standing(new);
    if reason is not null then perform exits_refuse(reason); end if;
    return new;
end $$;
create trigger keep before insert on exits_standing for each row execute function exits_keep_standing();
