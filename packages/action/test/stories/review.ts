import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { pipeline, type Story, type World } from '../support/story.ts';

const write = (text: string) => (world: World) => {
  writeFileSync(join(world.workspace, 'load.py'), text);
};

/** Somebody gives a job another time limit in the console. */
const setTimeLimit =
  (Timeout: number) =>
  async ({ cloud }: World) => {
    const { Job } = (await cloud.glue('GetJob', { JobName: 'sales-dev-load' })) as { Job: Record<string, unknown> };
    const { Role, Command, DefaultArguments, MaxCapacity, GlueVersion } = Job;
    const JobUpdate = { Role, Command, DefaultArguments, MaxCapacity, GlueVersion, Timeout };
    await cloud.glue('UpdateJob', { JobName: 'sales-dev-load', JobUpdate });
  };

/** From a pull request to production, and to the nights after. */
export const review: Story = {
  name: 'review',
  files: pipeline('sales', { extract: 'print(1)', load: 'print(2)' }),
  cases: [
    { name: 'plan-in-a-pull-request', on: 'pull_request', inputs: { command: 'plan', 'plan-file': 'plan.json' } },
    {
      name: 'plan-after-another-push-to-it',
      on: 'pull_request',
      inputs: { command: 'plan', 'plan-file': 'plan.json' },
      before: (world) => {
        world.hub.add('looks good', 'ben');
        write('print(3)')(world);
      },
    },
    {
      name: 'deploy-what-nobody-reviewed',
      on: 'push',
      inputs: { command: 'deploy', 'plan-file': 'plan.json', 'create-bucket': 'true' },
      before: write('print(4)'),
    },
    {
      name: 'deploy-the-reviewed-plan',
      on: 'push',
      inputs: { command: 'deploy', 'plan-file': 'plan.json', 'create-bucket': 'true' },
      before: write('print(3)'),
    },
    { name: 'deploy-once-more', on: 'push', inputs: { command: 'deploy' } },
    { name: 'plan-of-nothing', on: 'pull_request', inputs: { command: 'plan' } },
    { name: 'drift-of-a-quiet-night', on: 'schedule', inputs: { command: 'drift', issue: 'open' } },
    {
      name: 'drift-found',
      on: 'schedule',
      inputs: { command: 'drift', issue: 'open', 'detailed-exitcode': 'true' },
      before: setTimeLimit(17),
    },
    {
      name: 'drift-found-again',
      on: 'schedule',
      inputs: { command: 'drift', issue: 'open' },
      before: setTimeLimit(18),
    },
    ...['', '-again'].map((again) => ({
      name: `drift-with-a-masked-word${again}`,
      on: 'schedule' as const,
      inputs: { command: 'drift', issue: 'open', mask: 'dev', 'mask-account-id': 'true' },
    })),
    { name: 'status-with-drift', on: 'schedule', inputs: { command: 'status' } },
    { name: 'plan-with-drift', on: 'pull_request', inputs: { command: 'plan', comment: 'hide-and-new' } },
    { name: 'deploy-puts-it-back', on: 'push', inputs: { command: 'deploy' } },
    { name: 'drift-is-gone', on: 'schedule', inputs: { command: 'drift', issue: 'open' } },
  ],
};
