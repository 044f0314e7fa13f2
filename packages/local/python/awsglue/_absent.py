"""What a script meets when it asks for a part of awsglue that only exists inside AWS Glue."""


def glue_image_needed(what):
    """The error to raise instead of pretending: the named part of awsglue has no local counterpart."""
    return NotImplementedError(what + " needs the AWS Glue image")


class Absent:
    """A name that can be imported and passed around; calling it or reading from it raises NotImplementedError."""

    def __init__(self, what):
        self._what = what

    def __call__(self, *args, **kwargs):
        raise glue_image_needed(self._what)

    def __getattr__(self, name):
        return refuse_attribute(self._what, name)


def refuse_attribute(owner, name):
    """The answer of a __getattr__: AttributeError for names Python probes (copy, pickle), else the error above."""
    if name.startswith("__"):
        raise AttributeError(name)
    raise glue_image_needed(owner + "." + name)
