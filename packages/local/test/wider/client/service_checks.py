"""Who one is, who is let in, and what is found by its tags."""

import urllib.error
import urllib.request

import boto3
from botocore.config import Config

from support import glue, make_job, refused, s3, same, sts, tagging


def check_identity():
    """STS tells whose endpoint it is"""
    answer = sts.get_caller_identity()
    same((answer["Account"], answer["Arn"]), ("000000000000", "arn:aws:iam::000000000000:user/local"))
    assert answer["UserId"]
    same(answer["ResponseMetadata"]["HTTPStatusCode"], 200)
    assert answer["ResponseMetadata"]["RequestId"]


def check_wrong_key():
    """another access key is refused by every service, and changes nothing"""
    keys = {"aws_access_key_id": "AKIAIOSFODNN7EXAMPLE", "aws_secret_access_key": "wrong"}
    path = Config(s3={"addressing_style": "path"})
    refusals = {
        refused(boto3.client("glue", **keys).create_workflow, Name="stolen")[0],
        refused(boto3.client("s3", config=path, **keys).create_bucket, Bucket="stolen")[0],
        refused(boto3.client("sts", **keys).get_caller_identity)[0],
        refused(boto3.client("resourcegroupstaggingapi", **keys).get_resources)[0],
    }
    same(refusals, {"InvalidAccessKeyId"})
    assert "stolen" not in glue.list_workflows()["Workflows"]
    assert "stolen" not in [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]]


def check_presigned():
    """a presigned link gives the object to who has it, in both ways of signing, and with another key to nobody"""
    s3.create_bucket(Bucket="linked")
    s3.put_object(Bucket="linked", Key="a b.txt", Body=b"hello")
    for version in ("s3", "s3v4"):
        client = boto3.client("s3", config=Config(signature_version=version, s3={"addressing_style": "path"}))
        link = client.generate_presigned_url("get_object", Params={"Bucket": "linked", "Key": "a b.txt"})
        same(urllib.request.urlopen(link).read(), b"hello")
        key = client._request_signer._credentials.access_key
        try:
            urllib.request.urlopen(link.replace(key, "AKIAIOSFODNN7EXAMPLE"))
        except urllib.error.HTTPError as error:
            same(error.code, 403)
        else:
            raise AssertionError("a link with another key was answered")


def check_get_resources():
    """GetResources finds by tags, page by page: all keys must match, any of their values"""
    for name, stage in (("tagged-a", "dev"), ("tagged-b", "dev"), ("tagged-c", "prod"), ("tagged-d", "test")):
        make_job(name, Tags={"team": "tagged", "stage": stage})
    filters = [{"Key": "team", "Values": ["tagged"]}, {"Key": "stage", "Values": ["dev", "prod"]}]
    pages = list(
        tagging.get_paginator("get_resources").paginate(TagFilters=filters, PaginationConfig={"PageSize": 2})
    )
    found = [mapping for page in pages for mapping in page["ResourceTagMappingList"]]
    same([mapping["ResourceARN"].split("/")[-1] for mapping in found], ["tagged-a", "tagged-b", "tagged-c"])
    same({tag["Key"]: tag["Value"] for tag in found[2]["Tags"]}, {"team": "tagged", "stage": "prod"})
    assert len(pages) >= 2
    only = tagging.get_resources(TagFilters=filters, ResourceTypeFilters=["glue:trigger"])
    same(only["ResourceTagMappingList"], [])
