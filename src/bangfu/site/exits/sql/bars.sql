-- What keeps a household on the register, from `bars.toml`; which guarantees there are, and which of them may concern nobody.
create table exits_bar (code text primary key, regulation text not null, clause text not null, weight text not null);
create table exits_guarantee (code text primary key, rights boolean not null, may_not_apply boolean not null);
create table exits_riskof (code text primary key, standings text[] not null);

-- What a county set last, as of a day.
create function exits_set(county bigint, day date) returns exits_setting language sql stable as $$
    select s from exits_setting s where s.county_id = county and s.start <= day order by s.start desc, s.made_at desc, s.id desc limit 1 $$;

-- What the file says of each guarantee on a day: yes, no, not_asked, or nothing where nobody verified it.
create function exits_guarantees(wanted text, day date) returns table (code text, state text) language sql stable as $$
    select g.code, case when s.state = 'not_asked' and not g.may_not_apply then '' else coalesce(s.state, '') end
    from exits_guarantee g left join lateral (select to_jsonb(v) ->> g.code as state from household_version v
        where v.household_id = wanted and v.start <= day order by v.start desc, v.recorded_at desc limit 1) s on true $$;

-- What was earned and what is expected in the year of a day: of two rows for the same the one recorded later. Nobody types a sum.
create function exits_incomes(wanted text, day date) returns table (kind text, stage text, cents bigint) language sql stable as $$
    select distinct on (i.kind, i.stage) i.kind, i.stage, i.cents from household_income i
    where i.household_id = wanted and i.year = extract(year from day)
    order by i.kind, i.stage, i.recorded_at desc, i.id desc $$;

-- Whether a sum is enough for so many people; null where the county set no line.
create function exits_enough(sum bigint, people bigint, s exits_setting) returns boolean language sql immutable as $$
    select case when s.reaching then sum >= s.line * people else sum > s.line * people end $$;

create function exits_people(wanted text, day date) returns table (people bigint, able bigint) language sql stable as $$
    select count(*), count(*) filter (where m.ability not in ('none', 'age')) from household_member m
    where m.version_id = (select v.id from household_version v where v.household_id = wanted and v.start <= day
        order by v.start desc, v.recorded_at desc limit 1) $$;

-- The year in which a household was taken in last: first, or again after it fell back.
create function exits_taken_in(wanted text, day date) returns integer language sql stable as $$
    select extract(year from greatest(h.start, (select max(s."on") from exits_standing s
        where s.household_id = h.id and s.word = 'reverted' and s."on" <= day)))::integer
    from roster_household h where h.id = wanted $$;

-- Everything that the file has against the exit of a household on a day. Row-level security is the caller's: of a household out
-- of view there is nothing to say.
create function exits_found(wanted text, day date) returns table (code text, about text[]) language plpgsql stable as $$
declare h roster_household; s exits_setting; p record; i record; lacking text[];
begin
    select * into h from roster_household r where r.id = wanted;
    if h.id is null then return; end if;
    s := exits_set(h.place_id / 1000000 * 1000000, day);
    select * into p from exits_people(wanted, day);
    select coalesce(sum(e.cents) filter (where e.stage = 'actual'), 0)::bigint as earned,
        coalesce(sum(e.cents) filter (where e.stage = 'actual' and e.kind <> 'transfer'), 0)::bigint as own,
        coalesce(sum(e.cents), 0)::bigint as hoped into i from exits_incomes(wanted, day) e;
    if coalesce(exits_standing_on(wanted, day), '') not in ('registered', 'reverted') then return query select 'standing', '{}'::text[]; end if;
    select array_agg(g.code order by g.code) into lacking from exits_guarantees(wanted, day) g
        join exits_guarantee k using (code) where k.rights and g.state = 'no';
    if lacking is not null then return query select 'guarantee', lacking; end if;
    select array_agg(g.code order by g.code) into lacking from exits_guarantees(wanted, day) g
        join exits_guarantee k using (code) where k.rights and g.state = '';
    if lacking is not null then return query select 'unverified', lacking; end if;
    select array_agg(g.code order by g.code) into lacking from exits_guarantees(wanted, day) g
        join exits_guarantee k using (code) where not k.rights and g.state not in ('yes');
    if lacking is not null then return query select 'water', lacking; end if;
    if s.line is null then return query select 'line', '{}'::text[];
    elsif not exits_enough(i.earned, p.people, s) or p.people = 0 then
        return query select case when p.people > 0 and exits_enough(i.hoped, p.people, s) then 'expected' else 'income' end, '{}'::text[];
    end if;
    if exits_taken_in(wanted, day) is null then return query select 'taken_in', '{}'::text[]; end if;
    if exits_taken_in(wanted, day) = extract(year from day) then return query select 'same_year', '{}'::text[]; end if;
    if i.earned > 0 and i.own = 0 then
        return query select case when p.able > 0 then 'blanket' else 'unable' end, '{}'::text[]; end if;
end $$;

-- What that weighs where the household lives: a document forbids only where it was adopted. Elsewhere the same is for a person
-- to judge, and no clause is named. Who stands on no register leaves none, whatever a document says.
create function exits_bars(wanted text, day date) returns table (code text, about text[], weight text, clause text)
language sql stable as $$
    select f.code, f.about, case when b.weight = 'refuse' and not b.code = 'standing' and not k.adopted then 'judge' else b.weight end,
        case when k.adopted then b.clause else '' end
    from exits_found(wanted, day) f join exits_bar b using (code)
        cross join lateral (select exists (select from duties_adoption a join roster_household h on h.id = wanted
            left join roster_place p on p.code = a.place_id
            where a.regulation = b.regulation and a.adopted_on <= day
                and (p.code is null or h.place_id between p.code and p.last)) as adopted) k $$;

-- What the catalogue of errors calls a bar that refuses.
create function exits_refusals() returns table (bar text, reason text) language sql immutable as $$
    values ('standing', 'exit_bar_standing'), ('guarantee', 'exit_bar_guarantee'), ('unverified', 'exit_bar_unverified'),
        ('expected', 'exit_bar_expected'), ('income', 'exit_bar_income'), ('same_year', 'exit_bar_same_year'),
        ('blanket', 'exit_bar_blanket') $$;
-- The clause of a refusal, where it is that of a bar.
create function exits_clause(reason text) returns text language sql stable as $$
    select coalesce((select b.clause from exits_refusals() r join exits_bar b on b.code = r.bar where r.reason = exits_clause.reason), '') $$;
-- The first bar that refuses, as a code of the catalogue; null where none does.
create function exits_refusing(wanted text, day date) returns text language sql stable as $$
    select r.reason from exits_bars(wanted, day) f join exits_refusals() r on r.bar = f.code where f.weight = 'refuse' limit 1 $$;
-- Whether a person has to judge something about it.
create function exits_to_judge(wanted text, day date) returns boolean language sql stable as $$
    select exists (select from exits_bars(wanted, day) f where f.weight = 'judge') $$;
-- Whether the file shows that a household fell back: less than the line was earned, or a guarantee is unmet.
create function exits_fell(wanted text, day date) returns boolean language sql stable as $$
    select exists (select from exits_found(wanted, day) f where f.code in ('guarantee', 'income', 'expected')) $$;
