import { didYouMean } from '../../config/suggest.ts';
import type { Finding, Rule } from '../rule.ts';
import type { NodeKind } from '../pipeline.ts';
import { placeOf, sayerOf, writtenReferences } from './support/references.ts';

/** Something waits for, starts or watches a job or crawler that the file does not have. */
export const unknownDependency: Rule = {
  code: 'GP204',
  severity: 'error',
  title: 'a dependency that does not exist',
  explanation:
    'A name in `depends_on`, `when`, `actions` or `alerts.jobs` is no job, crawler or group of this file, or of this environment. It is never dropped: what waits would start too early. Correct the name, or remove it; where an environment has one of the two alone, let it have neither or change the dependency there.',
  bad: {
    config: `{"pipeline_name": "p", "role": "r", "glue_version": "6.0", "jobs": [
  {"name": "extract", "script": "s3://b/extract.py"},
  {"name": "load", "script": "s3://b/load.py", "depends_on": ["extrct"]}]}`,
  },
  good: {
    config: `{"pipeline_name": "p", "role": "r", "glue_version": "6.0", "jobs": [
  {"name": "extract", "script": "s3://b/extract.py"},
  {"name": "load", "script": "s3://b/load.py", "depends_on": ["extract"]}]}`,
  },
  keys: ['jobs.depends_on', 'crawlers.depends_on', 'triggers', 'alerts'],
  check: (input) => {
    const { config, pipeline } = input;
    const groups = new Map((config.groups ?? []).map(({ list, name, items }) => [name, { kind: kinds[list], items }]));
    const known = new Map<string, NodeKind | 'trigger'>([
      ...pipeline.nodes.map(({ kind, name }) => [name, kind] as const),
      ...Array.from(groups, ([name, { kind }]) => [name, kind] as const),
    ]);
    const where = `in environment "${pipeline.environment}"`;
    return writtenReferences(input).flatMap((reference): Finding[] => {
      const { name, kind, from } = reference;
      const found = known.get(name);
      const isEmpty = groups.get(name)?.items.length === 0;
      if (found != null && found !== 'trigger' && (kind == null || kind === found) && !isEmpty) {
        return [];
      }
      const path = placeOf(reference);
      const who = sayerOf(reference);
      if (found != null && isEmpty) {
        const hint = 'give its for_each an item there, or change what refers to it';
        return [{ path, message: `${who} "${name}", which has no items ${where}`, hint }];
      }
      if (found != null) {
        return [
          {
            path,
            message: `${who} the ${kind ?? 'job or crawler'} "${name}", which is a ${found}`,
            hint: `write ${found}`,
          },
        ];
      }
      if (config.absent?.includes(name) === true) {
        const hint = 'change what refers to it in that environment, or let it be there';
        return [{ path, message: `${who} "${name}", which is not ${where}`, hint }];
      }
      const others = [...known].filter(([other, its]) => other !== from && (kind ?? its) === its);
      const hint = didYouMean(
        name,
        others.map(([other]) => other),
      );
      return [{ path, message: `${who} "${name}", which does not exist`, ...(hint == null ? {} : { hint }) }];
    });
  },
};

const kinds = { jobs: 'job', crawlers: 'crawler', triggers: 'trigger' } as const;
