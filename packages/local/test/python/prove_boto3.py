"""Talks to the endpoint as boto3 users do; the caller's environment names it. Prints "ok" when all holds."""

import io
import urllib.request

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError

s3 = boto3.client("s3", config=Config(s3={"addressing_style": "path"}))
glue = boto3.client("glue")


def code(call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        return error.response["Error"]["Code"]
    return None


def same(actual, expected):
    assert actual == expected, f"{actual!r} is not {expected!r}"


s3.create_bucket(Bucket="bucket")
s3.put_object(Bucket="bucket", Key="a b/ü+&.py", Body="print(1)", Metadata={"m": "1"})
got = s3.get_object(Bucket="bucket", Key="a b/ü+&.py")
same((got["Body"].read(), got["Metadata"]), (b"print(1)", {"m": "1"}))

big = bytes(range(256)) * 4096 * 12
config = TransferConfig(multipart_threshold=5 * 2**20, multipart_chunksize=5 * 2**20, max_concurrency=4)
s3.upload_fileobj(io.BytesIO(big), "bucket", "big", Config=config)
back = io.BytesIO()
s3.download_fileobj("bucket", "big", back, Config=config)
same(back.getvalue() == big, True)

for algorithm in ("CRC32", "SHA1", "SHA256"):
    answer = s3.put_object(Bucket="bucket", Key="sum", Body=b"hello", ChecksumAlgorithm=algorithm)
    same(bool(answer[f"Checksum{algorithm}"]), True)

same(code(s3.put_object, Bucket="bucket", Key="sum", Body=b"x", IfNoneMatch="*"), "PreconditionFailed")
s3.copy({"Bucket": "bucket", "Key": "sum"}, "bucket", "copy/1")
s3.put_object(Bucket="bucket", Key="copy/2", Body=b"")
pages = s3.get_paginator("list_objects_v2").paginate(Bucket="bucket", PaginationConfig={"PageSize": 2})
same([one["Key"] for page in pages for one in page["Contents"]], ["a b/ü+&.py", "big", "copy/1", "copy/2", "sum"])
listed = s3.list_objects(Bucket="bucket", Delimiter="/")
same([one["Prefix"] for one in listed["CommonPrefixes"]], ["a b/", "copy/"])
link = s3.generate_presigned_url("get_object", Params={"Bucket": "bucket", "Key": "sum"})
same(urllib.request.urlopen(link).read(), b"hello")
s3.delete_objects(Bucket="bucket", Delete={"Objects": [{"Key": "sum"}, {"Key": "a b/ü+&.py"}]})
same(code(s3.head_object, Bucket="bucket", Key="sum"), "404")
boto3.resource("s3", config=Config(s3={"addressing_style": "path"})).Bucket("bucket").objects.all().delete()
s3.delete_bucket(Bucket="bucket")

job = {"Role": "r", "Command": {"Name": "glueetl", "ScriptLocation": "s3://b/k"}}
for name in ("a", "b", "c"):
    glue.create_job(Name=name, Tags={"stack": "s"}, **job)
same(code(glue.create_job, Name="a", **job), "AlreadyExistsException")
same(code(glue.get_job, JobName="x"), "EntityNotFoundException")
pages = glue.get_paginator("get_jobs").paginate(PaginationConfig={"PageSize": 2})
same([one["Name"] for page in pages for one in page["Jobs"]], ["a", "b", "c"])
same(glue.get_job(JobName="a")["Job"]["CreatedOn"].year > 2000, True)

same(boto3.client("sts").get_caller_identity()["Account"], "000000000000")
tagging = boto3.client("resourcegroupstaggingapi")
found = tagging.get_resources(TagFilters=[{"Key": "stack", "Values": ["s"]}])["ResourceTagMappingList"]
same(len(found), 3)
print("ok")
