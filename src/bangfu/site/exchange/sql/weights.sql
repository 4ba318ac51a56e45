select w.year, w.indicator, w.weight::float8 as weight, w.set_on, w.set_by from assessment_weight w where true
