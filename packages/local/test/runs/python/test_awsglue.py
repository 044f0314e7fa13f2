"""Promises of the awsglue stand-in; run by test/runs/awsglue.test.ts under each Python that is there."""

import argparse
import contextlib
import io
import os
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[3] / "python"))

from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from awsglue.job import Job
from awsglue.transforms import *  # noqa: F403 - what generated scripts do
from awsglue.utils import GlueArgumentError, getResolvedOptions


def resolve(argv, names, version="5.1"):
    os.environ["GLUEPIPELINE_GLUE_VERSION"] = version
    return getResolvedOptions(["script.py", *argv], names)


class ResolvedOptions(unittest.TestCase):
    def test_both_spellings_and_the_last_wins(self):
        self.assertEqual(resolve(["--a", "1", "--b=2", "--a", "3"], ["a", "b"])["a"], "3")
        self.assertEqual(resolve(["--a", "1", "--b=2"], ["a", "b"])["b"], "2")

    def test_a_missing_one_is_named(self):
        with self.assertRaises(GlueArgumentError) as caught:
            resolve(["--dst", "x"], ["src"])
        self.assertEqual(str(caught.exception), "the following arguments are required: --src")

    def test_undeclared_ones_are_ignored_and_empty_is_a_value(self):
        found = resolve(["--a=", "--other", "x"], ["a"])
        self.assertEqual(found["a"], "")
        self.assertNotIn("other", found)

    def test_dashes_become_underscores_but_are_not_the_same_option(self):
        self.assertEqual(resolve(["--my-opt", "1"], ["my-opt"])["my_opt"], "1")
        with self.assertRaises(GlueArgumentError):
            resolve(["--my-opt", "1"], ["my_opt"])

    def test_values_that_look_like_options(self):
        for value in ("--x", "-x"):
            with self.assertRaisesRegex(GlueArgumentError, "expected one argument"):
                resolve(["--a", value], ["a"])
        self.assertEqual(resolve(["--a", "-5"], ["a"])["a"], "-5")
        self.assertEqual(resolve(["--conf", "a=b --conf c=d"], ["conf"])["conf"], "a=b --conf c=d")
        self.assertEqual(resolve(["--a=-x"], ["a"])["a"], "-x")

    def test_abbreviations_match_up_to_5_1_and_not_from_6_0(self):
        argv = ["--source_bucket", "b", "--source", "x"]
        self.assertEqual(resolve(argv, ["source_bucket"])["source_bucket"], "x")
        self.assertEqual(resolve(argv, ["source_bucket"], "6.0")["source_bucket"], "b")

    def test_glues_own_options_are_always_there(self):
        found = resolve(["--JOB_RUN_ID", "jr_1", "--TempDir", "s3://t"], [])
        self.assertEqual(
            found,
            {
                "job_bookmark_option": "job-bookmark-disable",
                "job_bookmark_from": None,
                "job_bookmark_to": None,
                "JOB_ID": None,
                "JOB_RUN_ID": "jr_1",
                "SECURITY_CONFIGURATION": None,
                "encryption_type": None,
                "enable_data_lineage": None,
                "RedshiftTempDir": "s3://t",
                "TempDir": "s3://t",
            },
        )

    def test_temp_dir_may_be_declared_and_absent_but_job_name_may_not(self):
        self.assertIsNone(resolve([], ["TempDir"])["TempDir"])
        with self.assertRaises(GlueArgumentError):
            resolve([], ["JOB_NAME"])

    def test_reserved_names(self):
        for names in (["JOB_ID"], ["JOB_RUN_ID"], ["help"], ["a", "a"]):
            with self.assertRaises(argparse.ArgumentError):
                resolve([], names)
        with self.assertRaises(RuntimeError):
            resolve([], ["job-bookmark-option"])

    def test_bookmark_options(self):
        with self.assertRaises(GlueArgumentError):
            resolve(["--job-bookmark-option", "sometimes"], [])
        pause = ["--job-bookmark-option", "job-bookmark-pause"]
        with self.assertRaises(GlueArgumentError):
            resolve([*pause, "--job-bookmark-from", "1"], [])
        self.assertEqual(resolve([*pause, "--job-bookmark-from", "1", "--job-bookmark-to", "2"], [])["job_bookmark_to"], "2")
        self.assertIsNone(resolve(pause, [])["job_bookmark_to"])

    def test_help_ends_the_script_well(self):
        with self.assertRaises(SystemExit) as caught, contextlib.redirect_stdout(io.StringIO()):
            resolve(["-h"], [])
        self.assertEqual(caught.exception.code, 0)


class GlueObjects(unittest.TestCase):
    def test_job_records_its_calls(self):
        job = Job(GlueContext(None))
        self.assertFalse(job.isInitialized())
        job.init("nightly", {"a": "1"})
        job.commit()
        self.assertTrue(job.isInitialized())
        self.assertEqual(job.calls, [("init", "nightly", {"a": "1"}), ("commit",)])

    def test_dynamic_frame_carries_a_data_frame(self):
        frame = object()
        self.assertIs(DynamicFrame.fromDF(frame, None, "x").toDF(), frame)

    def test_logger_writes_to_stderr(self):
        with contextlib.redirect_stderr(io.StringIO()) as written:
            GlueContext(None).get_logger().warn("late")
        self.assertEqual(written.getvalue(), "WARN late\n")

    def test_everything_else_says_what_it_needs(self):
        cases = (
            (lambda: GlueContext(None).create_dynamic_frame.from_catalog(), "GlueContext.create_dynamic_frame"),
            (lambda: DynamicFrame(None).count(), "DynamicFrame.count"),
            (lambda: ApplyMapping.apply(frame=None), "ApplyMapping.apply"),  # noqa: F405
            (lambda: Job(None).stop(), "Job.stop"),
        )
        for use, name in cases:
            with self.assertRaisesRegex(NotImplementedError, name + " needs the AWS Glue image"):
                use()

    def test_the_image_is_named_where_one_is_known_for_the_version(self):
        for version, ending in (("4.0", ", public.ecr.aws/glue/aws-glue-libs:glue_libs_4.0.0_image_01"), ("6.0", "")):
            os.environ["GLUEPIPELINE_GLUE_VERSION"] = version
            self.addCleanup(os.environ.pop, "GLUEPIPELINE_GLUE_VERSION", None)
            with self.assertRaisesRegex(NotImplementedError, "needs the AWS Glue image" + ending + "$"):
                DynamicFrame(None).count()

    def test_a_session_that_was_given_is_the_session(self):
        class Session:
            sparkContext = None

        session = Session()
        self.assertIs(GlueContext(session).spark_session, session)


if __name__ == "__main__":
    unittest.main()
