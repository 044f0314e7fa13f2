import { describe, expect, it } from '@jest/globals';
import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { endpoint } from './endpoint.ts';

/** boto3 is no dependency of ours: where it is not installed, this proof is left to CI. */
function hasBoto3(): boolean {
  try {
    execFileSync('python3', ['-c', 'import boto3'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('boto3', () => {
  (hasBoto3() ? it : it.skip)(
    'finds S3, Glue, STS and tagging as it knows them',
    async () => {
      const { server } = await endpoint();
      const env = {
        PATH: process.env.PATH,
        AWS_ENDPOINT_URL: server.url,
        AWS_ACCESS_KEY_ID: server.accessKeyId,
        AWS_SECRET_ACCESS_KEY: server.secretAccessKey,
        AWS_DEFAULT_REGION: server.region,
        AWS_EC2_METADATA_DISABLED: 'true',
        AWS_CONFIG_FILE: '/dev/null',
        AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
        AWS_MAX_ATTEMPTS: '1',
      };
      const script = join(import.meta.dirname, 'python/prove_boto3.py');
      const { stdout } = await promisify(execFile)('python3', ['-B', script], { env });
      expect(stdout.trim()).toBe('ok');
    },
    60_000,
  );
});
