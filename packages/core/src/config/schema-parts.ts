import * as v from 'valibot';

import { isMap, jsonMap, list, orTemplate, shaped, text, texts } from './value.ts';

/** A schema with its words for docs/configuration.md and the JSON Schema; any key may be written as a `${…}`. */
export const described = <Schema extends v.GenericSchema>(schema: Schema, description: string) =>
  v.pipe(orTemplate(schema), v.description(description));

/** A key that may be left out; null takes away what a weaker level says of it. */
export const optional = <Schema extends v.GenericSchema>(schema: Schema, description: string) =>
  v.nullish(described(schema, description));

/** Names that become part of tags and object keys: docs/design.md#ownership. */
export const stackPartPattern = /^[A-Za-z0-9._-]{1,100}$/;

/** What the pattern allows, in words. */
export const stackPartWords = '1 to 100 letters, digits, dots, dashes and underscores';

/** Text that may be part of the stack's tag. */
export const stackPart = (what: string) => v.pipe(text(), v.regex(stackPartPattern, `${what} of ${stackPartWords}`));

/** The ends of a job run that a trigger may wait for (SDK, Condition.State). */
export const jobEndStates = ['SUCCEEDED', 'STOPPED', 'FAILED', 'TIMEOUT'] as const;

/** The ends of a crawl that a trigger may wait for (SDK, Condition.CrawlState). */
export const crawlEndStates = ['SUCCEEDED', 'FAILED', 'CANCELLED'] as const;

const jobEnd = v.strictObject({
  job: described(text(), 'The job, by its name in this file.'),
  state: optional(v.picklist(jobEndStates), 'How its run has to end. Default: SUCCEEDED.'),
});

const crawlEnd = v.strictObject({
  crawler: described(text(), 'The crawler, by its name in this file.'),
  state: optional(v.picklist(crawlEndStates), 'How its crawl has to end. Default: SUCCEEDED.'),
});

/** What is waited for: the name of a node alone, or with the end that it has to come to. */
const end = () => shaped([text(), jobEnd, crawlEnd], (value) => (isMap(value) ? ('crawler' in value ? 2 : 1) : 0));

const ends = () => list(end());

const anyOfEnds = () =>
  v.strictObject({
    any: described(v.pipe(ends(), v.minLength(1, 'a list with something in it')), 'One of these is enough.'),
  });

/** What a node or a trigger waits for: all of a list, or `{any: […]}`. */
export const waiting = () => shaped([ends(), anyOfEnds()], (value) => (isMap(value) ? 1 : 0));

/** The workflow that a node or trigger belongs to: its name among `workflows`, or false for none. */
export const workflowOfNode = () =>
  shaped([v.literal(false, 'false or a name'), text()], (value) => (typeof value === 'boolean' ? 0 : 1));

/** What an entry is made once for: the entries of a map, or texts. The list is its own: a `${…}` takes the place of the whole. */
export const eachItem = () => shaped([jsonMap(), list(text())], (value) => (Array.isArray(value) ? 1 : 0));

/** The environments that have an entry. */
export const onlyIn = () => texts();
