"""What comes in and goes out: documents and tables to frozen records with findings, and back."""
