import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { libraries, root } from './library/packed.ts';

describe('a package as it is published', () => {
  const license = readFileSync(join(root, 'LICENSE'), 'utf8');

  // npm packs a LICENSE that lies beside package.json, and none from above it.
  it.each([...libraries, 'cli'])('%s carries the licence of the whole', (name) => {
    expect(readFileSync(join(root, 'packages', name, 'LICENSE'), 'utf8')).toBe(license);
  });
});
