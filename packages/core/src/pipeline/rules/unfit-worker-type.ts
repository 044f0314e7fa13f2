import type { Finding, Rule } from '../rule.ts';
import { endedGlueVersions, versionNumber } from '../versions.ts';
import { sparkExample } from './support/example.ts';
import { sparkEntries } from './support/entries.ts';
import { workerTypes } from './support/worker-types.ts';

/** A worker type that this job cannot have (SDK WorkerType). */
export const unfitWorkerType: Rule = {
  code: 'GP216',
  severity: 'error',
  title: 'a worker type that the job cannot have',
  explanation:
    'G.025X is for streaming jobs, Z.2X for Ray jobs; G.12X, G.16X and the memory-optimised R types need Glue 4.0 or later. Some types exist in some Regions only.',
  bad: sparkExample('"worker_type": "G.025X", "number_of_workers": 2'),
  good: sparkExample('"worker_type": "R.2X", "number_of_workers": 2'),
  keys: ['jobs.worker_type'],
  check: (input) =>
    sparkEntries(input).flatMap(({ job, written }): Finding[] => {
      const worker = written.worker_type;
      const facts = worker == null ? undefined : workerTypes.get(worker);
      if (worker == null || facts == null) {
        return [];
      }
      const path = [...job.at, 'worker_type'];
      if (facts.only != null && facts.only !== job.kind) {
        const message = `worker type ${worker} is for ${facts.only} jobs, and job "${job.name}" is a ${job.kind} job`;
        return [{ path, message, hint: 'use another, such as G.1X' }];
      }
      // That the version has ended is the greater trouble: GP209.
      return versionNumber(job.glueVersion) >= facts.since || endedGlueVersions.includes(job.glueVersion)
        ? []
        : [
            {
              path,
              message: `worker type ${worker} needs Glue ${facts.since}.0, and job "${job.name}" has ${job.glueVersion}`,
              hint: `raise glue_version, or use another, such as G.1X`,
            },
          ];
    }),
};
