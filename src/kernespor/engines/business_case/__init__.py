"""What an investment pays back and when: payback and present value, likely, least and most, to the øre."""
