"""What one defines in Glue: jobs, triggers, workflows and their tags."""

from support import ROLE, glue, is_time, make_job, refused, same, until


def settled(name):
    """A trigger in its lasting state."""

    def look():
        trigger = glue.get_trigger(Name=name)["Trigger"]
        return None if trigger["State"].endswith("ING") else trigger

    return until(f"trigger {name} has settled", look)


def check_jobs():
    """a job is made, read, changed, listed and deleted"""
    make_job("job", DefaultArguments={"--x": "1"}, MaxRetries=2, Description="first")
    job = glue.get_job(JobName="job")["Job"]
    same((job["Name"], job["Role"], job["MaxRetries"], job["DefaultArguments"]), ("job", ROLE, 2, {"--x": "1"}))
    is_time(job["CreatedOn"])
    is_time(job["LastModifiedOn"])
    same(refused(glue.create_job, Name="job", Role=ROLE, Command=job["Command"])[0], "AlreadyExistsException")
    same(glue.update_job(JobName="job", JobUpdate={"Role": ROLE, "Command": job["Command"]})["JobName"], "job")
    changed = glue.get_job(JobName="job")["Job"]
    same((changed["MaxRetries"], "DefaultArguments" in changed, "Description" in changed), (0, False, False))
    assert changed["LastModifiedOn"] >= job["LastModifiedOn"]
    same(glue.delete_job(JobName="job")["JobName"], "job")
    code, message = refused(glue.get_job, JobName="job")
    same(code, "EntityNotFoundException")
    assert message, "a refusal says why"


def check_job_kinds():
    """each kind of job reads back with the numbers boto3 expects"""
    spark = {"Name": "glueetl", "ScriptLocation": "s3://b/k.py"}
    make_job("kind-spark", Command=spark, GlueVersion="5.0", WorkerType="G.1X", NumberOfWorkers=4)
    read = glue.get_job(JobName="kind-spark")["Job"]
    same((read["MaxCapacity"], read["NumberOfWorkers"], read["ExecutionProperty"]), (4.0, 4, {"MaxConcurrentRuns": 1}))
    make_job("kind-shell", MaxCapacity=0.0625)
    same(glue.get_job(JobName="kind-shell")["Job"]["MaxCapacity"], 0.0625)
    spark_and_capacity = {"WorkerType": "G.1X", "NumberOfWorkers": 2, "MaxCapacity": 2.0}
    code, message = refused(glue.create_job, Name="bad", Role=ROLE, Command=spark, **spark_and_capacity)
    same(code, "InvalidInputException")
    same(message, "Please do not set Max Capacity if using Worker Type and Number of Workers.")


def check_job_lists():
    """lists of jobs come in pages, filtered by tags or by name"""
    names = [f"list-{number}" for number in range(5)]
    for name in names:
        make_job(name, Tags={"list": "jobs"})
    pages = list(glue.get_paginator("get_jobs").paginate(PaginationConfig={"PageSize": 2}))
    found = [job["Name"] for page in pages for job in page["Jobs"]]
    assert set(names) <= set(found) and len(set(found)) == len(found), found
    same(max(len(page["Jobs"]) for page in pages), 2)
    listed, token = [], {}
    while True:
        page = glue.list_jobs(Tags={"list": "jobs"}, MaxResults=2, **token)
        listed += page["JobNames"]
        if not page.get("NextToken"):
            break
        token = {"NextToken": page["NextToken"]}
    same(listed, names)
    batch = glue.batch_get_jobs(JobNames=["list-3", "none", "list-1"])
    same((sorted(job["Name"] for job in batch["Jobs"]), batch["JobsNotFound"]), (["list-1", "list-3"], ["none"]))


def check_tags():
    """tags are put on, read and taken off by ARN"""
    make_job("tags", Tags={"a": "1", "b": "2"})
    arn = "arn:aws:glue:us-east-1:000000000000:job/tags"
    glue.tag_resource(ResourceArn=arn, TagsToAdd={"b": "3", "c": "ü"})
    glue.untag_resource(ResourceArn=arn, TagsToRemove=["a", "none"])
    same(glue.get_tags(ResourceArn=arn)["Tags"], {"b": "3", "c": "ü"})
    same(refused(glue.get_tags, ResourceArn=arn + "x")[0], "EntityNotFoundException")


