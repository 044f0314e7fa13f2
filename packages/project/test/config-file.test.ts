import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { configPath, readConfigFile } from '../src/index.ts';
import { shownPath } from '../src/config-file.ts';
import { folderWith } from './harness.ts';

describe('configPath', () => {
  const cwd = folderWith({ 'etl/gluepipeline.yml': '', 'both/config.json': '', 'both/gluepipeline.yaml': '' });

  it.each<[string, { config?: string; env?: Record<string, string> }, string]>([
    ['config.json of the working folder, also before it is there', {}, 'config.json'],
    ['the file that is said', { config: 'my.json' }, 'my.json'],
    ['the file in the folder that is said', { config: 'etl' }, 'etl/gluepipeline.yml'],
    ['JSON before YAML', { config: 'both/' }, 'both/config.json'],
    ['a folder that is still to be made, by its slash', { config: 'new/' }, 'new/config.json'],
    ['what GLUE_CONFIG says', { env: { GLUE_CONFIG: 'etl' } }, 'etl/gluepipeline.yml'],
    ['what is said before what GLUE_CONFIG says', { config: 'my.json', env: { GLUE_CONFIG: 'etl' } }, 'my.json'],
    ['nothing of an empty GLUE_CONFIG', { env: { GLUE_CONFIG: '' } }, 'config.json'],
  ])('is %s', (_what, { config, env = {} }, path) => {
    expect(configPath({ cwd, config, env })).toBe(join(cwd, path));
  });
});

describe('readConfigFile', () => {
  it('gives text, folder and a short name', () => {
    const cwd = folderWith({ 'etl/config.json': '{}' });
    expect(readConfigFile({ cwd, config: 'etl', env: {} })).toEqual({
      path: join(cwd, 'etl/config.json'),
      folder: join(cwd, 'etl'),
      shown: 'etl/config.json',
      text: '{}',
    });
  });

  it.each<[string, string, string, string]>([
    ['a file that is missing', 'gone.json', 'GP110', 'there is no config at gone.json'],
    ['a folder in the place of the file', '.', 'GP111', 'config.json cannot be read: it is a folder'],
    [
      'a file in the place of a folder',
      'file/x.json',
      'GP111',
      'file/x.json cannot be read: a part of the path is a file, not a folder',
    ],
  ])('says why of %s', (_what, config, code, message) => {
    const cwd = folderWith({ file: '' });
    mkdirSync(join(cwd, 'config.json'));
    expect(() => readConfigFile({ cwd, config, env: {} })).toThrow(
      expect.objectContaining({ name: 'UserError', code, message }),
    );
  });
});

describe('shownPath', () => {
  it('is short under the working folder and whole elsewhere', () => {
    expect(shownPath('/work/etl', '/work/etl/a/config.json')).toBe('a/config.json');
    expect(shownPath('/work/etl', '/work/config.json')).toBe('/work/config.json');
  });
});
