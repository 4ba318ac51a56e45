select g.id, g.kind, nullif(g.category, '') as category, g.person_id as person, g.organisation_id as organisation,
    nullif(g.level, '') as level, g.granted_on, nullif(g.granted_by, '') as granted_by, nullif(g.issuer, '') as issuer,
    nullif(g.comprehensive, '') as comprehensive, g.year, nullif(g.number, '') as number, nullif(g.regulation, '') as regulation
from honours_grant g where not exists (select from honours_withdrawal w where w.grant_id = g.id)
