"""Scripts that run, followed as a user of boto3 follows them."""

from glue_checks import settled
from support import SCRIPTS, glue, is_time, make_job, refused, s3, same, until


def scripted(name, text, **changes):
    s3.put_object(Bucket=SCRIPTS, Key=name + ".py", Body=text.encode())
    return make_job(name, **changes)


def ended(job, run):
    def look():
        found = glue.get_job_run(JobName=job, RunId=run)["JobRun"]
        return found if "CompletedOn" in found else None

    return until(f"{job} ends", look)


def workflow_ended(name, run):
    def look():
        found = glue.get_workflow_run(Name=name, RunId=run, IncludeGraph=True)["Run"]
        return found if found["Status"] not in ("RUNNING", "STOPPING") else None

    return until(f"workflow {name} ends", look)


def check_run_succeeds():
    """a run that succeeds tells when, how long, and with which arguments"""
    scripted("good", "import sys\nassert sys.argv[1:] == ['--a', '1', '--b', 'ü'], sys.argv", DefaultArguments={"--a": "1"})
    run = ended("good", glue.start_job_run(JobName="good", Arguments={"--b": "ü"})["JobRunId"])
    same((run["JobRunState"], run["Arguments"], run["Attempt"]), ("SUCCEEDED", {"--b": "ü"}, 0))
    same(run["LogGroupName"], "/aws-glue/python-jobs")
    assert "ErrorMessage" not in run
    for member in ("StartedOn", "LastModifiedOn", "CompletedOn"):
        is_time(run[member])
    assert run["StartedOn"] <= run["CompletedOn"] and isinstance(run["ExecutionTime"], int)


def check_run_fails():
    """a run that fails says why in its ErrorMessage, and is tried again as often as the job says"""
    scripted("bad", "rows = {}\nrows['absent']", MaxRetries=1)
    first = ended("bad", glue.start_job_run(JobName="bad")["JobRunId"])
    same((first["JobRunState"], first["ErrorMessage"]), ("FAILED", "KeyError: 'absent'"))
    runs = until("the retry ends", lambda: all_ended("bad", 2))
    same([(run["Attempt"], run.get("PreviousRunId")) for run in runs], [(1, first["Id"]), (0, None)])
    pages = glue.get_paginator("get_job_runs").paginate(JobName="bad", PaginationConfig={"PageSize": 1})
    same([run["Id"] for page in pages for run in page["JobRuns"]], [run["Id"] for run in runs])


def all_ended(job, count):
    runs = glue.get_job_runs(JobName=job)["JobRuns"]
    return runs if len(runs) == count and all("CompletedOn" in run for run in runs) else None


def check_run_stops():
    """a run is stopped by BatchStopJobRun, which says what it could not stop"""
    scripted("long", "import time\ntime.sleep(600)")
    run = glue.start_job_run(JobName="long")["JobRunId"]
    same(refused(glue.start_job_run, JobName="long")[0], "ConcurrentRunsExceededException")
    answer = glue.batch_stop_job_run(JobName="long", JobRunIds=[run, "jr_none"])
    same([each["JobRunId"] for each in answer["SuccessfulSubmissions"]], [run])
    same([each["ErrorDetail"]["ErrorCode"] for each in answer["Errors"]], ["EntityNotFoundException"])
    same(ended("long", run)["JobRunState"], "STOPPED")


def check_script_uses_boto3():
    """a script that runs finds the endpoint's S3 and Glue by boto3 alone, without being told"""
    scripted("inside", """
import sys, boto3
from botocore.config import Config
s3 = boto3.client("s3", config=Config(s3={"addressing_style": "path"}))
s3.put_object(Bucket="scripts", Key="made-inside", Body=boto3.client("sts").get_caller_identity()["Account"].encode())
assert boto3.client("glue").get_job(JobName="inside")["Job"]["Name"] == "inside"
""")  # fmt: skip
    run = ended("inside", glue.start_job_run(JobName="inside")["JobRunId"])
    same((run["JobRunState"], run.get("ErrorMessage")), ("SUCCEEDED", None))
    same(s3.get_object(Bucket=SCRIPTS, Key="made-inside")["Body"].read(), b"000000000000")


def check_workflow_run():
    """a workflow runs to COMPLETED, its jobs in order and with its properties"""
    scripted("first", "pass")
    scripted("second", """
import sys, boto3
args = dict(zip(sys.argv[1::2], sys.argv[2::2]))
run = {"Name": args["--WORKFLOW_NAME"], "RunId": args["--WORKFLOW_RUN_ID"]}
glue = boto3.client("glue")
assert glue.get_workflow_run_properties(**run)["RunProperties"] == {"day": "monday", "size": "big"}
glue.put_workflow_run_properties(**run, RunProperties={"rows": "3"})
""")  # fmt: skip
    glue.create_workflow(Name="chain", DefaultRunProperties={"day": "monday"})
    glue.create_trigger(Name="chain-go", Type="ON_DEMAND", WorkflowName="chain", Actions=[{"JobName": "first"}])
    settled("chain-go")
    condition = {"LogicalOperator": "EQUALS", "JobName": "first", "State": "SUCCEEDED"}
    glue.create_trigger(
        Name="chain-then", Type="CONDITIONAL", WorkflowName="chain", Actions=[{"JobName": "second"}],
        Predicate={"Conditions": [condition]}, StartOnCreation=True,
    )  # fmt: skip
    settled("chain-then")
    id_ = glue.start_workflow_run(Name="chain", RunProperties={"size": "big"})["RunId"]
    run = workflow_ended("chain", id_)
    same(run["Status"], "COMPLETED")
    same((run["Statistics"]["SucceededActions"], run["Statistics"]["TotalActions"]), (2, 2))
    same(run["WorkflowRunProperties"], {"day": "monday", "size": "big", "rows": "3"})
    is_time(run["StartedOn"])
    is_time(run["CompletedOn"])
    jobs = {node["Name"]: node["JobDetails"]["JobRuns"] for node in run["Graph"]["Nodes"] if node["Type"] == "JOB"}
    same({name: [each["JobRunState"] for each in runs] for name, runs in jobs.items()}, {
        "first": ["SUCCEEDED"], "second": ["SUCCEEDED"],
    })  # fmt: skip
    assert jobs["second"][0]["StartedOn"] >= jobs["first"][0]["CompletedOn"]
    same([each["JobName"] for each in jobs["second"][0]["PredecessorRuns"]], ["first"])
    same([each["WorkflowRunId"] for each in glue.get_workflow_runs(Name="chain")["Runs"]], [id_])
    same(glue.get_workflow(Name="chain")["Workflow"]["LastRun"]["WorkflowRunId"], id_)
