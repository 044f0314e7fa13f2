import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

import { interpolate } from './shim/interpolate.mjs';

const here = fileURLToPath(new URL('..', import.meta.url));
const text = readFileSync(join(here, 'docker-compose.yml'), 'utf8');
const scratch = mkdtempSync(join(tmpdir(), 'gluepipeline-compose-test-'));

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Service {
  readonly build: { readonly target: string };
  readonly image: string;
  readonly environment?: readonly string[];
  readonly networks: readonly string[];
  readonly profiles?: readonly string[];
  readonly volumes: readonly {
    source: string;
    target: string;
    read_only?: boolean;
    bind: { create_host_path: boolean };
  }[];
  readonly develop?: { readonly watch: readonly { action: string; path: string }[] };
}

interface Project {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { driver: string }>>;
}

const projectWith = (env: Record<string, string>) => interpolate(parse(text, { merge: true }), env) as Project;
const project = projectWith({ GLUEPIPELINE_WORKSPACE: '/pipelines/sales', HOME: '/home/ana' });

/** What `nx compose-config docker` says of a file. */
function judged(content: string): { readonly status: number | null; readonly said: string } {
  const file = join(scratch, 'docker-compose.yml');
  writeFileSync(file, content);
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(here, 'tools/compose-config.mjs'), file], {
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
}

describe('docker-compose.yml', () => {
  it('is valid by the schema of the compose specification', () => {
    expect(judged(text)).toMatchObject({ status: 0 });
  });

  it.each([
    ['a key that there is not', 'init: true', 'inint: true'],
    ['a wrong type', 'hostname: gluepipeline-local', 'hostname: [gluepipeline-local]'],
    ['an action that watch does not know', 'action: rebuild', 'action: restart-all'],
  ])('would not pass with %s', (_, right, wrong) => {
    const { status, said } = judged(text.replace(right, wrong));
    expect(status).toBe(1);
    expect(said).toContain('invalid-schema');
  });

  it('has the services of the old tool and the endpoint, on one bridge network', () => {
    expect(Object.keys(project.services)).toEqual(['gluepipeline-cli', 'gluepipeline-dev', 'gluepipeline-local']);
    expect(project.networks).toEqual({ 'gluepipeline-network': { driver: 'bridge' } });
    Object.values(project.services).forEach(({ networks }) => expect(networks).toEqual(['gluepipeline-network']));
  });

  it('starts the endpoint only where the profile local is asked for', () => {
    const profiles = Object.entries(project.services).map(([name, { profiles }]) => [name, profiles]);
    expect(profiles).toEqual([
      ['gluepipeline-cli', undefined],
      ['gluepipeline-dev', undefined],
      ['gluepipeline-local', ['local']],
    ]);
  });

  it('builds targets that the Dockerfile has', () => {
    const dockerfile = readFileSync(join(here, 'Dockerfile'), 'utf8');
    const stages = [...dockerfile.matchAll(/^FROM .* AS (\w+)$/gm)].map(([, name]) => name);
    Object.values(project.services).forEach(({ build, image }) => {
      expect(stages).toContain(build.target);
      expect(image).toBe(`gluepipeline:${build.target}`);
    });
  });

  it('passes the settings of AWS on by name and holds no value', () => {
    const { environment = [] } = project.services['gluepipeline-cli']!;
    expect(environment).toEqual(
      expect.arrayContaining([
        'AWS_REGION',
        'AWS_PROFILE',
        'AWS_ACCESS_KEY_ID',
        'AWS_SECRET_ACCESS_KEY',
        'AWS_SESSION_TOKEN',
      ]),
    );
    expect(environment.filter((entry) => entry.includes('='))).toEqual([]);
  });

  it('gives no AWS settings to the endpoint that runs scripts', () => {
    const { environment, volumes } = project.services['gluepipeline-local']!;
    expect(environment).toBeUndefined();
    expect(volumes.map(({ target }) => target)).toEqual(['/workspace', '/workspace/scripts']);
  });

  it('mounts the workspace to be written, scripts and ~/.aws to be read, and makes none of them', () => {
    const { volumes } = project.services['gluepipeline-cli']!;
    expect(volumes.map(({ source, target, read_only: readOnly = false }) => [source, target, readOnly])).toEqual([
      ['/pipelines/sales', '/workspace', false],
      ['/pipelines/sales/scripts', '/workspace/scripts', true],
      ['/home/ana/.aws', '/home/gluepipeline/.aws', true],
    ]);
    const all = Object.values(project.services).flatMap((service) => service.volumes);
    expect(all.filter(({ bind }) => bind.create_host_path)).toEqual([]);
  });

  it('gives every variable a default, or says what is missing', () => {
    const names = [...text.replaceAll(/^#.*$/gm, '').matchAll(/(?<!\$)\$(?:\{(\w+)([:?-]*)|(\w+))/g)];
    expect(names.map(([, name]) => name)).toEqual(
      expect.arrayContaining(['GLUEPIPELINE_WORKSPACE', 'GLUEPIPELINE_USER', 'HOME']),
    );
    expect(names.filter(([, , operator]) => ![':-', ':?'].includes(operator ?? '')).map(([whole]) => whole)).toEqual(
      [],
    );
    expect(() => projectWith({ HOME: '/home/ana' })).toThrow(
      'required variable GLUEPIPELINE_WORKSPACE is missing a value: say which folder holds your config, for example GLUEPIPELINE_WORKSPACE=$PWD',
    );
    expect(() => projectWith({ GLUEPIPELINE_WORKSPACE: '/x' })).toThrow('required variable HOME is missing a value');
  });

  it('bundles anew when a source of the command changes', () => {
    const { watch = [] } = project.services['gluepipeline-dev']!.develop ?? {};
    const synced = watch.filter(({ action }) => action === 'sync+exec').map(({ path }) => path);
    expect(synced).toEqual(['core', 'aws', 'local', 'project', 'cli'].map((name) => `../${name}/src`));
  });
});
