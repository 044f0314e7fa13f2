import { lockHold } from '@gluepipeline/project';

import { pipeline, type Story } from '../support/story.ts';

/** Somebody else holds the lock. */
export const locked: Story = {
  name: 'locked',
  files: pipeline('held', { extract: 'print(1)' }),
  cases: [
    { name: 'deploy', on: 'push', inputs: { command: 'deploy', 'create-bucket': 'true', summary: 'false' } },
    {
      name: 'deploy-while-it-is-held',
      on: 'push',
      inputs: { command: 'deploy' },
      before: ({ workspace, cloud }) =>
        lockHold({
          place: { cwd: workspace, env: { GITHUB_ACTOR: 'ben' } },
          overrides: {},
          connect: { local: false, env: cloud.env },
          reason: 'month end',
        }),
    },
    { name: 'rollback-while-it-is-held', on: 'workflow_dispatch', inputs: { command: 'rollback', to: '1' } },
    {
      name: 'destroy-while-it-is-held',
      on: 'workflow_dispatch',
      inputs: { command: 'destroy', 'auto-approve': 'true' },
    },
    { name: 'plan-while-it-is-held', on: 'pull_request', inputs: { command: 'plan' } },
  ],
};
