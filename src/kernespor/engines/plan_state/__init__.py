"""The state of goals and actions: from what was said, by whom, when, to what may be shown today."""
