-- One person holds one post once at a time; one person helps one household once at a time. Without extensions, text is
-- compared by its 64-bit hash as a range of one.
alter table roster_post add constraint post_held_once exclude using gist (
    int8range(hashtextextended(role || '|' || coalesce(person_id, '') || '|' || coalesce(organisation_id, '') || '|'
        || coalesce(place_id, 0)::text, 0),
        hashtextextended(role || '|' || coalesce(person_id, '') || '|' || coalesce(organisation_id, '') || '|'
        || coalesce(place_id, 0)::text, 0), '[]') with &&,
    daterange(start, "end", '[]') with &&);
alter table roster_pairing add constraint household_helped_once exclude using gist (
    int8range(hashtextextended(person_id || '|' || household_id, 0),
        hashtextextended(person_id || '|' || household_id, 0), '[]') with &&,
    daterange(start, "end", '[]') with &&);
alter table roster_household add constraint household_days check (start <= "end");
