import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { pipeline, type Story, type World } from '../support/story.ts';

const refuse =
  (operation: string | undefined) =>
  ({ cloud }: World) => {
    cloud.fail('half', operation);
  };

/** AWS refuses something in the middle of a deployment; one job each, for two are made in any order. */
export const partWay: Story = {
  name: 'part-way',
  files: pipeline('half', { extract: 'print(1)' }, { workflow: {} }),
  cases: [
    {
      name: 'deploy-fails',
      on: 'push',
      inputs: { command: 'deploy', 'create-bucket': 'true' },
      before: refuse('CreateWorkflow'),
    },
    { name: 'deploy-goes-on', on: 'push', inputs: { command: 'deploy' }, before: refuse(undefined) },
    {
      name: 'deploy-fails-and-goes-back',
      on: 'pull_request',
      inputs: { command: 'deploy', 'rollback-on-failure': 'true' },
      before: (world) => {
        const files = pipeline('half', { extract: '', report: 'print(3)' });
        writeFileSync(join(world.workspace, 'config.json'), files['config.json'] ?? '');
        writeFileSync(join(world.workspace, 'report.py'), files['report.py'] ?? '');
        refuse('CreateTrigger')(world);
      },
    },
    {
      name: 'destroy-fails',
      on: 'workflow_dispatch',
      inputs: { command: 'destroy', 'auto-approve': 'true' },
      before: refuse('DeleteJob'),
    },
  ],
};
