import { pipeline, type Story } from '../support/story.ts';

const none = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' };
const foreign = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE' };

/** Who may do nothing on AWS, or nothing on GitHub. */
export const rights: Story = {
  name: 'rights',
  files: pipeline('rights', { extract: 'print(1)' }),
  cases: [
    ...(
      [
        ['plan', 'pull_request'],
        ['deploy', 'push'],
        ['run', 'workflow_dispatch'],
        ['status', 'schedule'],
        ['drift', 'schedule'],
        ['rollback', 'workflow_dispatch'],
        ['destroy', 'workflow_dispatch'],
      ] as const
    ).map(([command, on]) => ({ name: `${command}-with-a-wrong-key`, on, inputs: { command }, env: foreign })),
    {
      name: 'plan-of-a-fork-without-credentials',
      on: 'fork',
      inputs: { command: 'plan' },
      env: none,
      before: ({ hub }) => {
        hub.readOnly = true;
      },
    },
    { name: 'plan-of-a-fork-with-credentials', on: 'fork', inputs: { command: 'plan' } },
  ],
};
