select p.year, r.subject_kind, r.organisation_id as organisation, place_text(r.place_id) as place,
    nullif(r.area, '') as area, r.score
from assessment_published r join assessment_publication p on p.id = r.publication_id
where not exists (select from assessment_publication n where (n.county_id, n.scheme, n.year) = (p.county_id, p.scheme, p.year)
    and n.version > p.version)
