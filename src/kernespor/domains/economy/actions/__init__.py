"""Every write of the chart of accounts."""
