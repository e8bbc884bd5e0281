"""Lighthouse over the built site: `make audit`."""
