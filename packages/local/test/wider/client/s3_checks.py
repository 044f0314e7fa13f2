"""S3 as boto3 speaks it: with checksums in trailers, transfers in parts, and parsers that expect every field."""

import hashlib
import io

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config

from support import body_of, fresh_bucket, is_time, refused, s3, same

# Two parts of the size that boto3 chooses by itself, and a third that is short.
BIG = hashlib.sha256(b"big").digest() * (17 * 2**20 // 32)


def check_objects():
    """an object comes back as it was put: bytes, type, metadata, tag, size and time"""
    bucket = fresh_bucket("objects")
    key = "a b/ü+&%25?.py"
    put = s3.put_object(Bucket=bucket, Key=key, Body=b"print(1)", ContentType="text/x-python", Metadata={"m": "1"})
    got = s3.get_object(Bucket=bucket, Key=key)
    head = s3.head_object(Bucket=bucket, Key=key)
    same(got["Body"].read(), b"print(1)")
    for answer in (got, head):
        same(answer["ETag"], put["ETag"])
        same((answer["ContentLength"], answer["ContentType"], answer["Metadata"]), (8, "text/x-python", {"m": "1"}))
        is_time(answer["LastModified"])
    same(put["ETag"], '"' + hashlib.md5(b"print(1)").hexdigest() + '"')
    s3.put_object(Bucket=bucket, Key="empty", Body=b"")
    same(body_of(bucket, "empty"), b"")


def check_absent():
    """what is absent is told as S3 tells it"""
    bucket = fresh_bucket("absent")
    same(refused(s3.get_object, Bucket=bucket, Key="x")[0], "NoSuchKey")
    same(refused(s3.head_object, Bucket=bucket, Key="x")[0], "404")
    same(refused(s3.get_object, Bucket="nowhere", Key="x")[0], "NoSuchBucket")
    same(refused(s3.list_objects_v2, Bucket="nowhere")[0], "NoSuchBucket")
    s3.delete_object(Bucket=bucket, Key="x")
    try:
        s3.get_object(Bucket=bucket, Key="x")
    except s3.exceptions.NoSuchKey:
        return
    raise AssertionError("boto3 does not know the refusal by its class")


def check_waiters():
    """boto3's waiters see buckets and objects come and go"""
    quick = {"Delay": 1, "MaxAttempts": 2}
    s3.get_waiter("bucket_not_exists").wait(Bucket="waited", WaiterConfig=quick)
    bucket = fresh_bucket("waited")
    s3.get_waiter("bucket_exists").wait(Bucket=bucket, WaiterConfig=quick)
    s3.get_waiter("object_not_exists").wait(Bucket=bucket, Key="k", WaiterConfig=quick)
    s3.put_object(Bucket=bucket, Key="k", Body=b"")
    s3.get_waiter("object_exists").wait(Bucket=bucket, Key="k", WaiterConfig=quick)


def check_ranges():
    """a range gives a part of an object, and one beyond it is refused"""
    bucket = fresh_bucket("ranges")
    s3.put_object(Bucket=bucket, Key="k", Body=b"0123456789")
    for asked, bytes_, told in (
        ("bytes=2-4", b"234", "bytes 2-4/10"),
        ("bytes=7-", b"789", "bytes 7-9/10"),
        ("bytes=-3", b"789", "bytes 7-9/10"),
        ("bytes=8-99", b"89", "bytes 8-9/10"),
    ):
        got = s3.get_object(Bucket=bucket, Key="k", Range=asked)
        same((got["Body"].read(), got["ContentRange"]), (bytes_, told))
        same(got["ResponseMetadata"]["HTTPStatusCode"], 206)
    same(refused(s3.get_object, Bucket=bucket, Key="k", Range="bytes=10-")[0], "InvalidRange")


def check_conditions():
    """conditional puts and gets hold, and a refused put changes nothing"""
    bucket = fresh_bucket("conditions")
    first = s3.put_object(Bucket=bucket, Key="lock", Body=b"1", IfNoneMatch="*")["ETag"]
    same(refused(s3.put_object, Bucket=bucket, Key="lock", Body=b"2", IfNoneMatch="*")[0], "PreconditionFailed")
    same(refused(s3.put_object, Bucket=bucket, Key="lock", Body=b"2", IfMatch='"0"')[0], "PreconditionFailed")
    same(refused(s3.put_object, Bucket=bucket, Key="gone", Body=b"2", IfMatch=first)[0], "NoSuchKey")
    same(body_of(bucket, "lock"), b"1")
    second = s3.put_object(Bucket=bucket, Key="lock", Body=b"2", IfMatch=first)["ETag"]
    same(body_of(bucket, "lock", IfMatch=second), b"2")
    same(refused(s3.get_object, Bucket=bucket, Key="lock", IfMatch=first)[0], "PreconditionFailed")
    same(refused(s3.get_object, Bucket=bucket, Key="lock", IfNoneMatch=second)[0], "304")


def check_listing():
    """both ways of listing give keys, prefixes and pages, in order"""
    bucket = fresh_bucket("listing")
    keys = ["a/1", "a/2", "b c/ü", "d", "e+&"]
    for key in reversed(keys):
        s3.put_object(Bucket=bucket, Key=key, Body=key.encode())
    for name in ("list_objects", "list_objects_v2"):
        pages = list(s3.get_paginator(name).paginate(Bucket=bucket, PaginationConfig={"PageSize": 2}))
        same([item["Key"] for page in pages for item in page["Contents"]], keys)
        same([page["IsTruncated"] for page in pages], [True, True, False])
        item = pages[0]["Contents"][0]
        same((item["Size"], item["ETag"]), (3, '"' + hashlib.md5(b"a/1").hexdigest() + '"'))
        is_time(item["LastModified"])
        folders = getattr(s3, name)(Bucket=bucket, Delimiter="/")
        same([each["Prefix"] for each in folders["CommonPrefixes"]], ["a/", "b c/"])
        same([each["Key"] for each in folders["Contents"]], ["d", "e+&"])
        inside = getattr(s3, name)(Bucket=bucket, Prefix="a/", Delimiter="/")
        same([each["Key"] for each in inside["Contents"]], ["a/1", "a/2"])
    later = s3.list_objects_v2(Bucket=bucket, StartAfter="b c/ü")
    same(([each["Key"] for each in later["Contents"]], later["KeyCount"]), (["d", "e+&"], 2))
    same([each["Key"] for each in s3.list_objects(Bucket=bucket, Marker="d")["Contents"]], ["e+&"])
    assert "Contents" not in s3.list_objects_v2(Bucket=bucket, Prefix="none")


def check_copy():
    """a copy has the bytes and the metadata, or metadata of its own"""
    bucket = fresh_bucket("copies")
    s3.put_object(Bucket=bucket, Key="ü +.txt", Body=b"x", Metadata={"of": "the first"})
    source = {"Bucket": bucket, "Key": "ü +.txt"}
    answer = s3.copy_object(Bucket=bucket, Key="same", CopySource=source)["CopyObjectResult"]
    is_time(answer["LastModified"])
    same(answer["ETag"], s3.head_object(Bucket=bucket, Key="same")["ETag"])
    s3.copy_object(Bucket=bucket, Key="new", CopySource=source, MetadataDirective="REPLACE", Metadata={"n": "1"})
    same(s3.head_object(Bucket=bucket, Key="same")["Metadata"], {"of": "the first"})
    same(s3.head_object(Bucket=bucket, Key="new")["Metadata"], {"n": "1"})
    same(refused(s3.copy_object, Bucket=bucket, Key="x", CopySource=bucket + "/none")[0], "NoSuchKey")


def check_transfer():
    """boto3's transfer manager puts a large stream in parts, gets it in ranges and copies it in parts"""
    bucket = fresh_bucket("transfer")
    s3.upload_fileobj(io.BytesIO(BIG), bucket, "big", ExtraArgs={"Metadata": {"m": "1"}})
    head = s3.head_object(Bucket=bucket, Key="big")
    same((head["ContentLength"], head["Metadata"], head["ETag"][-3:]), (len(BIG), {"m": "1"}, '-3"'))
    s3.copy({"Bucket": bucket, "Key": "big"}, bucket, "copy", Config=TransferConfig(multipart_threshold=2**20))
    for key in ("big", "copy"):
        back = io.BytesIO()
        s3.download_fileobj(bucket, key, back)
        assert back.getvalue() == BIG, key + " came back changed"


def check_multipart():
    """an upload in parts is seen while it goes on, and is gone when it is given up"""
    bucket = fresh_bucket("multipart")
    upload = s3.create_multipart_upload(Bucket=bucket, Key="k")["UploadId"]
    where = {"Bucket": bucket, "Key": "k", "UploadId": upload}
    part = s3.upload_part(**where, PartNumber=1, Body=b"x")
    same([(each["PartNumber"], each["ETag"]) for each in s3.list_parts(**where)["Parts"]], [(1, part["ETag"])])
    open_ = s3.list_multipart_uploads(Bucket=bucket)["Uploads"]
    same([(each["Key"], each["UploadId"]) for each in open_], [("k", upload)])
    is_time(open_[0]["Initiated"])
    same(refused(s3.head_object, Bucket=bucket, Key="k")[0], "404")
    s3.abort_multipart_upload(**where)
    same(refused(s3.list_parts, **where)[0], "NoSuchUpload")


def check_checksums():
    """checksums of every kind boto3 has come back, and a wrong one is refused"""
    bucket = fresh_bucket("checksums")
    for kind in ("CRC32", "SHA1", "SHA256"):
        put = s3.put_object(Bucket=bucket, Key=kind, Body=b"hello", ChecksumAlgorithm=kind)
        got = s3.get_object(Bucket=bucket, Key=kind, ChecksumMode="ENABLED")
        same((got["Body"].read(), got["Checksum" + kind]), (b"hello", put["Checksum" + kind]))
    wrong = "AAAAAA=="
    same(refused(s3.put_object, Bucket=bucket, Key="wrong", Body=b"hello", ChecksumCRC32=wrong)[0], "BadDigest")
    same(refused(s3.head_object, Bucket=bucket, Key="wrong")[0], "404")


def check_deleting():
    """many objects are deleted at once, and only an empty bucket goes"""
    bucket = fresh_bucket("deleting")
    for key in ("a", "b&<", "c"):
        s3.put_object(Bucket=bucket, Key=key, Body=b"")
    same(refused(s3.delete_bucket, Bucket=bucket)[0], "BucketNotEmpty")
    answer = s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": "a"}, {"Key": "b&<"}, {"Key": "none"}]})
    same(sorted(each["Key"] for each in answer["Deleted"]), ["a", "b&<", "none"])
    resource = boto3.resource("s3", config=Config(s3={"addressing_style": "path"}))
    same([each.key for each in resource.Bucket(bucket).objects.all()], ["c"])
    resource.Bucket(bucket).objects.all().delete()
    s3.delete_bucket(Bucket=bucket)
    same(refused(s3.head_bucket, Bucket=bucket)[0], "404")
    buckets = s3.list_buckets()["Buckets"]
    assert bucket not in [each["Name"] for each in buckets]
    is_time(buckets[0]["CreationDate"])
