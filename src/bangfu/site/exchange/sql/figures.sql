select f.id, f.indicator, f.year, f.person_id as person, f.organisation_id as organisation, place_text(f.place_id) as place,
    nullif(f.area, '') as area, f.numerator, f.denominator, f.evidence
from assessment_figure f where not exists (select from assessment_withdrawal w where w.figure_id = f.id)
