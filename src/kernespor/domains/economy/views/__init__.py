"""Pages of the chart of accounts."""
