import type { Rule } from '../rule.ts';
import { sparkExample } from './support/example.ts';
import { entries } from './support/entries.ts';

/** A connection by its ARN, where AWS takes names (SDK ConnectionsList). */
export const connectionAddress: Rule = {
  code: 'GP260',
  severity: 'error',
  title: 'a connection that is no name',
  explanation: '`connections` holds the names of Glue connections, not their ARNs.',
  bad: sparkExample('"connections": ["arn:aws:glue:eu-west-1:123456789012:connection/orders-db"]'),
  good: sparkExample('"connections": ["orders-db"]'),
  keys: ['jobs.connections'],
  check: (input) =>
    entries(input).flatMap(({ job }) =>
      job.connections.flatMap((connection, index) => {
        const name = /^arn:.*:connection\/(.+)$/.exec(connection)?.[1];
        return name == null && connection !== ''
          ? []
          : [
              {
                path: [...job.at, 'connections', index],
                message: `job "${job.name}" has the connection "${connection}", which is no name`,
                hint: name == null ? 'remove it' : `write "${name}"`,
              },
            ];
      }),
    ),
};
