"""What is true: tables, places, joins, geodesy, radio physics."""
