import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { pipeline, type Story } from '../support/story.ts';

// A minute of a sixteenth of a DPU is 10 dollars.
const rates = { 'eu-west-1': { asOf: '2026-11-01', source: 'a test', rates: { standard: '9600' } } };
const env = { GLUEPIPELINE_PRICES: 'prices.json' };

/** A job that costs $304.17 in a month, and what may be spent. */
export const budget: Story = {
  name: 'budget',
  files: {
    ...pipeline('dear', { extract: 'import time\ntime.sleep(1.1)\n' }, { schedule: 'cron(0 2 * * ? *)' }),
    'prices.json': JSON.stringify({ schemaVersion: 1, regions: rates }),
  },
  cases: [
    { name: 'deploy', on: 'push', inputs: { command: 'deploy', 'create-bucket': 'true', summary: 'false' } },
    { name: 'run', on: 'workflow_dispatch', inputs: { command: 'run', select: 'extract' } },
    {
      name: 'plan-over-it',
      on: 'pull_request',
      inputs: { command: 'plan', budget: '300', 'plan-file': 'plan.json' },
      env,
      before: ({ workspace }) => {
        writeFileSync(join(workspace, 'extract.py'), 'print(2)');
      },
    },
    { name: 'deploy-over-it', on: 'push', inputs: { command: 'deploy', budget: '300' }, env },
    { name: 'plan-within-it', on: 'pull_request', inputs: { command: 'plan', budget: '305' }, env },
    { name: 'deploy-within-it', on: 'push', inputs: { command: 'deploy', budget: '305' }, env },
  ],
};
