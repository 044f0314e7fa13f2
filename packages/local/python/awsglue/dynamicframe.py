"""DynamicFrame: a wrapper that carries a Spark DataFrame between fromDF and toDF."""

from awsglue._absent import Absent, refuse_attribute

__all__ = ["DynamicFrame", "DynamicFrameCollection", "DynamicFrameReader", "DynamicFrameWriter"]

DynamicFrameCollection = Absent("DynamicFrameCollection")
DynamicFrameReader = Absent("DynamicFrameReader")
DynamicFrameWriter = Absent("DynamicFrameWriter")


class DynamicFrame:
    """Only fromDF and toDF work; every other method needs Glue's own engine."""

    def __init__(self, dataframe, glue_ctx=None, name=""):
        self._dataframe = dataframe
        self.glue_ctx = glue_ctx
        self.name = name

    @classmethod
    def fromDF(cls, dataframe, glue_ctx, name):
        return cls(dataframe, glue_ctx, name)

    def toDF(self, options=None):
        if options:
            # Options choose how mixed types are resolved, which only the original engine can do.
            refuse_attribute("DynamicFrame", "toDF with options")
        return self._dataframe

    def __getattr__(self, name):
        refuse_attribute("DynamicFrame", name)
