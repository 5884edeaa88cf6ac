"""A throwaway PostgreSQL for the tests."""
