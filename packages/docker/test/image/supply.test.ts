import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';

import { folderOf, measured, ran } from './harness.ts';

const here = fileURLToPath(new URL('../..', import.meta.url));
const root = join(here, '../..');

interface Sbom {
  readonly bomFormat: string;
  readonly metadata: { readonly component: { readonly name: string } };
  readonly components: readonly {
    readonly name: string;
    readonly version: string;
    readonly licenses?: readonly unknown[];
  }[];
}

describe('the Dockerfile', () => {
  it('has nothing that hadolint complains of', () => {
    const hadolint = process.env.GLUEPIPELINE_HADOLINT ?? 'hadolint';
    const said = ran(hadolint, ['--config', join(here, '.hadolint.yaml'), join(here, 'Dockerfile')]);
    expect(said).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });
});

describe('the bill of materials', () => {
  it('names every package of the bundle, with its version and licence', () => {
    const file = join(folderOf(0), 'sbom.json');
    expect(ran(process.execPath, [join(here, 'tools/sbom.mjs'), file])).toMatchObject({ exitCode: 0 });
    const { bomFormat, metadata, components } = JSON.parse(readFileSync(file, 'utf8')) as Sbom;
    expect({ bomFormat, of: metadata.component.name }).toEqual({ bomFormat: 'CycloneDX', of: 'gluepipeline' });
    const names = components.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['@aws-sdk/client-glue', 'valibot', 'yaml', 'yargs', 'pino']));
    expect(names.filter((name) => /^@types\/|esbuild|jest|typescript/.test(name))).toEqual([]);
    expect(components.filter(({ licenses = [] }) => licenses.length === 0)).toEqual([]);
    measured(`${components.length} packages in the bill of materials`);
  }, 60_000);

  it('has no package with a known advisory, where a service that knows them answers', () => {
    const { stdout } = ran('npm', ['audit', '--json', '--workspace', 'gluepipeline', '--package-lock-only'], {
      cwd: root,
    });
    const said = JSON.parse(stdout) as {
      readonly vulnerabilities?: Readonly<Record<string, unknown>>;
      readonly error?: object;
      readonly message?: string;
    };
    if (said.vulnerabilities == null) {
      measured(`no service for advisories answers here: ${said.message ?? ''}`);
      expect(said.error).toBeDefined();
    } else {
      expect(said.vulnerabilities).toEqual({});
    }
  }, 60_000);
});
