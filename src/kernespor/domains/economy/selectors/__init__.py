"""Every read of the chart of accounts."""
