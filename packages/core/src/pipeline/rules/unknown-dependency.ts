import { didYouMean } from '../../config/suggest.ts';
import type { Finding, Rule } from '../rule.ts';
import { references } from './support/references.ts';

/** Something waits for, starts or watches a job or crawler that the file does not have. */
export const unknownDependency: Rule = {
  code: 'GP204',
  severity: 'error',
  title: 'a dependency that does not exist',
  explanation:
    'A name in `depends_on`, `when`, `actions` or `alerts.jobs` is no job or crawler of this file. It is never dropped: what waits would start too early. Correct the name, or remove it.',
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
    const known = new Map(input.pipeline.nodes.map(({ kind, name }) => [name, kind]));
    return references(input).flatMap(({ path, name, kind, who, from }): Finding[] => {
      const found = known.get(name);
      if (found != null && (kind == null || kind === found)) {
        return [];
      }
      if (found != null) {
        return [{ path, message: `${who} the ${kind ?? ''} "${name}", which is a ${found}`, hint: `write ${found}` }];
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
