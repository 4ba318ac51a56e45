select a.id, s.indicator, a."on", c.organisation_id as organisation, place_text(c.place_id) as place, s.draw_id as draw,
    nullif(a.answer, '') as answer
from assessment_answer a join assessment_cell c on c.id = a.cell_id join assessment_survey s on s.id = c.survey_id where true
