"""``python -m cxworkshop`` is the command ``cxworkshop``."""

from cxworkshop.cli import main

if __name__ == "__main__":
    main()
