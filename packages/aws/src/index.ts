export { type Aws, connect } from './connect.ts';
export { type Ahead, signIn } from './sign-in.ts';
export type { Account } from './account.ts';
export type { AssumedRole } from './client/credentials.ts';
export { systemClock } from './client/system-clock.ts';
export { Connection, type ConnectionOptions } from './connection.ts';

export { AwsCallError, type AwsCallFailure, type AwsCallKind, hasAwsCode, isAwsCallError } from './client/errors.ts';
export type { AwsCall, CallInfo } from './client/observe.ts';

export { AwsPlatform, type PlatformSources } from './platform.ts';
export { AwsRuns } from './runs.ts';
export { S3BlobStore } from './s3/blob-store.ts';
export { type Content, contentOfBytes, type ContentSource } from './s3/content.ts';

export type { NamesByKind } from './glue/names.ts';
export { liveCrawler } from './glue/live-crawler.ts';
export { liveJob } from './glue/live-job.ts';
export { liveTrigger } from './glue/live-trigger.ts';
export { liveWorkflow } from './glue/live-workflow.ts';
export { jobUpdate } from './glue/jobs.ts';
