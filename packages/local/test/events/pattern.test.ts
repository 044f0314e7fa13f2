import { describe, expect, it } from '@jest/globals';

import { matches, patternProblem } from '../../src/events/pattern.ts';
import type { Json, JsonObject } from '../../src/json.ts';

/** The event that every case is about; the operators and most examples are those of eb-create-pattern-operators. */
const event = {
  source: 'aws.glue',
  account: null,
  detail: {
    state: 'initializing',
    count: 5,
    price: 301.8,
    flag: true,
    empty: '',
    file: 'dir/sub/a.PNG',
    address: '10.0.0.7',
    list: ['a', 'b'],
    nested: [{ key: 'x', n: 1 }, { key: 'y' }],
  },
};

const cases: [string, JsonObject, boolean][] = [
  ['a value', { source: ['aws.glue'] }, true],
  ['one of several values', { source: ['aws.s3', 'aws.glue'] }, true],
  ['another value', { source: ['aws.s3'] }, false],
  ['a value in capitals', { source: ['AWS.glue'] }, false],
  ['all fields at once', { source: ['aws.glue'], detail: { count: [6] } }, false],
  ['null', { account: [null] }, true],
  ['null where there is a value', { source: [null] }, false],
  ['null where there is nothing', { region: [null] }, false],
  ['the empty text', { detail: { empty: [''] } }, true],
  ['true', { detail: { flag: [true] } }, true],
  ['a number', { detail: { count: [5] } }, true],
  ['a number as a text', { detail: { count: ['5'] } }, false],
  ['prefix', { source: [{ prefix: 'aws.' }] }, true],
  ['prefix that is in the middle', { source: [{ prefix: 'ws.' }] }, false],
  ['prefix in capitals', { source: [{ prefix: { 'equals-ignore-case': 'AWS' } }] }, true],
  ['suffix', { source: [{ suffix: 'glue' }] }, true],
  ['suffix in capitals', { detail: { file: [{ suffix: '.png' }] } }, false],
  ['suffix whatever the capitals', { detail: { file: [{ suffix: { 'equals-ignore-case': '.png' } }] } }, true],
  ['equals-ignore-case', { source: [{ 'equals-ignore-case': 'AWS.GLUE' }] }, true],
  ['anything-but it', { detail: { state: [{ 'anything-but': 'initializing' }] } }, false],
  ['anything-but another', { detail: { state: [{ 'anything-but': ['stopped', 'overloaded'] }] } }, true],
  ['anything-but a number', { detail: { count: [{ 'anything-but': [4, 6] }] } }, true],
  ['anything-but prefix', { detail: { state: [{ 'anything-but': { prefix: 'init' } }] } }, false],
  ['anything-but prefixes', { detail: { state: [{ 'anything-but': { prefix: ['x', 'init'] } }] } }, false],
  ['anything-but suffix', { detail: { state: [{ 'anything-but': { suffix: 'x' } }] } }, true],
  [
    'anything-but in capitals',
    { detail: { state: [{ 'anything-but': { 'equals-ignore-case': ['INITIALIZING'] } }] } },
    false,
  ],
  ['anything-but wildcard', { detail: { file: [{ 'anything-but': { wildcard: '*/sub/*' } }] } }, false],
  ['anything-but where there is nothing', { detail: { absent: [{ 'anything-but': 'x' }] } }, false],
  ['numeric range', { detail: { count: [{ numeric: ['>', 0, '<=', 5] }] } }, true],
  ['numeric range that it is not in', { detail: { count: [{ numeric: ['>', 0, '<', 5] }] } }, false],
  ['numeric equal', { detail: { price: [{ numeric: ['=', 3.018e2] }] } }, true],
  ['numeric of a text', { detail: { state: [{ numeric: ['>', 0] }] } }, false],
  ['wildcard', { detail: { file: [{ wildcard: 'dir/*.PNG' }] } }, true],
  ['wildcard for nothing', { source: [{ wildcard: 'aws.glue*' }] }, true],
  ['wildcard that would need letters twice', { source: [{ wildcard: 'aws.glue*e' }] }, false],
  ['wildcard that is a star itself', { source: [{ wildcard: String.raw`aws.\*` }] }, false],
  ['exists', { detail: { state: [{ exists: true }] } }, true],
  ['exists of an object', { detail: [{ exists: true }] }, false],
  ['does not exist', { detail: { absent: [{ exists: false }] } }, true],
  ['does not exist, far below nothing', { absent: { below: [{ exists: false }] } }, true],
  ['does not exist, but does', { detail: { state: [{ exists: false }] } }, false],
  ['cidr', { detail: { address: [{ cidr: '10.0.0.0/24' }] } }, true],
  ['cidr of another network', { detail: { address: [{ cidr: '10.0.1.0/24' }] } }, false],
  ['cidr of IPv6', { detail: { address: [{ cidr: '2001:db8::/32' }] } }, false],
  ['an item of a list', { detail: { list: ['b'] } }, true],
  ['a field of an object in a list', { detail: { nested: { key: ['y'] } } }, true],
  ['$or', { $or: [{ source: ['x'] }, { detail: { count: [5] } }] }, true],
  ['$or of nothing that is', { $or: [{ source: ['x'] }, { detail: { count: [6] } }] }, false],
  ['$or beside another field', { source: ['aws.glue'], detail: { $or: [{ count: [6] }, { flag: [true] }] } }, true],
  ['a field that every object inherits', { constructor: [{ exists: false }] }, true],
];

describe('an event pattern', () => {
  it.each(cases)('%s', (_, pattern, expected) => {
    expect(patternProblem(pattern)).toBeUndefined();
    expect(matches(pattern, event)).toBe(expected);
  });

  it.each<[string, Json, string]>([
    ['a list', [], 'Filter is not an object'],
    ['nothing', {}, 'Empty objects are not allowed'],
    ['a bare value', { source: 'aws.glue' }, '"source" must be an object or an array'],
    ['an empty list', { source: [] }, 'Empty arrays are not allowed'],
    ['an unknown operator', { source: [{ contains: 'x' }] }, 'Unrecognized match type contains'],
    ['two operators in one', { source: [{ prefix: 'x', suffix: 'y' }] }, 'Only one key allowed in match expression'],
    ['a prefix that is none', { source: [{ prefix: 1 }] }, 'prefix match pattern must be a string'],
    [
      'a range without a number',
      { n: [{ numeric: ['>', 'x'] }] },
      'Value of numeric must be an array of operators and numbers.',
    ],
    [
      'anything-but two kinds',
      { n: [{ 'anything-but': ['a', 1] }] },
      'Value of anything-but must be an array or single string/number value.',
    ],
    ['a network that is none', { n: [{ cidr: '10.0.0.0' }] }, 'Malformed CIDR, one "/" required'],
    [
      'stars in a row',
      { n: [{ wildcard: 'a**b' }] },
      'wildcard match pattern must be a string without consecutive wildcard characters',
    ],
    ['$or of one', { $or: [{ a: ['x'] }] }, 'There must have at least 2 Objects in "$or" relationship.'],
  ])('%s is refused', (_, pattern, problem) => {
    expect(patternProblem(pattern)).toBe(problem);
  });

  it('with many stars takes no longer for a long text that does not match', () => {
    const pattern = { detail: [{ wildcard: `${'a*'.repeat(500)}b` }] };
    expect(matches(pattern, { detail: 'a'.repeat(100_000) })).toBe(false);
  });
});
