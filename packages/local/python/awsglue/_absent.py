"""What a script meets when it asks for a part of awsglue that only exists inside AWS Glue."""

import os

# The images that AWS names in its own documentation, by the first number of the Glue version; `--runner docker` runs them.
# Of 6 none is known.
IMAGES = {
    "3": "public.ecr.aws/glue/aws-glue-libs:glue_libs_3.0.0_image_01",
    "4": "public.ecr.aws/glue/aws-glue-libs:glue_libs_4.0.0_image_01",
    "5": "public.ecr.aws/glue/aws-glue-libs:5",
}


def glue_image_needed(what):
    """The error to raise instead of pretending: the named part of awsglue has no local counterpart."""
    version = os.environ.get("GLUEPIPELINE_GLUE_VERSION", "")
    image = IMAGES.get(version.split(".")[0])
    return NotImplementedError(what + " needs the AWS Glue image" + ("" if image is None else ", " + image))


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
