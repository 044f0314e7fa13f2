import { AwsError } from '../errors.ts';
import type { Context } from '../glue/handler.ts';
import type { Collection, Store } from '../store/store.ts';

/** A log group that a client has made; those that runs write to need no record. */
export interface LogGroupRecord {
  readonly name: string;
  readonly createdAt: number;
}

/** A log stream that a client has made. */
export interface LogStreamRecord {
  readonly group: string;
  readonly name: string;
  readonly createdAt: number;
  /** Times of the first and the last event, once there are any. */
  readonly first?: number;
  readonly last?: number;
}

/** The log groups of a store by name. */
export const groupsOf = (store: Store): Collection<LogGroupRecord> => store.collection<LogGroupRecord>('log-groups');

/** The log streams of a store by `streamKey`. */
export const streamsOf = (store: Store): Collection<LogStreamRecord> =>
  store.collection<LogStreamRecord>('log-streams');

/** A group and a stream as one text; no stream's name holds a `*`. */
export const streamKey = (group: string, stream: string): string => `${group}*${stream}`;

/** The refusal of a group that does not exist, in the words that clients quote. */
export const noGroup = (): AwsError =>
  new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');

/** The refusal of a stream that does not exist. */
export const noStream = (): AwsError =>
  new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');

/** The refusal of a value that fits no shape of the service. */
export const invalidParameter = (message: string): AwsError => new AwsError('InvalidParameterException', message);

/** The ARN of a group, as DescribeLogGroups gives it. */
export const groupArn = (context: Context, group: string): string =>
  `arn:aws:logs:${context.region}:${context.account}:log-group:${group}`;

/** The name of a group that is given by name or by ARN. */
export function groupName(input: { readonly logGroupName?: string; readonly logGroupIdentifier?: string }): string {
  const named = input.logGroupName ?? input.logGroupIdentifier;
  if (named == null) {
    throw invalidParameter('logGroupName or logGroupIdentifier is needed');
  }
  return /^arn:[^:]+:logs:[^:]*:[^:]*:log-group:([^:*]+)/.exec(named)?.[1] ?? named;
}
