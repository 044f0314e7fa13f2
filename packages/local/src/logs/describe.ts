import { operation } from '../glue/handler.ts';
import type { Context, HandlerTable } from '../glue/handler.ts';
import { page } from '../glue/pages.ts';
import type { PageRequest } from '../glue/pages.ts';
import { compact } from '../json.ts';
import { groupArn, groupName, groupsOf, invalidParameter } from './records.ts';
import { groupNames, streamsIn } from './streams.ts';
import type { Stream } from './streams.ts';

/** A group, by name or by ARN. */
export interface GroupInput {
  readonly logGroupName?: string;
  readonly logGroupIdentifier?: string;
}

/** What the paging of every list here says. */
export interface Paged {
  readonly nextToken?: string;
  readonly limit?: number;
}

const pageRequest = ({ nextToken, limit }: Paged): PageRequest =>
  compact({ NextToken: nextToken, MaxResults: limit }) as PageRequest;

/** CloudWatch Logs calls its token nextToken. */
const answerPage = (name: string, items: readonly object[], token: string | undefined): object =>
  compact({ [name]: items, nextToken: token });

function describeGroups(
  input: Paged & { logGroupNamePrefix?: string; logGroupNamePattern?: string },
  context: Context,
) {
  const { logGroupNamePrefix: prefix = '', logGroupNamePattern: pattern = '' } = input;
  const names = groupNames(context).filter(
    (name) => name.startsWith(prefix) && name.toLowerCase().includes(pattern.toLowerCase()),
  );
  const { items, NextToken } = page(context, pageRequest(input), names, (name) => name, 50);
  const shown = items.map((name) => {
    const arn = groupArn(context, name);
    return compact({
      logGroupName: name,
      creationTime: groupsOf(context.store).get(name)?.createdAt,
      arn: `${arn}:*`,
      logGroupArn: arn,
      logGroupClass: 'STANDARD',
    });
  });
  return answerPage('logGroups', shown, NextToken);
}

function describeStreams(
  input: GroupInput & Paged & { logStreamNamePrefix?: string; orderBy?: string; descending?: boolean },
  context: Context,
) {
  if (input.orderBy === 'LastEventTime' && input.logStreamNamePrefix != null) {
    throw invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.');
  }
  const group = groupName(input);
  const found = streamsIn(context, group, (name) => name.startsWith(input.logStreamNamePrefix ?? ''));
  const key = (stream: Stream): string =>
    input.orderBy === 'LastEventTime'
      ? `${String(stream.lastEvent ?? 0).padStart(16, '0')}/${stream.name}`
      : stream.name;
  const ordered = [...found].sort((left, right) => (key(left) < key(right) ? -1 : 1));
  if (input.descending === true) {
    ordered.reverse();
  }
  // Places as keys, because a list that runs backwards has no growing keys of its own.
  const placed = ordered.map((stream, at) => ({ stream, place: String(at).padStart(9, '0') }));
  const { items, NextToken } = page(context, pageRequest(input), placed, ({ place }) => place, 50);
  const shown = items.map(({ stream }) =>
    compact({
      logStreamName: stream.name,
      creationTime: stream.createdAt,
      lastEventTimestamp: stream.lastEvent,
      arn: `${groupArn(context, group)}:log-stream:${stream.name}`,
    }),
  );
  return answerPage('logStreams', shown, NextToken);
}

/** The operations that list groups and streams. */
export const describeLogHandlers: HandlerTable = {
  DescribeLogGroups: operation(describeGroups),
  DescribeLogStreams: operation(describeStreams),
};
