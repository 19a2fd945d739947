"""Models as GraphQL: the reading of mapped classes (`read`), and the Strawberry schema made of it (`schema`)."""
