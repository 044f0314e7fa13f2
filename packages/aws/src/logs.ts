import type { LogEvent, LogPlace, LogStream, RunLogs } from '@gluepipeline/core';

import { hasAwsCode } from './client/errors.ts';
import { allPages } from './client/pages.ts';
import type { Logs } from './connection.ts';

/** The output of runs in CloudWatch Logs. */
export class AwsLogs implements RunLogs {
  readonly #logs: () => Promise<Logs>;

  constructor(logs: () => Promise<Logs>) {
    this.#logs = logs;
  }

  async streams(group: string, prefix: string): Promise<readonly string[]> {
    const { client, DescribeLogStreamsCommand } = await this.#logs();
    try {
      return await allPages(async (nextToken) => {
        const page = await client.send(
          new DescribeLogStreamsCommand({ logGroupName: group, logStreamNamePrefix: prefix, nextToken }),
        );
        const names = (page.logStreams ?? []).flatMap(({ logStreamName: name }) => (name == null ? [] : [name]));
        return { items: names, next: page.nextToken };
      });
    } catch (error) {
      if (isMissing(error)) {
        return [];
      }
      throw error;
    }
  }

  async events(
    { group, name }: LogStream,
    { token, since, most }: LogPlace,
  ): Promise<{ readonly events: readonly LogEvent[]; readonly token: string }> {
    const { client, GetLogEventsCommand } = await this.#logs();
    const page = await client.send(
      new GetLogEventsCommand({
        logGroupName: group,
        logStreamName: name,
        startFromHead: true,
        limit: most,
        nextToken: token,
        startTime: since,
      }),
    );
    return { events: eventsOf(page.events), token: page.nextForwardToken ?? token ?? '' };
  }

  async tail({ group, name }: LogStream, most: number): Promise<readonly LogEvent[]> {
    const { client, GetLogEventsCommand } = await this.#logs();
    const at = { logGroupName: group, logStreamName: name, startFromHead: false };
    let events: readonly LogEvent[] = [];
    let token: string | undefined;
    do {
      const page = await client.send(new GetLogEventsCommand({ ...at, limit: most - events.length, nextToken: token }));
      events = [...eventsOf(page.events), ...events];
      if (page.nextBackwardToken == null || page.nextBackwardToken === token) {
        break;
      }
      token = page.nextBackwardToken;
    } while (events.length < most);
    return events;
  }
}

/** A stream may go between two looks; a group may never have been written to. */
function isMissing(error: unknown): boolean {
  return hasAwsCode(error, 'ResourceNotFoundException');
}

function eventsOf(
  events: readonly { readonly timestamp?: number | undefined; readonly message?: string | undefined }[] | undefined,
): LogEvent[] {
  return (events ?? []).map(({ timestamp, message }) => ({ timestamp: timestamp ?? 0, message: message ?? '' }));
}
