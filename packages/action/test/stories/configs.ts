import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { pipeline, type Story } from '../support/story.ts';

const { 'config.json': sound = '', ...scripts } = pipeline('sales', { extract: 'print(1)', load: 'print(2)' });
const wrong = sound.replace('"extract"\n      ]', '"extrct"\n      ]').replace('"load.py"', '"gone|*.py"');

/** Nothing is asked of AWS: there is none. */
const offline = { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' };

/** Sound and wrong configs, in a folder of the repository. */
export const configs: Story = {
  name: 'configs',
  files: {
    'etl/config.json': sound,
    ...Object.fromEntries(Object.entries(scripts).map(([path, script]) => [`etl/${path}`, script])),
  },
  cases: [
    { name: 'validate', on: 'push', inputs: { command: 'validate', 'working-directory': 'etl' }, env: offline },
    { name: 'validate-a-fork', on: 'fork', inputs: { command: 'validate', config: 'etl' }, env: offline },
    {
      name: 'validate-what-is-wrong',
      on: 'pull_request',
      inputs: { command: 'validate', 'working-directory': 'etl' },
      env: offline,
      before: ({ workspace }) => {
        writeFileSync(join(workspace, 'etl/config.json'), wrong);
      },
    },
    ...(
      [
        ['plan', 'pull_request'],
        ['deploy', 'push'],
        ['run', 'workflow_dispatch'],
        ['status', 'schedule'],
        ['drift', 'schedule'],
      ] as const
    ).map(([command, on]) => ({
      name: `${command}-what-is-wrong`,
      on,
      inputs: { command, 'working-directory': 'etl' },
      env: offline,
    })),
    {
      name: 'rollback-while-AWS-is-away',
      on: 'workflow_dispatch',
      inputs: { command: 'rollback', config: 'etl' },
      env: offline,
    },
    {
      name: 'destroy-while-AWS-is-away',
      on: 'workflow_dispatch',
      inputs: { command: 'destroy', config: 'etl' },
      env: offline,
    },
    { name: 'no-such-command', on: 'push', inputs: { command: 'depoly' } },
    { name: 'no-such-config', on: 'pull_request', inputs: { command: 'plan', config: 'other.json' } },
  ],
};
