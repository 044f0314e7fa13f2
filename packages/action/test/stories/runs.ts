import { pipeline, type Story } from '../support/story.ts';

/** Runs by hand and by the clock, and what a failed one leaves. */
export const runs: Story = {
  name: 'runs',
  files: pipeline('night', { extract: 'print(1)', load: 'x = 1\nraise ValueError("no orders")\n', report: 'print(3)' }),
  cases: [
    { name: 'deploy', on: 'push', inputs: { command: 'deploy', 'create-bucket': 'true', summary: 'false' } },
    {
      name: 'run-a-job',
      on: 'workflow_dispatch',
      inputs: { command: 'run', select: 'extract', arguments: 'day=1' },
    },
    { name: 'run-all-and-fail', on: 'schedule', inputs: { command: 'run' } },
    { name: 'run-of-no-job', on: 'workflow_dispatch', inputs: { command: 'run', select: 'gone' } },
    { name: 'status-after-the-failure', on: 'schedule', inputs: { command: 'status' } },
  ],
};
