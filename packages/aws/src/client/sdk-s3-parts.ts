/** What a large upload needs of the S3 SDK beyond sdk-s3.ts: loaded only where there is one. */
export {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
