import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { pipeline, type Story } from '../support/story.ts';

/** From the first deployment to the last, each started by hand. */
export const byHand: Story = {
  name: 'by-hand',
  files: pipeline('hands', { extract: 'print(1)', load: 'print(2)' }),
  cases: [
    { name: 'setup', on: 'workflow_dispatch', inputs: { command: 'setup' } },
    { name: 'status-before-anything', on: 'workflow_dispatch', inputs: { command: 'status' } },
    {
      name: 'drift-before-anything',
      on: 'workflow_dispatch',
      inputs: { command: 'drift', issue: 'open' },
      before: ({ hub }) => {
        const body = '<!-- gluepipeline:drift {"config":"config.json","environment":"dev"} -->\nof last night';
        hub.issues.push({ number: 5, title: 'Drift', body, state: 'open' });
      },
    },
    { name: 'rollback-to-nothing', on: 'workflow_dispatch', inputs: { command: 'rollback' } },
    { name: 'run-of-what-is-not-there', on: 'workflow_dispatch', inputs: { command: 'run' } },
    {
      name: 'deploy',
      on: 'workflow_dispatch',
      inputs: { command: 'deploy', 'create-bucket': 'true' },
    },
    {
      name: 'deploy-a-change',
      on: 'workflow_dispatch',
      inputs: { command: 'deploy' },
      before: ({ workspace }) => {
        writeFileSync(join(workspace, 'load.py'), 'print(3)');
      },
    },
    { name: 'rollback', on: 'workflow_dispatch', inputs: { command: 'rollback' } },
    { name: 'rollback-to-what-never-was', on: 'workflow_dispatch', inputs: { command: 'rollback', to: '99' } },
    { name: 'status-after-the-rollback', on: 'workflow_dispatch', inputs: { command: 'status' } },
    { name: 'destroy-declined', on: 'workflow_dispatch', inputs: { command: 'destroy' } },
    { name: 'destroy', on: 'workflow_dispatch', inputs: { command: 'destroy', 'auto-approve': 'true' } },
    { name: 'destroy-once-more', on: 'workflow_dispatch', inputs: { command: 'destroy', 'auto-approve': 'true' } },
  ],
};
