"""The digest: written once for each turn of a person's, told nobody twice, sent and tried again."""
