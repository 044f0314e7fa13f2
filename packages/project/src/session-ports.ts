import { type Ahead, type Aws, type ConnectionOptions, isAwsCallError, signIn } from '@gluepipeline/aws';
import type { Clock, Pipeline, Target } from '@gluepipeline/core';

import { callContext } from './call-context.ts';
import type { ConfigFile } from './config-file.ts';
import { contentOf } from './content.ts';
import type { Session, Settle } from './session.ts';

/** What one session has beyond the adapters that all share. */
export interface SessionParts extends Pick<Session, 'kind' | 'servesHere' | 'alertsSince' | 'frameOf'> {
  readonly connection: ConnectionOptions;
  readonly clock: Clock;
  readonly role: string | undefined;
  readonly ahead: Ahead | undefined;
  readonly close: () => Promise<void>;
}

/** A session over AWS's protocols, whoever answers them. */
export async function sessionOver(file: ConfigFile, settle: Settle, parts: SessionParts): Promise<Session> {
  let check: ((target: string) => void) | undefined;
  const { onCall } = parts.connection;
  const aws = await signedIn({
    ...parts,
    connection: {
      ...parts.connection,
      onCall: onCall == null ? undefined : (call) => onCall({ ...call, ...callContext() }),
      gate: ({ target: about }) => check?.(about),
    },
  });
  const { accountId, region, partition } = await aws.account();
  const pipeline = await settledOrClosed(settle({ accountId, region }), aws, parts);
  const bucket = pipeline.artifacts.bucket ?? defaultBucket(accountId, region);
  const target: Target = { accountId, region, partition, bucket, role: parts.role };
  const { kmsKey } = pipeline.artifacts;
  let exists: Promise<boolean> | undefined;
  return {
    kind: parts.kind,
    clock: parts.clock,
    target,
    platform: aws.platform((path) => contentOf(file.folder, path)),
    runs: aws.runs(),
    bookmarks: aws.bookmarks(),
    logs: aws.logs(),
    access: () => aws.access(),
    names: () => aws.names(),
    priceList: (region) => aws.priceList(region),
    frameOf: parts.frameOf,
    alertsSince: parts.alertsSince,
    blobs: aws.blobs(bucket, kmsKey),
    objectExists: (uri) => objectExists(aws, uri),
    bucketExists: () => (exists ??= aws.bucketExists(bucket)),
    createBucket: async () => {
      await aws.createBucket(bucket, kmsKey);
      exists = Promise.resolve(true);
    },
    finishBucket: () => aws.finishBucket(bucket, kmsKey),
    guardChanges: (guard) => {
      check = guard;
    },
    servesHere: parts.servesHere,
    consoleUrl: (kind, name) => (parts.kind === 'aws' ? consoleUrl(target, kind, name) : undefined),
    close: async () => {
      aws.close();
      await parts.close();
    },
  };
}

/** What is wrong with the config in this account ends the session as well. */
async function settledOrClosed(settling: Promise<Pipeline>, aws: Aws, { close }: SessionParts): Promise<Pipeline> {
  try {
    return await settling;
  } catch (error) {
    aws.close();
    await close();
    throw error;
  }
}

async function signedIn({ connection, ahead, close }: SessionParts): Promise<Aws> {
  try {
    return await signIn(connection, ahead);
  } catch (error) {
    await close();
    throw error;
  }
}

/** Reading may be the job's right alone: that is no reason against a deployment. */
async function objectExists(aws: Aws, uri: string): Promise<boolean | undefined> {
  const [, bucket = '', key = ''] = /^s3[an]?:\/\/([^/]+)\/(.+)$/i.exec(uri) ?? [];
  try {
    return await aws.objectExists(bucket, key);
  } catch (error) {
    if (isAwsCallError(error) && error.kind === 'permission') {
      return undefined;
    }
    throw error;
  }
}

/** One bucket for all pipelines of an account in a Region, in the account's own namespace (docs/design.md#plan-and-deploy). */
function defaultBucket(accountId: string, region: string): string {
  return `gluepipeline-${accountId}-${region}-an`;
}

/** The console's pages as runbooks of public repositories link to them; other partitions have consoles of their own. */
function consoleUrl({ partition, region }: Target, kind: 'job' | 'workflow', name: string): string | undefined {
  if (partition !== 'aws') {
    return undefined;
  }
  const page =
    kind === 'job'
      ? `gluestudio/home?region=${region}#/editor/job/${encodeURIComponent(name)}/runs`
      : `glue/home?region=${region}#etl:tab=workflows`;
  return `https://${region}.console.aws.amazon.com/${page}`;
}
