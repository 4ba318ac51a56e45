-- How measures compare, from `measures.toml` and `bodies.toml`: which is milder, which lasts, from when and how long it may.
create table cases_weight (measure text primary key, weight int not null);
-- Words that rules ask for: which measures last, which bodies are the unit's own, which posts head one, how far ahead a time begins.
create table cases_word (what text, says text, primary key (what, says));
create function cases_says(wanted text, word text) returns boolean language sql stable as
    $$ select exists (select from cases_word w where w.what = wanted and w.says = word) $$;

-- Measures that last; the others are done once.
create function lasts(measure text) returns boolean language sql stable as $$ select cases_says('lasts', measure) $$;
-- A time no longer than another, counted in months as people count them; nothing is longer than one without an end.
create function no_longer(new_start date, new_end date, start date, "end" date) returns boolean language sql immutable as $$
    select "end" is null or new_end - new_start <= greatest("end" - start,
        (new_start + age("end" + 1, start))::date - new_start - 1) $$;
-- From the day that was proposed at the earliest, and not put off for ever.
create function begins_well(c cases_case, step cases_step) returns boolean language sql stable as $$
    select step.start between c.proposed_from
        and step."on" + (select w.says::interval from cases_word w where w.what = 'begins_within') $$;
-- Whether a measure weighs less than another, or is less of the same. What lasts has an end, what is done once has none.
create function is_milder(new_measure text, new_start date, new_end date, measure text, start date, "end" date)
returns boolean language sql stable security definer set search_path = public, pg_temp as $$
    select (new_end is not null) = lasts(new_measure) and case when new_measure = measure
        then lasts(measure) and ("end" is null or new_end - new_start < "end" - start)
        else (new_end is null or no_longer(new_start, new_end, start, "end")) and (select n.weight < o.weight
            from cases_weight n, cases_weight o where n.measure = new_measure and o.measure = is_milder.measure) end $$;
-- As long as was proposed at most. What is done once has no end; only what was proposed without one (to the end of a term that
-- nobody knows) lasts without, and nothing else of unknown length is chosen in its place.
create function is_within(c cases_case, step cases_step) returns boolean language sql stable as $$
    select case when not lasts(step.measure) then step."end" is null
        when c.proposed_to is null then step.measure = c.proposed_measure
        else step."end" is not null and no_longer(step.start, step."end", c.proposed_from, c.proposed_to) end $$;
