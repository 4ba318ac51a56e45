select e.id, e.kind, e."on", e.until, e.person_id as person, e.organisation_id as organisation,
    place_text(e.place_id) as place, e.household_id as household, e.counterpart_person_id as counterpart_person,
    e.counterpart_organisation_id as counterpart_organisation, nullif(e.note, '') as note
from ledger_entry e where true
