"""Run the command line as `python -m briefing`."""

import sys

if __name__ == "__main__":
    # Imported here so that importing this module, as documentation tools do, runs nothing.
    from briefing.cli import main

    sys.exit(main())
