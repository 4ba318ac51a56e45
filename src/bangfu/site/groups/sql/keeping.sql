-- What is entered about a group is entered today, by whoever does it, for days that have come.
create function group_place(wanted text) returns bigint language sql stable as
    $$ select g.place_id from groups_group g where g.id = wanted $$;
create function entered_well(day date, moment timestamptz, account text) returns void language plpgsql as $$
begin
    if not records_today(moment, account) then perform groups_refuse('group_not_yours'); end if;
    if day > scope_today() then perform groups_refuse('group_day_to_come'); end if;
end $$;

-- A rule is the group's, a paper the unit's that sent somebody (GI-48), a condition that of somebody who works there (GI-49).
create function keep_group_note() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare g groups_group; of_whom text;
begin
    select * into g from groups_group where id = new.group_id;
    if not groups_may('households', g.place_id) then perform groups_refuse('group_not_yours'); end if;
    perform entered_well(new.start, new.at, new."by");
    select whose into of_whom from groups_notekind where code = new.kind;
    if ((new.unit_id is not null), (new.person_id is not null)) is distinct from ((of_whom = 'unit'), (of_whom = 'person')) then
        perform groups_refuse('group_note_of_whom'); end if;
    if length(btrim(new.text)) < 2 then perform groups_refuse('group_needs_words'); end if;
    if of_whom = 'person' and new.provider = '' then perform groups_refuse('group_needs_provider'); end if;
    return new;
end $$;
create trigger keep before insert on groups_note for each row execute function keep_group_note();

-- Group and inspectors look whether the six things are there.
create function keep_group_check() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare at bigint := group_place(new.group_id);
begin
    if not (groups_may('households', at) or groups_may('inspect', at)) then perform groups_refuse('group_not_yours'); end if;
    perform entered_well(new."on", new.at, new."by");
    if length(btrim(new.evidence)) < 2 then perform groups_refuse('group_needs_words'); end if;
    return new;
end $$;
create trigger keep before insert on groups_check for each row execute function keep_group_check();

create function keep_group_copy() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not groups_may('households', group_place(new.group_id)) then perform groups_refuse('group_not_yours'); end if;
    perform entered_well(new.posted_on, new.at, new."by");
    if (new.item = 'handbook') <> (new.person_id is not null) then perform groups_refuse('group_note_of_whom'); end if;
    return new;
end $$;
create trigger keep before insert on groups_copy for each row execute function keep_group_copy();

-- A group is assessed by those above it, by what the ledger holds of its township (GI-44).
create function keep_group_assessment() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare t roster_place;
begin
    select p.* into t from groups_group g join roster_place p on p.code = g.place_id where g.id = new.group_id;
    if not (groups_may('confirm', t.code) or groups_may('inspect', t.code)) then perform groups_refuse('group_not_yours'); end if;
    perform entered_well(new."on", new.at, new."by");
    if new.year > extract(year from scope_today()) then perform groups_refuse('group_day_to_come'); end if;
    if length(btrim(new.text)) < 2 then perform groups_refuse('group_needs_words'); end if;
    if cardinality(new.cites) = 0 or (select count(*) from ledger_entry e where e.id = any (new.cites) and not e.withdraws
            and e.area between t.code and t.last) <> (select count(distinct c) from unnest(new.cites) c) then
        perform groups_refuse('group_cites_nothing'); end if;
    return new;
end $$;
create trigger keep before insert on groups_assessment for each row execute function keep_group_assessment();

-- A review is about the households that its author was linked to in the year, all of them, whoever writes it.
create function keep_cadre_review() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare t roster_place;
begin
    select * into t from roster_place where code = new.place_id;
    if not (groups_may('households', new.place_id) or coalesce(may('help') and new.person_id = scope_person(), false))
            or not exists (select from roster_pairing g where g.person_id = new.person_id and g.place_id between t.code and t.last) then
        perform groups_refuse('group_not_yours'); end if;
    perform entered_well(new."on", new.at, new."by");
    if new.year > extract(year from scope_today()) then perform groups_refuse('group_day_to_come'); end if;
    if length(btrim(new.text)) < 2 then perform groups_refuse('group_needs_words'); end if;
    new.households := (select coalesce(array_agg(distinct g.household_id order by g.household_id), '{}') from roster_pairing g
        where g.person_id = new.person_id and g.place_id between t.code and t.last
            and coalesce(g.start, make_date(new.year, 1, 1)) <= make_date(new.year, 12, 31)
            and coalesce(g."end", make_date(new.year, 12, 31)) >= make_date(new.year, 1, 1));
    if cardinality(new.households) = 0 then perform groups_refuse('review_without_households'); end if;
    return new;
end $$;
create trigger keep before insert on groups_review for each row execute function keep_cadre_review();
