-- What is added beside a version. Each trigger runs as whoever adds: it finds no more than they see.
create function on_a_day_that_came(day date, moment timestamptz, account text) returns void language plpgsql stable as $$
begin
    if day > scope_today() then raise exception 'household_not_yet' using errcode = 'check_violation'; end if;
    if not records_today(moment, account) then
        raise exception 'what is recorded is recorded today' using errcode = 'insufficient_privilege';
    end if;
end $$;

create function record_issue() returns trigger language plpgsql as $$
declare v household_version;
begin
    select * into v from household_version where id = new.version_id;
    if v.id is null then raise exception 'outside_your_area' using errcode = 'insufficient_privilege'; end if;
    perform on_a_day_that_came(new."on", new.recorded_at, new.recorded_by);
    if new."on" < v.start then raise exception 'household_before_version' using errcode = 'check_violation'; end if;
    return new;
end $$;
create trigger record before insert on household_cardissue for each row execute function record_issue();
create trigger record before insert on household_platformentry for each row execute function record_issue();

create function record_benefit() returns trigger language plpgsql as $$
begin
    perform on_a_day_that_came(new."on", new.recorded_at, new.recorded_by);
    if new.since > new."on" then raise exception 'household_not_yet' using errcode = 'check_violation'; end if;
    return new;
end $$;
create trigger record before insert on household_benefitcheck for each row execute function record_benefit();

create function record_comparison() returns trigger language plpgsql as $$
begin
    perform on_a_day_that_came(new."on", new.recorded_at, new.recorded_by);
    return new;
end $$;
create trigger record before insert on household_comparison for each row execute function record_comparison();

create function record_plain() returns trigger language plpgsql as $$
begin
    perform on_a_day_that_came(scope_today(), new.recorded_at, new.recorded_by);
    return new;
end $$;
create trigger record before insert on household_lead for each row execute function record_plain();
create trigger record before insert on household_leadanswer for each row execute function record_plain();
create trigger record before insert on household_keeping for each row execute function record_plain();
create trigger record before insert on household_correctionanswer for each row execute function record_plain();

-- Nothing is added to a file whose personal data was blanked after the household left.
create function not_blanked() returns trigger language plpgsql as $$
begin
    if exists (select from household_blanking b join roster_household h on h.id = b.household_id and h."end" is not null
            where b.household_id = new.household_id) then
        raise exception 'household_blanked' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger blanked before insert on household_version for each row execute function not_blanked();
create trigger blanked before insert on household_income for each row execute function not_blanked();
create trigger blanked before insert on household_benefitcheck for each row execute function not_blanked();
create trigger blanked before insert on household_accessslip for each row execute function not_blanked();

-- Who may write about a household that they see: who helps it, and who keeps it.
create function writes_household(wanted text) returns boolean language sql stable as $$
    select ((select may('help')) or (select may('households')))
        and exists (select from roster_household h where h.id = wanted) $$;

create policy site_read on household_cardissue for select to bangfu_app
    using (exists (select from household_version v where v.id = version_id));
create policy site_add on household_cardissue for insert to bangfu_app with check (recorded_by = (select scope_account())
    and exists (select from household_version v where v.id = version_id and writes_household(v.household_id)));
create policy site_read on household_platformentry for select to bangfu_app
    using (exists (select from household_version v where v.id = version_id));
create policy site_add on household_platformentry for insert to bangfu_app with check (recorded_by = (select scope_account())
    and exists (select from household_version v where v.id = version_id and keeps_household(v.household_id)));
create policy site_read on household_benefitcheck for select to bangfu_app
    using (exists (select from roster_household h where h.id = household_id));
create policy site_add on household_benefitcheck for insert to bangfu_app
    with check (recorded_by = (select scope_account()) and writes_household(household_id));

-- A workbook on its way in is its uploader's alone.
create policy site_own on household_intake for all to bangfu_app
    using (account = (select scope_account()))
    with check (account = (select scope_account()) and (select may('households')) and (select may('roster')));
create policy site_own on household_staged for all to bangfu_app
    using (exists (select from household_intake i where i.id = intake_id))
    with check (exists (select from household_intake i where i.id = intake_id) and (place is null or in_scope(place)));

-- Lists of departments are compared by the county office, leads checked by who helps or keeps the household.
create policy site_read on household_comparison for select to bangfu_app using (county_id = (select scope_county()));
create policy site_add on household_comparison for insert to bangfu_app with check (
    (select may('confirm')) and in_scope(county_id) and recorded_by = (select scope_account()));
create policy site_read on household_lead for select to bangfu_app
    using (exists (select from roster_household h where h.id = household_id));
create policy site_add on household_lead for insert to bangfu_app with check (
    (select may('confirm')) and recorded_by = (select scope_account())
    and exists (select from roster_household h where h.id = household_id)
    and exists (select from household_comparison c where c.id = comparison_id and c.recorded_by = (select scope_account())));
create policy site_read on household_leadanswer for select to bangfu_app
    using (exists (select from household_lead l where l.id = lead_id));
create policy site_add on household_leadanswer for insert to bangfu_app with check (recorded_by = (select scope_account())
    and exists (select from household_lead l where l.id = lead_id and writes_household(l.household_id)));
