import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { garbageOf, type GarbageInput } from '../../src/deploy/garbage.ts';
import type { DeploymentRecord } from '../../src/plan/record.ts';

const day = 86_400_000;
const now = 1_000 * day;
const digest = (letter: string) => letter.repeat(64);
const upload = (letter: string, age: number) => ({
  key: `p/scripts/${digest(letter)}/x.py`,
  modified: now - age * day,
  size: 1,
});

function recorded(number: number, age: number, letters: string, outcome: DeploymentRecord['outcome'] = 'done') {
  const record = { number, outcome, resources: Array.from(letters, (letter) => ({ name: digest(letter) })) };
  return {
    record: record as unknown as DeploymentRecord,
    entry: { key: `p/history/${String(number)}.json`, modified: now - age * day, size: 1 },
  };
}

function garbage(input: Partial<GarbageInput>): string[] {
  const all = { records: [], uploads: [], inUse: new Set<string>(), keep: 1, olderThan: 30 * day, now, ...input };
  const { records, uploads } = garbageOf(all);
  return [...records, ...uploads].map(({ key }) => key.replace(/([0-9a-f])\1{63}/, '$1'));
}

describe('garbageOf', () => {
  it('finds what neither anything live nor a record that stays names', () => {
    const records = [recorded(1, 90, 'ab'), recorded(2, 80, 'bc'), recorded(3, 70, 'cd')];
    const uploads = ['a', 'b', 'c', 'd', 'e'].map((letter) => upload(letter, 60));
    expect(garbage({ records, uploads, keep: 2 })).toEqual([
      'p/history/1.json',
      'p/scripts/a/x.py',
      'p/scripts/e/x.py',
    ]);
    expect(garbage({ records, uploads, keep: 2, inUse: new Set([digest('e')]) })).toEqual([
      'p/history/1.json',
      'p/scripts/a/x.py',
    ]);
  });

  it('leaves what is young, whatever it is', () => {
    const records = [recorded(1, 29, 'a'), recorded(2, 1, 'b')];
    expect(garbage({ records, uploads: [upload('a', 90), upload('e', 29), upload('f', 31)] })).toEqual([
      'p/scripts/f/x.py',
    ]);
  });

  it('leaves the newest record, and the newest that came through, however old', () => {
    const records = [
      recorded(1, 400, 'a'),
      recorded(2, 300, 'b'),
      recorded(3, 200, 'c', 'failed'),
      recorded(4, 100, '', 'failed'),
    ];
    expect(garbage({ records, uploads: [upload('b', 300)] })).toEqual(['p/history/3.json', 'p/history/1.json']);
  });

  it('leaves the newest record that can be gone back to, where newer ones came through and are no way back', () => {
    const whole = (number: number) => {
      const { record, entry } = recorded(number, 90, '');
      return { record: { ...record, resources: [{ name: 'a', resource: {} }] } as unknown as DeploymentRecord, entry };
    };
    expect(garbage({ records: [whole(1), whole(2), recorded(3, 90, 'b', 'failed'), recorded(4, 90, 'a')] })).toEqual([
      'p/history/3.json',
      'p/history/1.json',
    ]);
    expect(garbage({ records: [whole(1), recorded(2, 90, '')] })).toEqual([]);
  });

  it('leaves what is no upload of ours', () => {
    const strangers = [{ key: 'p/scripts/readme.txt', modified: 0, size: 1 }];
    expect(garbage({ uploads: strangers })).toEqual([]);
  });

  it('never takes what something that stays refers to', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 4 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: 90 }), letters), { maxLength: 8 }),
        letters,
        fc.integer({ min: 1, max: 9 }),
        (made, live, keep) => {
          const records = made.map(([age, named], index) => recorded(index + 1, age, named.join('')));
          const uploads = ['a', 'b', 'c', 'd', 'e'].map((letter) => upload(letter, 60));
          const gone = garbage({ records, uploads, keep, inUse: new Set(live.map(digest)) });
          const kept = records.filter(({ entry }) => !gone.includes(entry.key));
          const named = new Set([
            ...live,
            ...kept.flatMap(({ record }) => record.resources.map(({ name }) => name[0])),
          ]);
          for (const letter of named) {
            expect(gone).not.toContain(`p/scripts/${letter ?? ''}/x.py`);
          }
          expect(kept.length).toBeGreaterThanOrEqual(Math.min(keep, records.length));
        },
      ),
    );
  });
});
