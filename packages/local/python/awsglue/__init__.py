"""GluePipeline's stand-in for the awsglue library: argument parsing and Job work, Glue's own engine does not.

Written from observed behaviour (packages/local/SPEC.md, "Scripts"); it shares no code with the original.
"""
