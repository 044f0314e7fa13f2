import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { pipeline, type Story, type World } from '../support/story.ts';

const config = (more: object) => (world: World) => {
  writeFileSync(join(world.workspace, 'config.json'), pipeline('lossy', { extract: '' }, more)['config.json'] ?? '');
};
const spark = [{ name: 'extract', script: 'extract.py', type: 'glueetl', schedule: 'cron(0 2 * * ? *)' }];

/** What is not done before somebody says so. */
export const guards: Story = {
  name: 'guards',
  files: pipeline('lossy', { extract: 'print(1)', load: 'print(2)' }),
  cases: [
    { name: 'deploy', on: 'push', inputs: { command: 'deploy', 'create-bucket': 'true', summary: 'false' } },
    { name: 'plan-that-deletes', on: 'pull_request', inputs: { command: 'plan' }, before: config({}) },
    { name: 'deploy-that-deletes', on: 'push', inputs: { command: 'deploy' } },
    {
      name: 'deploy-that-deletes-too-much',
      on: 'push',
      inputs: { command: 'deploy', 'auto-approve': 'true', 'max-deletes': '1' },
    },
    { name: 'deploy-that-may-delete', on: 'push', inputs: { command: 'deploy', 'auto-approve': 'true' } },
    {
      name: 'plan-that-makes-anew',
      on: 'pull_request',
      inputs: { command: 'plan' },
      before: config({ glue_version: '5.0', jobs: spark }),
    },
    { name: 'deploy-that-makes-anew', on: 'push', inputs: { command: 'deploy', 'auto-approve': 'true' } },
    {
      name: 'deploy-that-may-make-anew',
      on: 'push',
      inputs: { command: 'deploy', 'allow-replace': 'true', 'auto-approve': 'true' },
    },
    {
      name: 'destroy-what-is-protected',
      on: 'workflow_dispatch',
      inputs: { command: 'destroy', 'auto-approve': 'true' },
      before: config({ protect: true }),
    },
  ],
};
