import type { Example } from '../../rule.ts';

const header = `  "pipeline_name": "sales",
  "role": "GlueRole",
  "glue_version": "6.0",`;

/** A config of one Spark job with these fields, which is sound but for them. */
export function sparkExample(fields: string): Example {
  return jobsExample(`{ "name": "load", "script": "s3://data/load.py", ${fields} }`);
}

/** The same with a streaming job. */
export function streamExample(fields: string): Example {
  return jobsExample(`{ "name": "feed", "type": "streaming", "script": "s3://data/feed.py", ${fields} }`);
}

/** The same with a Python shell job. */
export function shellExample(fields: string): Example {
  return jobsExample(`{ "name": "tidy", "type": "pythonshell", "script": "s3://data/tidy.py", ${fields} }`);
}

/** A config of these jobs, one a line. */
export function jobsExample(...jobs: readonly string[]): Example {
  return { config: `{\n${header}\n  "jobs": [\n    ${jobs.join(',\n    ')}\n  ]\n}` };
}

/** A config of one sound job with these keys at the top. */
export function topExample(fields: string): Example {
  return { config: `{\n${header}\n  ${fields},\n  "jobs": [{ "name": "load", "script": "s3://data/load.py" }]\n}` };
}

/** The same with one more line at the top. */
export function withTop(example: Example, line: string): Example {
  return { ...example, config: example.config.replace('"jobs"', `${line},\n  "jobs"`) };
}

/** A config of one job and one crawler with these fields, which is sound but for them. */
export function crawlerExample(fields: string): Example {
  return withTop(topExample('"tags": {}'), `"crawlers": [{ "name": "orders", ${fields} }]`);
}

/** What a crawler cannot do without, for examples of other things. */
export const crawlerNeeds = '"database_name": "sales", "targets": { "s3": ["s3://data/orders"] }';

/** A job on one line, for examples of many. */
export function jobLine(name: string, after: string | undefined): string {
  const waits = after == null ? '' : `, "depends_on": [${after}]`;
  return `{ "name": "${name}", "script": "s3://data/load.py"${waits} }`;
}
