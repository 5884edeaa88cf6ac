"""Tests of the project around the app: settings and headers."""
