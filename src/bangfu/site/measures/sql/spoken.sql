-- What households said, and what became of their difficulties.
create function keep_wish() returns trigger language plpgsql as $$
begin
    if not writes_about(new.household_id) or not records_today(new.recorded_at, new.recorded_by) then
        perform help_refuse('help_not_yours'); end if;
    if new."on" > scope_today() then perform help_refuse('help_day_to_come'); end if;
    if length(btrim(new.own_words)) < 2 then perform help_refuse('help_needs_words'); end if;
    return new;
end $$;
create trigger keep before insert on measures_wish for each row execute function keep_wish();

create function keep_difficulty() returns trigger language plpgsql as $$
begin
    if not writes_about(new.household_id) then perform help_refuse('help_not_yours'); end if;
    if tg_op = 'INSERT' then
        if not records_today(new.recorded_at, new.recorded_by) then perform help_refuse('help_not_yours'); end if;
        if new.closed_on is not null then perform help_refuse('help_is_over'); end if;
    elsif old.closed_on is not null then perform help_refuse('help_is_over'); end if;
    if greatest(new."on", new.closed_on) > scope_today() then perform help_refuse('help_day_to_come'); end if;
    if length(btrim(new.text)) < 2 or (new.closed_on is not null and length(btrim(new.outcome)) < 2) then
        perform help_refuse('help_needs_words'); end if;
    return new;
end $$;
create trigger keep before insert or update on measures_difficulty for each row execute function keep_difficulty();

create function keep_help_setting() returns trigger language plpgsql as $$
begin
    if btrim(new.document) = '' then perform help_refuse('help_needs_words'); end if;
    return new;
end $$;
create trigger keep before insert on measures_setting for each row execute function keep_help_setting();
