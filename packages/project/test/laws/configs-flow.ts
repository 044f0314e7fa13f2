import fc from 'fast-check';

import { argumentMap, passing, schedule, shown, tagMap, text } from './configs-words.ts';

/** A node as it is drawn: where it belongs and what it waits for, as numbers until all nodes are known. */
export const nodeDraw = fc.record({
  /** Of ten: which workflow, or a schedule of its own. */
  home: fc.nat({ max: 9 }),
  /** One in six is somebody else's. */
  existing: fc.nat({ max: 5 }),
  /** One in four has a name of its own in AWS. */
  named: fc.nat({ max: 3 }),
  picks: fc.array(fc.nat(), { maxLength: 3 }),
  any: fc.boolean(),
  /** How the first thing waited for has to end: most ask for success by saying nothing. */
  end: fc.nat({ max: 7 }),
  schedule,
  trigger: fc.option(
    fc.record(
      {
        arguments: argumentMap,
        ...passing,
        enabled: fc.boolean(),
        description: shown,
        tags: tagMap,
        ignore_changes: fc.constantFrom(['description'], ['starts'], ['tags.owner']),
      },
      { requiredKeys: [] },
    ),
    { nil: undefined, freq: 3 },
  ),
});

/** What `nodeDraw` gives. */
export type NodeDraw = typeof nodeDraw extends fc.Arbitrary<infer Draw> ? Draw : never;

const event = fc.record(
  {
    pattern: fc.constantFrom(
      { source: ['aws.s3'], 'detail-type': ['Object Created'] },
      { source: ['own'], detail: { size: [{ numeric: ['>', 5] }], name: [{ prefix: 'a' }] } },
    ),
    role: fc.constant('arn:aws:iam::000000000000:role/events'),
    batch_size: fc.integer({ min: 1, max: 100 }),
    batch_window: fc.integer({ min: 1, max: 900 }),
  },
  { requiredKeys: [] },
);

const described = { description: shown, tags: tagMap };

/** The start of a workflow: by a schedule, by events, or on demand. */
export const starts = fc.oneof(
  fc.record({ schedule, enabled: fc.boolean(), ...described }, { requiredKeys: ['schedule'] }),
  fc.record({ event, enabled: fc.boolean(), ...described }, { requiredKeys: ['event'] }),
  fc.record(described, { requiredKeys: [] }),
);

/** A workflow's own words. */
export const workflowBodies = fc.record(
  {
    description: shown,
    default_run_properties: fc.dictionary(fc.constantFrom('namespace', 'area'), text, { maxKeys: 2 }),
    max_concurrent_runs: fc.integer({ min: 1, max: 5 }),
    tags: tagMap,
  },
  { requiredKeys: [] },
);

/** An explicit trigger as it is drawn. */
export const triggerDraw = fc.record({
  home: fc.nat(),
  kind: fc.constantFrom('when', 'when', 'schedule', 'event', 'demand'),
  from: fc.nat(),
  to: fc.array(fc.nat(), { minLength: 1, maxLength: 2 }),
  any: fc.boolean(),
  end: fc.nat({ max: 7 }),
  schedule,
  event,
  passed: fc.option(fc.record({ arguments: argumentMap, ...passing }, { requiredKeys: [] }), { nil: undefined }),
  words: fc.record({ enabled: fc.boolean(), ...described }, { requiredKeys: [] }),
});

/** What `triggerDraw` gives. */
export type TriggerDraw = typeof triggerDraw extends fc.Arbitrary<infer Draw> ? Draw : never;

/** Alerts, but for the jobs that they watch. */
export const alertBodies = fc.oneof(
  fc.record(
    {
      states: fc.uniqueArray(fc.constantFrom('SUCCEEDED', 'FAILED', 'TIMEOUT', 'STOPPED'), { minLength: 1 }),
      emails: fc.uniqueArray(fc.constantFrom('a@example.com', 'B@Example.com'), { minLength: 1 }),
    },
    { requiredKeys: ['emails'] },
  ),
  fc.record({ topic_arn: fc.constant('arn:aws:sns:us-east-1:000000000000:own') }),
);
