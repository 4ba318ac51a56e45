select w.day as date, case when w.workday then 'yes' else 'no' end as workday, nullif(w.name, '') as name
from workdays_day w where true
