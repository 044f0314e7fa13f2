import { describe, expect, it } from '@jest/globals';

import type { Files } from '../../src/pipeline/files.ts';
import { artifactsOf, artifactUri } from '../../src/resources/artifacts.ts';
import { pipelineOf } from '../../src/testing/builders.ts';

const sha = 'a'.repeat(64);
const file = { kind: 'file', sha256: sha, size: 1 } as const;
const folder = { kind: 'folder', sha256: sha, size: 1, files: 1, modules: 1 } as const;
const pipeline = pipelineOf({ jobs: [] });

const uriOf = (path: string, files: Files) => artifactUri(pipeline, 'b', path, files);

describe('what is uploaded', () => {
  it.each([
    ['etl/helpers.py', 'helpers.py'],
    ['libs/tool-1.0-py3-none-any.whl', 'tool-1.0-py3-none-any.whl'],
    ['jars\\fast.jar', 'fast.jar'],
  ])('keeps the name of the file %s', (path, name) => {
    expect(uriOf(path, { [path]: file })).toBe(`s3://b/gluepipeline/sales/dev/scripts/${sha}/${name}`);
  });

  it.each([
    ['libs/common', 'common.zip'],
    ['libs/common/', 'common.zip'],
    ['./libs/common/.', 'common.zip'],
    ['.', 'code.zip'],
    ['../..', 'code.zip'],
  ])('is one zip for the folder %s', (path, name) => {
    expect(uriOf(path, { [path]: folder })).toBe(`s3://b/gluepipeline/sales/dev/scripts/${sha}/${name}`);
  });

  it('is uploaded once however often it is named, and under the address that jobs get', () => {
    const files = { 'libs/common': folder, './libs/common': folder, 'a.py': file };
    const all = artifactsOf(pipeline, 'b', ['libs/common', './libs/common', 'a.py', 'a.py'], files);
    expect(all.map(({ name }) => `s3://b/${name}`)).toEqual([uriOf('libs/common', files), uriOf('a.py', files)]);
    expect(all.map(({ definition }) => definition.sha256)).toEqual([sha, sha]);
  });

  it('is encrypted with the key that the config names', () => {
    const keyed = pipelineOf({ jobs: [], artifacts: { kms_key: 'alias/sales' } });
    const [artifact] = artifactsOf(keyed, 'b', ['a.py'], { 'a.py': file });
    expect(artifact?.definition).toEqual({ bucket: 'b', sha256: sha, path: 'a.py', kmsKey: 'alias/sales' });
  });

  it('was read before: a path that nobody read is a mistake of ours', () => {
    expect(() => uriOf('a.py', {})).toThrow('a.py was validated');
    expect(() => uriOf('a.py', { 'a.py': { kind: 'missing', reason: 'x' } })).toThrow('a.py was validated');
  });
});
