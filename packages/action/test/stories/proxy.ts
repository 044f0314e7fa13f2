import { pipeline, type Story } from '../support/story.ts';

const nowhere = { HTTP_PROXY: 'http://127.0.0.1:9', HTTPS_PROXY: 'http://127.0.0.1:9' };

/** GitHub through a proxy that is not there. The config is wrong, so that AWS is not asked. */
export const proxy: Story = {
  name: 'proxy',
  files: pipeline('proxy', { extract: '' }, { jobs: [{ name: 'extract', script: 'gone.py', type: 'pythonshell' }] }),
  cases: [
    {
      name: 'plan-through-the-proxy',
      on: 'pull_request',
      inputs: { command: 'plan' },
      env: { ...nowhere, NO_PROXY: 'amazonaws.com' },
    },
    {
      name: 'plan-around-the-proxy',
      on: 'pull_request',
      inputs: { command: 'plan' },
      env: { ...nowhere, NO_PROXY: '127.0.0.1' },
    },
  ],
};
