"""Makes `python -m peerdesk` the `peerdesk` command; it must hold nothing of its own."""

from peerdesk.cli.main import main

if __name__ == "__main__":
    main()
