-- What was taken back, and the counter-entry that took it back, are no payments.
select p.id, p.what, p.person_id as person, p.organisation_id as organisation, p.post_id as post,
    place_text(p.place_id) as place, p.start as "from", p."end" as "to", p.amount, p.paid_on, p.payer_id as payer,
    nullif(p.use, '') as use, nullif(p.note, '') as note
from allowances_payment p
where p.takes_back_id is null and not exists (select from allowances_payment c where c.takes_back_id = p.id)
