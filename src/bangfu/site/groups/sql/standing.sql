-- From where members may come and of whom notes speak, from `words.toml`.
create table groups_source (code text primary key, levels text[] not null, free boolean not null);
create table groups_notekind (code text primary key, whose text not null);

create function groups_refuse(reason text) returns void language plpgsql as $$
begin
    raise exception '%', reason using errcode =
        case when reason = 'group_not_yours' then 'insufficient_privilege' else 'check_violation' end;
end $$;
-- Whether whoever asks keeps groups at a place. What is unknown is a no.
create function groups_may(what text, at bigint) returns boolean language sql stable as
    $$ select coalesce(may(what) and in_scope(at), false) $$;
create function one_of_text(words text) returns int8range language sql immutable as
    $$ select int8range(hashtextextended(words, 0), hashtextextended(words, 0), '[]') $$;

-- A township has one group at a time (GI-02), a group one leader and one deputy (GI-03) and nobody twice; a village has one
-- team, and a team's leader one village (GI-06).
alter table groups_group add constraint group_once exclude using gist (
    int8range(place_id, place_id, '[]') with &&, daterange(set_up_on, ended_on, '[]') with &&);
alter table groups_member add constraint group_head_once exclude using gist (
    one_of_text(group_id || '|' || role) with &&, daterange(start, "end", '[]') with &&) where (role <> 'member');
alter table groups_member add constraint group_person_once exclude using gist (
    one_of_text(group_id || '|' || person_id) with &&, daterange(start, "end", '[]') with &&);
alter table groups_team add constraint team_of_village_once exclude using gist (
    int8range(village_id, village_id, '[]') with &&, daterange(start, "end", '[]') with &&);
alter table groups_team add constraint team_leader_once exclude using gist (
    one_of_text(leader_id) with &&, daterange(start, "end", '[]') with &&);

create function keep_township_group() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not groups_may('households', new.place_id) then perform groups_refuse('group_not_yours'); end if;
    if greatest(new.set_up_on, new.ended_on) > scope_today() then perform groups_refuse('group_day_to_come'); end if;
    if new.ended_on < new.set_up_on then perform groups_refuse('group_ends_first'); end if;
    if tg_op = 'UPDATE' and old.ended_on is not null then perform groups_refuse('group_ended'); end if;
    return new;
end $$;
create trigger keep before insert or update on groups_group for each row execute function keep_township_group();

-- Whether a unit has a poor village to assist on a day (一(三)/b).
create function has_poor_village(unit text, day date) returns boolean language sql stable as $$
    select exists (select from roster_post s join roster_place v on v.code = s.place_id
        where s.role = 'assisting_unit' and s.organisation_id = unit and 'poor_village' = any (v.tags)
            and coalesce(s.start, day) <= day and coalesce(s."end", day) >= day) $$;

create function keep_group_person() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare g groups_group; from_where groups_source; level text;
begin
    select * into g from groups_group where id = new.group_id for share;
    if not groups_may('households', g.place_id) then perform groups_refuse('group_not_yours'); end if;
    if new.start < g.set_up_on or greatest(new.start, new."end") > scope_today() then
        perform groups_refuse('group_day_outside'); end if;
    if new."end" < new.start then perform groups_refuse('group_ends_first'); end if;
    if tg_op = 'UPDATE' then
        if old."end" is not null then perform groups_refuse('group_ended'); end if;
        if btrim(new.reason) = '' and btrim(old.reason) <> '' then perform groups_refuse('group_needs_words'); end if;
        return new;
    end if;
    if g.ended_on is not null then perform groups_refuse('group_ended'); end if;
    select * into from_where from groups_source where code = new.source;
    if cardinality(from_where.levels) > 0 then  -- GI-05
        select o.level into level from roster_organisation o where o.id = new.unit_id;
        if new.unit_id is null then perform groups_refuse('group_needs_unit'); end if;
        if not coalesce(level = any (from_where.levels), false) then perform groups_refuse('group_unit_level'); end if;
    end if;
    -- The county alone lets a unit with a poor village send somebody, and says why (reading G07).
    if from_where.free and has_poor_village(new.unit_id, new.start)
            and not (groups_may('confirm', g.place_id) and length(btrim(new.reason)) >= 2) then
        perform groups_refuse('group_unit_busy'); end if;
    return new;
end $$;
create trigger keep before insert or update on groups_member for each row execute function keep_group_person();

create function keep_village_team() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not groups_may('households', new.village_id) then perform groups_refuse('group_not_yours'); end if;
    if greatest(new.start, new."end") > scope_today() then perform groups_refuse('group_day_to_come'); end if;
    if new."end" < new.start then perform groups_refuse('group_ends_first'); end if;
    if tg_op = 'UPDATE' and old."end" is not null then perform groups_refuse('group_ended'); end if;
    return new;
end $$;
create trigger keep before insert or update on groups_team for each row execute function keep_village_team();
