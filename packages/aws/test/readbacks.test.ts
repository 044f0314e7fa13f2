import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import { diff, type Live, type Resource } from '@gluepipeline/core';

import { liveCrawler, liveJob, liveTrigger, liveWorkflow } from '../src/index.ts';

/** What somebody sent to Glue, and what Glue gave back; `partial` read-backs quote some members only. */
interface ReadBack {
  readonly source: string;
  readonly kind: 'crawler' | 'job' | 'trigger' | 'workflow';
  readonly note: string;
  readonly sent: Readonly<Record<string, unknown>>;
  readonly readBack: Readonly<Record<string, unknown>>;
  readonly partial?: boolean;
}

const folder = join(import.meta.dirname, 'readbacks');
const fixtures = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({ file, ...(JSON.parse(readFileSync(join(folder, file), 'utf8')) as ReadBack) }));

/** Not an echo but somebody's change in the console, of which every part has to be seen. */
const changes: Readonly<Record<string, readonly string[]>> = {
  '23-tf-38361-console-save-streaming.json': [
    'arguments.--enable-job-insights',
    'arguments.--enable-observability-metrics',
  ],
};

function live(kind: ReadBack['kind'], shape: Readonly<Record<string, unknown>>): Live {
  switch (kind) {
    case 'crawler':
      return liveCrawler(scheduleInside(shape));
    case 'job':
      return liveJob(shape);
    case 'trigger':
      return liveTrigger(shape);
    case 'workflow':
      return liveWorkflow(shape);
  }
}

/** A schedule is sent as a text and read inside a map. */
function scheduleInside(shape: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { Schedule } = shape;
  return typeof Schedule === 'string' ? { ...shape, Schedule: { ScheduleExpression: Schedule } } : shape;
}

/** What was sent is in the shape of a read-back; a trigger's activation is our own field and is taken from the live one. */
function wanted(fixture: ReadBack, found: Live): Resource {
  const resource: Resource = live(fixture.kind, fixture.sent);
  return resource.kind === 'trigger' && found.kind === 'trigger'
    ? { ...resource, definition: { ...resource.definition, enabled: found.definition.enabled } }
    : resource;
}

/** A partial read-back speaks for its own members; about the others it is taken that they are as sent. */
function merged(sent: unknown, readBack: unknown): unknown {
  if (isMap(sent) && isMap(readBack)) {
    const keys = [...new Set([...Object.keys(sent), ...Object.keys(readBack)])];
    return Object.fromEntries(keys.map((key) => [key, key in readBack ? merged(sent[key], readBack[key]) : sent[key]]));
  }
  return readBack;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return value != null && typeof value === 'object' && !Array.isArray(value);
}

describe('read-backs of AWS Glue', () => {
  it('are many enough to mean something', () => {
    expect(fixtures.length).toBeGreaterThanOrEqual(20);
  });

  it.each(fixtures)('$file folds to what was sent', (fixture) => {
    const shape = fixture.partial === true ? merged(fixture.sent, fixture.readBack) : fixture.readBack;
    const found = live(fixture.kind, shape as Readonly<Record<string, unknown>>);
    const differing = diff(wanted(fixture, found), found, { accountId: '123456789012' }, new Set());
    expect(differing.map(({ field }) => field)).toEqual(changes[fixture.file] ?? []);
  });
});
