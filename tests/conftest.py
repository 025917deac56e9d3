"""What every test may use: the real servers."""

pytest_plugins = ["tests.servers.plugin"]
