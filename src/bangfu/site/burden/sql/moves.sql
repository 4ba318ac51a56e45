-- What may happen to a form, from `moves.toml`. Whoever wants a move adds a row to burden_move; the trigger looks whether it may
-- happen, and writes what came of it.
create table burden_rule (
    code text primary key, froms text[] not null, state text not null, may text not null,
    unlike text[] not null, needs text[] not null);

create function burden_refuse(reason text) returns void language plpgsql as $$
begin
    raise exception '%', reason using errcode =
        case when reason = 'burden_not_yours' then 'insufficient_privilege' else 'check_violation' end;
end $$;
create function burden_may(words text) returns boolean language sql stable as $$
    select exists (select from unnest(string_to_array(words, ' ')) word where may(word)) $$;
create function burden_state(wanted text) returns text language sql stable as $$
    select coalesce((select m.state from burden_move m where m.form_id = wanted order by m.number desc limit 1), '') $$;

-- What a form or a move lacks, as a code of the catalogue of errors; null where it has all that its kind needs.
create function burden_lacks(f burden_form, m burden_move, needs text[]) returns text language plpgsql stable as $$
declare fresh bigint := (select count(*) from burden_column c where c.form_id = f.id and c.known = '');
begin
    if not exists (select from burden_column c where c.form_id = f.id) then return 'burden_no_columns'; end if;
    if 'text' = any (needs) and length(btrim(m.text)) < 2 then return 'burden_needs_words'; end if;
    if 'known' = any (needs) and fresh > 0 then return 'burden_still_new'; end if;
    if 'new' = any (needs) then
        if fresh = 0 then return 'burden_nothing_new'; end if;
        if exists (select from burden_column c where c.form_id = f.id and c.known = '' and length(btrim(c.reason)) < 2) then
            return 'burden_needs_reason'; end if;
        if f.until is null then return 'burden_needs_end'; end if;
    end if;
    if needs && array['new', 'bounded'] and f.until < scope_today() then return 'burden_over'; end if;
    if 'own' = any (needs) and not exists (select from burden_move o where o.form_id = f.id and o.code = 'propose'
            and o."by" = any (own_accounts())) then return 'burden_not_own'; end if;
    return null;
end $$;

-- The reason why a move may not happen; null where it may. Of a form of another county nothing is told.
create function burden_against_move(f burden_form, m burden_move) returns text language plpgsql stable
security definer set search_path = public, pg_temp as $$
declare r burden_rule;
begin
    select * into r from burden_rule where code = m.code;
    if r.code is null or not coalesce(in_scope(f.county_id) and burden_may(r.may), false) then return 'burden_not_yours'; end if;
    if not burden_state(f.id) = any (r.froms) then return 'burden_not_now'; end if;
    if exists (select from burden_move o where o.form_id = f.id and o."by" = any (own_accounts())
            and o.code = any (r.unlike)) then return 'burden_second_person'; end if;
    return burden_lacks(f, m, r.needs);
end $$;

create function burden_move_form() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare f burden_form; reason text;
begin
    select * into f from burden_form where id = new.form_id for no key update;
    reason := case when f.id is null then 'burden_not_yours' else burden_against_move(f, new) end;
    if reason is not null then perform burden_refuse(reason); end if;
    new."on" := scope_today();
    new.state := (select r.state from burden_rule r where r.code = new.code);
    new.number := (select coalesce(max(m.number), 0) + 1 from burden_move m where m.form_id = f.id);
    return new;
end $$;
create trigger move before insert on burden_move for each row execute function burden_move_form();

-- Columns come with their form: after its first move nothing is added. A form comes with a move in the same transaction.
create function burden_keep_column() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not exists (select from burden_form f where f.id = new.form_id and f.made_by = scope_account()) then
        perform burden_refuse('burden_not_yours'); end if;
    if burden_state(new.form_id) <> '' then perform burden_refuse('burden_not_now'); end if;
    return new;
end $$;
create trigger keep before insert on burden_column for each row execute function burden_keep_column();
create function burden_begun() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if burden_state(new.id) = '' then perform burden_refuse('burden_needs_words'); end if;
    return null;
end $$;
create constraint trigger begun after insert on burden_form deferrable initially deferred
    for each row execute function burden_begun();

-- Only a form that is allowed, on its days, is filled in; and of it the columns that are new.
create function burden_keep_filling() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare f burden_form;
begin
    select * into f from burden_form where id = new.form_id;
    if f.id is null or f.county_id is distinct from scope_county() then perform burden_refuse('burden_not_yours'); end if;
    if burden_state(f.id) <> 'allowed' or scope_today() not between f.since and coalesce(f.until, 'infinity') then
        perform burden_refuse('burden_not_in_use'); end if;
    if num_nonnulls(new.household_id, new.place_id, new.person_id, new.organisation_id) <> 1
            or (case f.target when 'household' then new.household_id is null when 'village' then new.place_id is null
                when 'person' then new.person_id is null else new.organisation_id is null end)
            or jsonb_typeof(new.values) <> 'object' or exists (select from jsonb_object_keys(new.values) k
                where not exists (select from burden_column c where c.form_id = f.id and c.known = '' and c.number::text = k)) then
        perform burden_refuse('burden_only_new'); end if;
    new."on" := scope_today();
    return new;
end $$;
create trigger keep before insert on burden_filling for each row execute function burden_keep_filling();
