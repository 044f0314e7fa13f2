"""What a script meets when it asks for a part of awsglue that only exists inside AWS Glue."""


class GlueImageNeeded(NotImplementedError):
    """Raised instead of pretending: the named part of awsglue has no local counterpart."""

    def __init__(self, what):
        super().__init__(what + " needs the AWS Glue image")


class Absent:
    """A name that can be imported and passed around; calling it or reading from it raises GlueImageNeeded."""

    def __init__(self, what):
        self._what = what

    def __call__(self, *args, **kwargs):
        raise GlueImageNeeded(self._what)

    def __getattr__(self, name):
        # Python itself probes dunder names (copy, pickle, inspect): they are honestly absent.
        if name.startswith("__"):
            raise AttributeError(name)
        raise GlueImageNeeded(self._what + "." + name)


def refuse_attribute(owner, name):
    """The answer of a __getattr__: AttributeError for names Python probes, GlueImageNeeded for all others."""
    if name.startswith("__"):
        raise AttributeError(name)
    raise GlueImageNeeded(owner + "." + name)
