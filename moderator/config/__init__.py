"""What config.toml says, checked before anything starts, and the secrets that it never holds."""
