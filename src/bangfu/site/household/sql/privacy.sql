-- How long a county keeps files is its own word; what was blanked, whoever sees the household may know.
create policy site_read on household_keeping for select to bangfu_app using (county_id = (select scope_county()));
create policy site_add on household_keeping for insert to bangfu_app with check (
    (select may('confirm')) and in_scope(county_id) and recorded_by = (select scope_account()));
create policy site_read on household_blanking for select to bangfu_app
    using (exists (select from roster_household h where h.id = household_id));

-- Slips are made and corrections answered by who keeps the household; what it sends comes in by its own door.
create policy site_read on household_accessslip for select to bangfu_app using (keeps_household(household_id));
create policy site_add on household_accessslip for insert to bangfu_app with check (
    keeps_household(household_id) and made_by = (select scope_account()) and opened_at is null);
create function record_slip() returns trigger language plpgsql as $$
begin
    if scope_account() is not null and new.until < scope_today() then raise exception 'slip_over' using errcode = 'check_violation'; end if;
    if not records_today(new.made_at, new.made_by) then
        raise exception 'what is recorded is recorded today' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger record before insert on household_accessslip for each row execute function record_slip();
create policy site_read on household_correctionslip for select to bangfu_app using (keeps_household(household_id));
create policy site_read on household_correctionanswer for select to bangfu_app
    using (exists (select from household_correctionslip c where c.id = correction_id));
create policy site_add on household_correctionanswer for insert to bangfu_app with check (recorded_by = (select scope_account())
    and length(btrim(text)) > 1 and exists (select from household_correctionslip c where c.id = correction_id));

-- A slip opens once, and for an hour: that is one reading of a long page, and not the next finder's.
create function slip_of(wanted text, moment timestamptz) returns household_accessslip
language sql stable security definer set search_path = public, pg_temp as $$
    select * from household_accessslip s where s.code = wanted and s.until >= (moment at time zone 'Asia/Shanghai')::date
        and coalesce(s.opened_at, moment) > moment - interval '1 hour' $$;
revoke execute on function slip_of(text, timestamptz) from public;

-- All that is held about the household of a slip, as of today; ID numbers stay sealed. Nothing where the slip is not good.
create function slip_open(wanted text, moment timestamptz) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    slip household_accessslip := slip_of(wanted, moment);
    day date := (moment at time zone 'Asia/Shanghai')::date;
    v household_version;
begin
    if slip.id is null then return null; end if;
    update household_accessslip s set opened_at = coalesce(s.opened_at, moment) where s.id = slip.id;
    select x.* into v from household_version x where x.household_id = slip.household_id and x.start <= day
        order by x.start desc, x.recorded_at desc limit 1;
    return jsonb_build_object(
        'household', (select jsonb_build_object('id', h.id, 'head', h.head, 'start', h.start, 'end', h."end",
            'place', concat(t.name, p.name)) from roster_household h left join roster_place p on p.code = h.place_id
            left join roster_place t on t.code = p.parent_id where h.id = slip.household_id),
        'version', to_jsonb(v),
        'members', (select coalesce(jsonb_agg(to_jsonb(m) order by m.number), '[]') from household_member m where m.version_id = v.id),
        'helpers', (select coalesce(jsonb_agg(jsonb_build_object('name', q.name, 'unit', o.name)), '[]') from roster_pairing g
            join roster_person q on q.id = g.person_id left join roster_organisation o on o.id = q.organisation_id
            where g.household_id = slip.household_id and coalesce(g.start, day) <= day and coalesce(g."end", day) >= day),
        'incomes', (select coalesce(jsonb_agg(to_jsonb(i)), '[]') from (select distinct on (year, kind, stage) year, kind, stage,
            cents from household_income where household_id = slip.household_id
            order by year desc, kind, stage, recorded_at desc) i),
        'benefits', (select coalesce(jsonb_agg(to_jsonb(b)), '[]') from (select distinct on (kind) kind, qualifies, received, since
            from household_benefitcheck where household_id = slip.household_id order by kind, "on" desc, recorded_at desc) b),
        'leads', (select coalesce(jsonb_agg(jsonb_build_object('kind', c.kind, 'what', l.what, 'on', c."on", 'text', a.text)), '[]')
            from household_lead l join household_comparison c on c.id = l.comparison_id
            left join household_leadanswer a on a.lead_id = l.id where l.household_id = slip.household_id),
        'corrections', (select coalesce(jsonb_agg(jsonb_build_object('text', c.text, 'at', c.asked_at, 'corrected', a.corrected,
            'answer', a.text) order by c.asked_at desc), '[]') from household_correctionslip c
            left join household_correctionanswer a on a.correction_id = c.id where c.household_id = slip.household_id));
end $$;

-- What is wrong, in the household's words; so many to a slip as anybody needs who means it.
create function slip_correct(wanted text, correction text, said text, moment timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare slip household_accessslip := slip_of(wanted, moment);
begin
    perform from household_accessslip s where s.id = slip.id for update;
    if slip.opened_at is null or length(btrim(said)) < 2
            or (select count(*) from household_correctionslip c where c.slip_id = slip.id) >= 10 then return false; end if;
    insert into household_correctionslip (id, household_id, slip_id, text, asked_at)
        values (correction, slip.household_id, slip.id, said, moment);
    return true;
end $$;
