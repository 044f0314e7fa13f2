"""GlueContext: a door to the local SparkSession, and nothing of Glue's own engine."""

import sys

from awsglue._absent import refuse_attribute


class _Logger:
    """Writes the level and the message to stderr, where a run's error log is kept."""

    def _write(self, level, message):
        print(level + " " + str(message), file=sys.stderr, flush=True)

    def debug(self, message):
        self._write("DEBUG", message)

    def info(self, message):
        self._write("INFO", message)

    def warn(self, message):
        self._write("WARN", message)

    def error(self, message):
        self._write("ERROR", message)


class GlueContext:
    """GlueContext(sc) or GlueContext(spark): offers spark_session and get_logger()."""

    def __init__(self, spark_context=None, **_options):
        self._given = spark_context
        self._session = None

    @property
    def spark_session(self):
        if self._session is None:
            self._session = self._given if hasattr(self._given, "sparkContext") else self._new_session()
        return self._session

    @staticmethod
    def _new_session():
        # Late: pyspark is only needed by scripts that reach for the session.
        from pyspark.sql import SparkSession

        return SparkSession.builder.getOrCreate()

    def get_logger(self):
        return _Logger()

    def __getattr__(self, name):
        refuse_attribute("GlueContext", name)
