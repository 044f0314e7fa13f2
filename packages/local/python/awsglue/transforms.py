"""Glue's transforms can be imported (most generated scripts do) and say what they need when used."""

from awsglue._absent import Absent

__all__ = [
    "ApplyMapping",
    "DropFields",
    "DropNullFields",
    "ErrorsAsDynamicFrame",
    "Filter",
    "FindIncrementalMatches",
    "FindMatches",
    "FlatMap",
    "Join",
    "Map",
    "MapToCollection",
    "Relationalize",
    "RenameField",
    "ResolveChoice",
    "SelectFields",
    "SelectFromCollection",
    "Spigot",
    "SplitFields",
    "SplitRows",
    "Unbox",
    "UnnestFrame",
]

globals().update({name: Absent(name) for name in __all__})
