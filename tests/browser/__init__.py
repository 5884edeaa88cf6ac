"""Tests that drive a real browser over a running newsroom."""
