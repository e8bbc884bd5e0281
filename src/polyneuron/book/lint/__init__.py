"""The guard of the languages: what can be known about a translation without reading it."""
