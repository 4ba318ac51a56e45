select a.id, a.condition, a.person_id as person, a.organisation_id as organisation, a."on", a.holds, a.by as entered_by, a.evidence
from honours_attestation a where not exists (select from honours_withdrawal w where w.attestation_id = a.id)
