"""`python -m gql`: the command line."""

from gql.cli import main

if __name__ == "__main__":
    main()
