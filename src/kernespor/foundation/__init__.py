"""What every domain stands on: organisation, accounts, access, audit, lifecycle, components."""
