import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { resolveRegion } from '../../src/client/region.ts';

const names = ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE', 'AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_PROFILE'];
const saved = new Map(names.map((name) => [name, process.env[name]]));
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gluepipeline-region-'));
  for (const name of names) {
    Reflect.deleteProperty(process.env, name);
  }
  writeFileSync(join(folder, 'config'), '[profile work]\nregion = eu-north-1\n');
  process.env.AWS_CONFIG_FILE = join(folder, 'config');
  process.env.AWS_SHARED_CREDENTIALS_FILE = join(folder, 'credentials');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
  for (const [name, value] of saved) {
    if (value == null) {
      Reflect.deleteProperty(process.env, name);
    } else {
      process.env[name] = value;
    }
  }
});

describe('resolveRegion', () => {
  const all = {
    region: 'a-flag-1',
    env: { AWS_REGION: 'an-env-1', AWS_DEFAULT_REGION: 'a-default-1' },
    profile: 'work',
    configRegion: 'a-file-1',
  };

  it.each([
    ['the flag', all, 'a-flag-1'],
    ['AWS_REGION', { ...all, region: undefined }, 'an-env-1'],
    ['AWS_DEFAULT_REGION', { ...all, region: undefined, env: { AWS_DEFAULT_REGION: 'a-default-1' } }, 'a-default-1'],
    ['the config file, which is stronger than a profile', { ...all, region: undefined, env: {} }, 'a-file-1'],
    ['the profile', { profile: 'work', env: {} }, 'eu-north-1'],
  ])('takes it from %s', async (_, sources, region) => {
    expect(await resolveRegion(sources)).toBe(region);
  });

  it('says how to name one when nothing does', async () => {
    await expect(resolveRegion({ env: {} })).rejects.toMatchObject({
      name: 'UserError',
      code: 'GP406',
      hint: 'say --region, set AWS_REGION, or write region in the config; with --local none is needed',
    });
  });
});
