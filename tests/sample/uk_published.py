"""What the publisher printed: the benchmark of every year, which is the median over the organisations."""

# Civil_Service_People_Survey_2009_to_2020_Median_Benchmark_Scores.csv, rows D01, D02, D03, B59 and B60, as percents.
# Contains public sector information licensed under the Open Government Licence v3.0.
PUBLISHED = {
    #                2009 2010 2011 2012 2013 2014 2015 2016 2017 2018 2019 2020
    "aware_code": (75, 81, 86, 88, 89, 90, 91, 91, 92, 92, 92, 93),
    "raise_concern": (44, 53, 59, 63, 64, 64, 66, 67, 68, 67, 66, 68),
    "confident": (57, 62, 64, 67, 67, 69, 68, 67, 70, 71, 72, 77),
    "aware_vision": (None, None, None, None, None, None, None, None, 43, 51, 58, 60),
    "role_model": (None, None, None, None, None, None, None, None, None, None, 66, 76),
}
