import { describe, expect, it } from '@jest/globals';
import { addressInside, runCommand } from '../../../src/runs/docker/run-command.ts';

describe('the command line of a container', () => {
  it('names variables without their values, and reads a folder with a comma in its name as one', () => {
    const argv = runCommand({
      image: 'image:5',
      name: 'gluepipeline-jr_1',
      label: 'gluepipeline.folder=/home/me/a,b',
      network: 'host',
      mounts: [{ source: '/home/me/a,"b"', target: '/gluepipeline/run', readOnly: true }],
      variables: ['AWS_SECRET_ACCESS_KEY'],
      workFolder: undefined,
      command: ['python3', 'a b.py'],
    });
    expect(argv.slice(4)).toEqual([
      ...['--name', 'gluepipeline-jr_1', '--label', 'gluepipeline.folder=/home/me/a,b', '--network', 'host'],
      ...['--mount', 'type=bind,"source=/home/me/a,""b""",target=/gluepipeline/run,readonly'],
      ...['--env', 'AWS_SECRET_ACCESS_KEY', 'image:5', '-c', 'exec "$0" "$@"', 'python3', 'a b.py'],
    ]);
  });
});

describe('the address of the endpoint in a container', () => {
  it.each([
    ['http://127.0.0.1:4000', 'host', 'http://127.0.0.1:4000'],
    ['http://127.0.0.1:4000', 'gateway', 'http://host.docker.internal:4000'],
    ['http://[::1]:4000', 'gateway', 'http://host.docker.internal:4000'],
    ['http://192.168.1.5:4000', 'gateway', 'http://192.168.1.5:4000'],
  ] as const)('of %s in a %s network is %s', (url, network, address) => {
    expect(addressInside(url, network)).toBe(address);
  });
});
