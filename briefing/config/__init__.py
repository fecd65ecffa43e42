"""brief.toml and the options of the command line -> `Settings`; the readers of TOML that packs use too."""
