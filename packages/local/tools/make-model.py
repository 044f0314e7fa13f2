"""Writes src/model/*.ts from a pinned botocore: names and constraints of the operations we serve, no prose.

    pip install --target /tmp/botocore --no-deps botocore==1.43.107
    python3 tools/make-model.py /tmp/botocore
"""

import gzip
import json
import pathlib
import sys

PINNED = "1.43.107"

SERVICES = {
    "glue": (
        "glue/2017-03-31",
        """
        CreateJob UpdateJob GetJob GetJobs ListJobs BatchGetJobs DeleteJob
        CreateTrigger UpdateTrigger GetTrigger GetTriggers ListTriggers BatchGetTriggers StartTrigger StopTrigger
        DeleteTrigger CreateWorkflow UpdateWorkflow GetWorkflow ListWorkflows BatchGetWorkflows DeleteWorkflow
        CreateCrawler UpdateCrawler DeleteCrawler GetCrawler GetCrawlers ListCrawlers BatchGetCrawlers StartCrawler StopCrawler
        UpdateCrawlerSchedule StartCrawlerSchedule StopCrawlerSchedule GetCrawlerMetrics ListCrawls
        GetTags TagResource UntagResource
        StartJobRun GetJobRun GetJobRuns BatchStopJobRun GetJobBookmark ResetJobBookmark
        StartWorkflowRun GetWorkflowRun GetWorkflowRuns StopWorkflowRun ResumeWorkflowRun
        GetWorkflowRunProperties PutWorkflowRunProperties
        """,
    ),
    "tagging": ("resourcegroupstaggingapi/2017-01-26", "GetResources GetTagKeys GetTagValues TagResources UntagResources"),
    "events": (
        "events/2015-10-07",
        """
        PutRule DescribeRule ListRules EnableRule DisableRule DeleteRule
        PutTargets ListTargetsByRule RemoveTargets ListRuleNamesByTarget
        TagResource UntagResource ListTagsForResource
        PutEvents TestEventPattern CreateEventBus DescribeEventBus ListEventBuses DeleteEventBus
        """,
    ),
    "logs": (
        "logs/2014-03-28",
        """
        CreateLogGroup DescribeLogGroups CreateLogStream DescribeLogStreams PutLogEvents GetLogEvents FilterLogEvents
        """,
    ),
    "sns": (
        "sns/2010-03-31",
        """
        CreateTopic GetTopicAttributes SetTopicAttributes ListTopics DeleteTopic
        Subscribe ConfirmSubscription Unsubscribe ListSubscriptionsByTopic Publish
        TagResource UntagResource ListTagsForResource
        """,
    ),
    "iam": (
        "iam/2010-05-08",
        """
        CreateRole GetRole ListRoles UpdateRole UpdateAssumeRolePolicy DeleteRole
        PutRolePolicy GetRolePolicy DeleteRolePolicy ListRolePolicies ListAttachedRolePolicies
        TagRole UntagRole ListRoleTags PutRolePermissionsBoundary DeleteRolePermissionsBoundary
        SimulatePrincipalPolicy
        """,
    ),
}

KEPT = ("type", "required", "enum", "min", "max", "pattern")


def trim(shape):
    kept = {name: shape[name] for name in KEPT if name in shape}
    if "members" in shape:
        kept["members"] = {name: member["shape"] for name, member in shape["members"].items()}
    for part in ("member", "key", "value"):
        if part in shape:
            kept[part] = shape[part]["shape"]
    return kept


# The nodes of visual jobs, more than all else of Glue together, stand in a file of their own.
APART = {"glue": ("CodeGenConfigurationNodes", "glue-nodes", "glueNodeShapes", "The shapes of the nodes of a visual job.")}


def reach(name, shapes, found, leaving=None):
    if name in found or name == leaving:
        return
    found[name] = trim(shapes[name])
    kept = found[name]
    for child in [*kept.get("members", {}).values(), *(kept[p] for p in ("member", "key", "value") if p in kept)]:
        reach(child, shapes, found, leaving)


def make(root, folder, names, leaving=None):
    path = root / "botocore" / "data" / folder / "service-2.json.gz"
    model = json.loads(gzip.decompress(path.read_bytes()))
    operations, shapes = {}, {}
    for name in names.split():
        operation = model["operations"][name]
        shape = operation["input"]["shape"] if "input" in operation else None
        operations[name] = shape
        if shape is not None:
            reach(shape, model["shapes"], shapes, leaving)
    return {
        "source": f"botocore {PINNED} data/{folder}/service-2.json (Apache-2.0), names and constraints only",
        # The query protocol has no such thing: its service is told by the signature.
        "targetPrefix": model["metadata"].get("targetPrefix", ""),
        "operations": dict(sorted(operations.items())),
        "shapes": dict(sorted(shapes.items())),
    }


def main():
    root = pathlib.Path(sys.argv[1])
    init = (root / "botocore" / "__init__.py").read_text()
    if f"__version__ = '{PINNED}'" not in init:
        sys.exit(f"botocore {PINNED} is wanted in {root}")
    out = pathlib.Path(__file__).parent.parent / "src" / "model"
    for service, (folder, names) in SERVICES.items():
        leaving, file, word, what = APART.get(service, (None, None, None, None))
        model = make(root, folder, names, leaving)
        words = "The served part of the API model: names and constraints."
        write(out / f"{service}.ts", f"/** {words} */\nexport const {service}Model: ServiceModel", model)
        if file is not None:
            shapes = make(root, folder, names)["shapes"]
            rest = {name: shape for name, shape in shapes.items() if name not in model["shapes"]}
            write(out / f"{file}.ts", f"/** {what} */\nexport const {word}: ServiceModel['shapes']", rest)


def write(path, head, value):
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=True)
    # One shape a line: a new botocore gives a readable diff.
    text = text.replace('},"', '},\n"').replace('"shapes":{', '"shapes":{\n')
    path.write_text(
        f"// Generated by tools/make-model.py from botocore {PINNED}: do not edit, see src/validation/overlay.ts.\n"
        f"import type {{ ServiceModel }} from '../validation/shape.ts';\n\n{head} = {text};\n"
    )


main()
