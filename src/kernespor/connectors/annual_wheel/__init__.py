"""The calendar of the year as a poster: the wheel drawn large, and the list by month."""
