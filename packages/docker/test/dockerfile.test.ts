import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';

const here = fileURLToPath(new URL('..', import.meta.url));
const text = readFileSync(join(here, 'Dockerfile'), 'utf8');

/** The instructions, each on one line, without comments. */
const lines = text
  .split('\n')
  .filter((line) => !line.startsWith('#'))
  .join('\n')
  .replaceAll(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line !== '');

const instructions = (name: string) =>
  lines.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));

/** The instructions of each stage by its name, in order. */
const stages = lines.reduce<Record<string, string[]>>((all, line) => {
  const name = /^FROM .* AS ([\w-]+)$/.exec(line)?.[1];
  if (name != null) {
    return { ...all, [name]: [] };
  }
  const last = Object.keys(all).at(-1);
  return last == null ? all : { ...all, [last]: [...(all[last] ?? []), line] };
}, {});

describe('the Dockerfile', () => {
  it('names each base once, by an exact tag, where a bot that updates can read it', () => {
    const named = instructions('FROM').filter((line) => line.includes(':') && !line.includes('$'));
    expect(named).toEqual([
      expect.stringMatching(/^node:24\.\d+\.\d+-\w+-slim(@sha256:[0-9a-f]{64})? AS node-slim$/),
      // distroless has no other tags than these, and they move: a digest is added where the registry can be asked.
      expect.stringMatching(/^\S+\/nodejs24-debian13:nonroot(@sha256:[0-9a-f]{64})? AS distroless$/),
    ]);
  });

  it('takes every other base from an argument or from a stage before it', () => {
    expect(instructions('ARG').filter((line) => line.includes('_IMAGE='))).toEqual([
      'BUILD_IMAGE=node-slim',
      'SLIM_IMAGE=node-slim',
      'SMALL_IMAGE=distroless',
    ]);
    const known = new Set(['${BUILD_IMAGE}', '${SLIM_IMAGE}', '${SMALL_IMAGE}']);
    instructions('FROM')
      .slice(2)
      .forEach((line) => {
        const [base = '', , name = ''] = line.split(' ');
        expect(known).toContain(base);
        known.add(name);
      });
  });

  it('builds the small target where none is named', () => {
    expect(Object.keys(stages).at(-1)).toBe('small');
  });

  it.each(['small', 'slim', 'local', 'dev'])('runs %s as a user with a number that is not 0', (stage) => {
    expect(stages[stage]?.filter((line) => line.startsWith('USER ')).at(-1)).toBe('USER 10001:10001');
  });

  it.each(['small', 'slim'])('has the folders, the settings and the labels in %s', (stage) => {
    expect(stages[stage]).toEqual(
      expect.arrayContaining([
        'ENV GLUE_CONFIG=/workspace HOME=/home/gluepipeline',
        'WORKDIR /workspace',
        'VOLUME /workspace',
        'CMD ["--help"]',
        expect.stringMatching(/^ENTRYPOINT \["/),
        expect.stringContaining('org.opencontainers.image.licenses="Apache-2.0"'),
      ]),
    );
  });

  it('holds no setting of AWS and no secret: what npm needs is mounted and in no layer', () => {
    expect(
      [...instructions('ENV'), ...instructions('ARG')].filter((line) => /AWS_|TOKEN|PASSWORD|SECRET/i.test(line)),
    ).toEqual([]);
    expect(instructions('COPY').filter((line) => /npmrc|\.env|\.aws/.test(line))).toEqual([]);
    expect(stages.bundle).toContainEqual(expect.stringContaining('--mount=type=secret,id=npmrc'));
  });

  it('fetches nothing but what the lock file and Debian name', () => {
    expect(instructions('ADD')).toEqual([]);
    expect(instructions('RUN').filter((line) => /curl|wget|npx |npm install/.test(line))).toEqual([]);
    instructions('RUN')
      .filter((line) => line.includes('apt-get install'))
      .forEach((line) => expect(line).toMatch(/--no-install-recommends .*rm -rf \/var\/lib\/apt\/lists/));
  });
});

describe('the build context', () => {
  it('is closed, but for what the bundle is made of', () => {
    const ignore = readFileSync(join(here, 'Dockerfile.dockerignore'), 'utf8');
    const [first, ...rest] = ignore.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(first).toBe('*');
    const rooms = ['core', 'aws', 'local', 'project', 'cli'].map((name) => `!packages/${name}`);
    const files = ['!LICENSE', '!package.json', '!package-lock.json', '!tsconfig.base.json', '!packages'];
    expect(rest.filter((line) => line.startsWith('!'))).toEqual([...files, ...rooms]);
    const closed = ['packages/*/test', '**/node_modules', '**/dist', '**/out-tsc', '**/.gluepipeline', '**/.env*'];
    expect(rest).toEqual(expect.arrayContaining(closed));
  });
});
