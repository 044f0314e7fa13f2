import type { Finding, Rule } from '../rule.ts';
import { sparkExample } from './support/example.ts';
import { sparkEntries } from './support/entries.ts';
import { workerTypes } from './support/worker-types.ts';

const flexTypes = ['G.1X', 'G.2X'];

/** What FLEX excludes (SDK ExecutionClass; Glue developer guide, add-job; queuing: aws-cdk-lib aws-glue docs). */
export const flexJob: Rule = {
  code: 'GP220',
  severity: 'error',
  title: 'a FLEX job that cannot be one',
  explanation: `FLEX is for batch jobs (\`glueetl\`) on workers of type ${flexTypes.join(' or ')}, and does not go with \`job_run_queuing_enabled\`. Use \`"execution_class": "STANDARD"\` for all else.`,
  bad: sparkExample('"execution_class": "FLEX", "worker_type": "G.4X", "number_of_workers": 2'),
  good: sparkExample('"execution_class": "FLEX", "worker_type": "G.2X", "number_of_workers": 2'),
  keys: ['jobs.execution_class'],
  check: (input) =>
    sparkEntries(input).flatMap(({ job, written }): Finding[] => {
      if (job.executionClass !== 'FLEX') {
        return [];
      }
      if (job.kind === 'streaming') {
        const message = `job "${job.name}" is a streaming job, which cannot be FLEX`;
        return [{ path: [...job.at, 'execution_class'], message, hint: 'remove execution_class' }];
      }
      const type = written.worker_type;
      const known = type != null && workerTypes.get(type)?.only == null && workerTypes.has(type);
      return [
        ...(known && !flexTypes.includes(type)
          ? [
              {
                path: [...job.at, 'worker_type'],
                message: `FLEX job "${job.name}" has worker type ${type}`,
                hint: `write ${flexTypes.join(' or ')}: FLEX has no others`,
              },
            ]
          : []),
        ...(job.jobRunQueuingEnabled
          ? [
              {
                path: [...job.at, 'job_run_queuing_enabled'],
                message: `job "${job.name}" is FLEX and has queuing on`,
                hint: 'remove one of the two: FLEX runs wait for capacity by themselves',
              },
            ]
          : []),
      ];
    }),
};
