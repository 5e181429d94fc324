"""What lists say beside what is believed; nothing here writes."""
