"""Template packs: find them, check them, inherit from them, and read their theme and phrases."""
