import { beforeAll, describe, expect, it } from '@jest/globals';
import { execFile, execFileSync } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { serve } from '../../src/index.ts';
import { scratchFolder } from '../runs/scratch.ts';
import { widerPython } from './python.ts';

const python = widerPython();
const client = path.join(import.meta.dirname, 'client');

/** Nothing of this machine's AWS: what a client has beyond it, `gluepipeline local start` prints. */
const bare = {
  PATH: process.env.PATH,
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_REGION: 'us-east-1',
  AWS_DEFAULT_REGION: 'us-east-1',
};

/** What each check promises, in its own words. */
const promises = Object.entries(
  JSON.parse(execFileSync(python, ['-B', client, '--list'], { encoding: 'utf8', env: bare })) as Record<string, string>,
);

describe('boto3', () => {
  let results: Partial<Record<string, string>> = {};

  beforeAll(async () => {
    const server = await serve({ folder: path.join(scratchFolder(), 'local'), python });
    try {
      const { stdout } = await promisify(execFile)(python, ['-B', client], {
        env: {
          ...bare,
          AWS_ENDPOINT_URL: server.url,
          AWS_ACCESS_KEY_ID: server.accessKeyId,
          AWS_SECRET_ACCESS_KEY: server.secretAccessKey,
          // A refusal is looked at as it comes, not after the retries of the client.
          AWS_MAX_ATTEMPTS: '1',
        },
      });
      results = JSON.parse(stdout) as typeof results;
    } finally {
      await server.stop();
    }
  }, 180_000);

  it('is asked about all there is', () => {
    expect(promises.length).toBeGreaterThan(20);
    expect(Object.keys(results).sort()).toEqual(promises.map(([name]) => name).sort());
  });

  it.each(promises)('%s: %s', (name) => {
    expect(results[name]).toBe('kept');
  });
});
