import { didYouMean } from '../../config/suggest.ts';
import type { Finding, Rule } from '../rule.ts';
import { sparkExample } from './support/example.ts';
import { sparkEntries } from './support/entries.ts';
import { workerTypes } from './support/worker-types.ts';

/** A worker type that is in no list of ours; AWS may have it already, so it is only told. */
export const unknownWorkerType: Rule = {
  code: 'GP246',
  severity: 'warn',
  title: 'a worker type that is not known',
  explanation: `Known are ${[...workerTypes.keys()].join(', ')}. A newer one that AWS offers and GluePipeline does not know yet is sent as it is written.`,
  bad: sparkExample('"worker_type": "G1.X", "number_of_workers": 5'),
  good: sparkExample('"worker_type": "G.1X", "number_of_workers": 5'),
  keys: ['jobs.worker_type'],
  check: (input) =>
    sparkEntries(input).flatMap(({ job, written: { worker_type: type } }): Finding[] =>
      type == null || workerTypes.has(type)
        ? []
        : [
            {
              path: [...job.at, 'worker_type'],
              message: `worker type "${type}" of job "${job.name}" is not known`,
              hint: meant(type) ?? `known types: ${[...workerTypes.keys()].join(', ')}`,
            },
          ],
    ),
};

/** Dots and case are what people get wrong: G1.X, g.2x. */
function meant(type: string): string | undefined {
  const known = [...workerTypes.keys()];
  const bare = (text: string) => text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  return didYouMean(known.find((each) => bare(each) === bare(type)) ?? type, known);
}
