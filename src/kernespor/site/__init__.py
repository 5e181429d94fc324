"""Front page, navigation, settings, urls, command line."""
