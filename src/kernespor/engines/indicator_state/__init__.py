"""The state of indicators: from what was read, when, against which target, to what may be shown today."""