def check_triggers():
    """triggers of each type read back as they were made, start and stop"""
    for name in ("t-a", "t-b"):
        make_job(name)
    glue.create_workflow(Name="t-events")
    actions = [{"JobName": "t-b", "Arguments": {"--x": "1"}, "Timeout": 5}]
    condition = {"LogicalOperator": "EQUALS", "JobName": "t-a", "State": "SUCCEEDED"}
    predicate = {"Logical": "ANY", "Conditions": [condition]}
    cron = "cron(15 12 * * ? *)"
    glue.create_trigger(Name="t-ondemand", Type="ON_DEMAND", Actions=actions)
    glue.create_trigger(Name="t-scheduled", Type="SCHEDULED", Schedule=cron, Actions=actions, StartOnCreation=True)
    glue.create_trigger(Name="t-conditional", Type="CONDITIONAL", Predicate=predicate, Actions=actions)
    batching = {"BatchSize": 2, "BatchWindow": 900}
    glue.create_trigger(
        Name="t-event", Type="EVENT", WorkflowName="t-events", Actions=actions, EventBatchingCondition=batching
    )
    same({name: settled(name)["State"] for name in ("t-ondemand", "t-scheduled", "t-conditional", "t-event")}, {
        "t-ondemand": "CREATED", "t-scheduled": "ACTIVATED", "t-conditional": "CREATED", "t-event": "CREATED",
    })  # fmt: skip
    same(settled("t-conditional")["Predicate"], predicate)
    same((settled("t-scheduled")["Schedule"], settled("t-scheduled")["Actions"]), (cron, actions))
    same((settled("t-event")["EventBatchingCondition"], settled("t-event")["WorkflowName"]), (batching, "t-events"))
    glue.start_trigger(Name="t-conditional")
    same(settled("t-conditional")["State"], "ACTIVATED")
    glue.stop_trigger(Name="t-scheduled")
    same(settled("t-scheduled")["State"], "DEACTIVATED")
    glue.update_trigger(Name="t-scheduled", TriggerUpdate={"Schedule": "cron(0 1 * * ? *)", "Actions": actions})
    same(settled("t-scheduled")["Schedule"], "cron(0 1 * * ? *)")
    same(refused(glue.start_trigger, Name="t-event")[0], "InvalidInputException")
    pages = glue.get_paginator("get_triggers").paginate(DependentJobName="t-b", PaginationConfig={"PageSize": 2})
    found = sorted(trigger["Name"] for page in pages for trigger in page["Triggers"])
    same(found, ["t-conditional", "t-event", "t-ondemand", "t-scheduled"])
    batch = glue.batch_get_triggers(TriggerNames=["t-event", "none"])
    same(([trigger["Name"] for trigger in batch["Triggers"]], batch["TriggersNotFound"]), (["t-event"], ["none"]))
    assert {"t-event", "t-ondemand"} <= set(glue.list_triggers()["TriggerNames"])
    glue.delete_trigger(Name="t-ondemand")
    until("t-ondemand is gone", lambda: "t-ondemand" not in glue.list_triggers()["TriggerNames"])


def check_workflows():
    """a workflow shows its graph: who starts what, and who waits for whom"""
    for name in ("w-a", "w-b"):
        make_job(name)
    glue.create_workflow(Name="w", DefaultRunProperties={"day": "monday"}, Tags={"team": "w"})
    glue.create_trigger(Name="w-start", Type="ON_DEMAND", WorkflowName="w", Actions=[{"JobName": "w-a"}])
    settled("w-start")
    condition = {"LogicalOperator": "EQUALS", "JobName": "w-a", "State": "SUCCEEDED"}
    glue.create_trigger(
        Name="w-then", Type="CONDITIONAL", WorkflowName="w", Actions=[{"JobName": "w-b"}],
        Predicate={"Conditions": [condition]}, StartOnCreation=True,
    )  # fmt: skip
    settled("w-then")
    workflow = glue.get_workflow(Name="w", IncludeGraph=True)["Workflow"]
    is_time(workflow["CreatedOn"])
    same(workflow["DefaultRunProperties"], {"day": "monday"})
    names = {node["UniqueId"]: node["Name"] for node in workflow["Graph"]["Nodes"]}
    edges = {(names[edge["SourceId"]], names[edge["DestinationId"]]) for edge in workflow["Graph"]["Edges"]}
    same(edges, {("w-start", "w-a"), ("w-a", "w-then"), ("w-then", "w-b")})
    same([found["Name"] for found in glue.batch_get_workflows(Names=["w", "none"])["Workflows"]], ["w"])
    pages = glue.get_paginator("list_workflows").paginate(PaginationConfig={"PageSize": 1})
    assert "w" in [name for page in pages for name in page["Workflows"]]
    glue.update_workflow(Name="w", Description="changed", MaxConcurrentRuns=2)
    same(glue.get_workflow(Name="w")["Workflow"]["MaxConcurrentRuns"], 2)
    glue.delete_workflow(Name="w")
    same(refused(glue.get_workflow, Name="w")[0], "EntityNotFoundException")


def check_refusals():
    """what the service refuses, boto3 knows by its class, with the words of AWS"""
    try:
        glue.get_workflow(Name="none")
    except glue.exceptions.EntityNotFoundException as error:
        assert str(error).startswith("An error occurred (EntityNotFoundException) when calling"), str(error)
        same(error.response["ResponseMetadata"]["HTTPStatusCode"], 400)
    long = {"Name": "x" * 256, "Role": ROLE, "Command": {"Name": "glueetl"}}
    code, message = refused(glue.create_job, **long)
    same(code, "ValidationException")
    assert "1 validation error detected" in message, message
