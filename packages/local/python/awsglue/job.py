"""Job: the three calls every Glue script makes, recorded and otherwise without effect (no bookmarks locally)."""

from awsglue._absent import refuse_attribute


class Job:
    """Takes a GlueContext or a SparkSession; `calls` lists what the script did, in order."""

    def __init__(self, glue_context=None):
        self.glue_context = glue_context
        self.calls = []

    def init(self, name, args=None):
        self.calls.append(("init", name, dict(args or {})))

    def commit(self):
        self.calls.append(("commit",))

    def isInitialized(self):
        return any(call[0] == "init" for call in self.calls)

    def __getattr__(self, name):
        refuse_attribute("Job", name)
