"""The newsroom's tests, arranged like articles/. A package, so that `tests.factories` is ours and nobody else's."""
