import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { missingPermission } from '../src/client/permission.ts';

const source = join(import.meta.dirname, '..', 'src');
const quickstart = readFileSync(join(import.meta.dirname, '..', '..', '..', 'QUICKSTART.md'), 'utf8');

/** The IAM action of each call that the source makes; `*` for the service where the code does not name it. */
function actions(): string[] {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const found = files.flatMap((file) =>
    [...readFileSync(join(source, file), 'utf8').matchAll(/new (?:(\w+)\.)?([A-Z]\w+)Command\(/g)].map(
      ([, client, operation = '']) => {
        const service = client === 'sdk' ? 's3' : (client ?? '*');
        return missingPermission(service, operation, '').action ?? '';
      },
    ),
  );
  return [...new Set(found)].toSorted();
}

describe('the permissions in QUICKSTART.md', () => {
  it('are all that the calls of this package need', () => {
    const all = actions();
    expect(all.length).toBeGreaterThan(60);
    const told = new Set(Array.from(quickstart.matchAll(/`(\w+:\w+)`/g), ([, action]) => action ?? ''));
    const names = new Set(Array.from(told, (action) => `*${action.slice(action.indexOf(':'))}`));
    expect(all.filter((action) => !told.has(action) && !names.has(action))).toEqual([]);
  });
});
