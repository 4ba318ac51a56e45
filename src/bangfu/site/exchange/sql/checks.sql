select c.id, c.indicator, c."on", c.person_id as person, c.organisation_id as organisation, place_text(c.place_id) as place,
    null::text as household, c.result
from assessment_check c where not exists (select from assessment_withdrawal w where w.check_row_id = c.id)
