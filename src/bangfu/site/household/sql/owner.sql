-- What no account may do to rows that are only added: taking an import back whole, and blanking personal data that is due.
create function may_be_changed(tables text[]) returns void language sql security definer set search_path = public, pg_temp as $$
    select set_config('pgtrigger.ignore', coalesce((select '{' || string_agg(t.tgname, ',') || '}' from pg_trigger t
        join pg_class c on c.oid = t.tgrelid where c.relname = any (tables) and t.tgname ~ '^pgtrigger_(never_changed|append_only)_'), '{}'),
        true) $$;
revoke execute on function may_be_changed(text[]) from public;

-- Only by who brought it, and only while nothing rests on it.
create function take_back(wanted text, why text, moment timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    i household_intake;
    ids text[];
begin
    select * into i from household_intake where id = wanted and account = scope_account() for update;
    if i.id is null or not may('households') or not may('roster') then
        raise exception 'outside_your_area' using errcode = 'insufficient_privilege';
    end if;
    if i.state <> 'applied' then raise exception 'change_moved_on' using errcode = 'check_violation'; end if;
    select array_agg(v.household_id) into ids from household_version v where v.intake = i.id;
    if exists (select from roster_household h where h.id = any (ids) and not in_scope(h.place_id)) then
        raise exception 'outside_your_area' using errcode = 'insufficient_privilege';
    end if;
    if exists (select from household_version v where v.household_id = any (ids) and v.intake <> i.id
            and v.recorded_at > i.applied_at) then
        raise exception 'intake_rested_on' using errcode = 'check_violation';
    end if;
    perform may_be_changed(array['household_version', 'household_member']);
    delete from household_standing s using household_version v where s.version_id = v.id and v.intake = i.id;
    delete from household_member m using household_version v where m.version_id = v.id and v.intake = i.id;
    delete from household_version v where v.intake = i.id;
    perform may_be_changed('{}');
    delete from roster_household h where h.id = any (i.created) and h.id = any (ids);
    perform restand(h) from unnest(ids) h where h <> all (i.created);
    update household_intake set state = 'undone', undone_at = moment, reason = left(why, 200) where id = i.id;
end $$;

-- The last day on which a file is kept is counted from the day on which the household left, by what its county set.
create function kept_until(left_on date, place bigint, day date) returns date
language sql stable set search_path = public, pg_temp as $$
    select (left_on + make_interval(years => k.years))::date from household_keeping k
    where k.county_id = place / 1000000 * 1000000 and k.start <= day order by k.start desc, k.recorded_at desc limit 1 $$;

create function blank_household(wanted text, why text, moment timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    h roster_household;
begin
    select * into h from roster_household x where x.id = wanted for update;
    if not coalesce(may('confirm') and in_scope(h.place_id), false) then
        raise exception 'outside_your_area' using errcode = 'insufficient_privilege';
    end if;
    if length(btrim(why)) < 4 then raise exception 'household_needs_reason' using errcode = 'check_violation'; end if;
    if coalesce(kept_until(h."end", h.place_id, scope_today()) >= scope_today(), true) then
        raise exception 'household_not_due' using errcode = 'check_violation';
    end if;
    if exists (select from household_blanking b where b.household_id = h.id) then
        raise exception 'household_blanked' using errcode = 'check_violation';
    end if;
    perform may_be_changed(array['household_version', 'household_member', 'household_income', 'household_benefitcheck',
        'household_cardissue', 'household_correctionslip', 'roster_householdevent', 'household_correctionanswer', 'household_lead', 'household_leadanswer']);
    update household_member m set name = '', letters = '', id_number = '', mark = '', birth = null
        from household_version v where v.id = m.version_id and v.household_id = h.id;
    update household_cardissue c set handed_to = '' from household_version v where v.id = c.version_id and v.household_id = h.id;
    update household_version set address = '', rooms = '', wish = '', note = '' where household_id = h.id;
    update household_income set evidence = '' where household_id = h.id;
    update household_benefitcheck set note = '' where household_id = h.id;
    update household_correctionanswer a set text = '' from household_correctionslip c
        where c.id = a.correction_id and c.household_id = h.id;
    update household_correctionslip set text = '' where household_id = h.id;
    update household_leadanswer a set text = '' from household_lead l where l.id = a.lead_id and l.household_id = h.id;
    update household_lead set what = '' where household_id = h.id;
    update household_standing set names = '', letters = '' where household_id = h.id;
    update roster_household set head = '', key = '', phone = '', id_number = '', bank_account = '' where id = h.id;
    update roster_householdevent set head = '', key = '', phone = '', id_number = '', bank_account = '' where id = h.id;
    perform may_be_changed('{}');
    insert into household_blanking (household_id, reason, at, by) values (h.id, why, moment, scope_account());
end $$;
