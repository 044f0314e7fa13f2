import { describe, expect, it } from '@jest/globals';

import { select } from '../../src/runs/select.ts';
import { pipelineOf } from '../../src/testing/builders.ts';

const job = (name: string, depends_on?: unknown) => ({
  name,
  script: 's3://b/a.py',
  ...(depends_on == null ? {} : { depends_on }),
});

/** a → b → d, a → c → d, d → e (on failure), and f by itself. */
const pipeline = pipelineOf({
  glue_version: '6.0',
  role: 'R',
  jobs: [
    job('a'),
    job('b', ['a']),
    job('c', ['a']),
    job('d', ['b', 'c']),
    job('e', [{ job: 'd', state: 'FAILED' }]),
    job('f'),
  ],
});

const names = (...words: string[]) => select(pipeline, words).map(({ name }) => name);

describe('select', () => {
  it('takes what is named, what comes before it, and what comes behind it', () => {
    expect(names('b', 'f')).toEqual(['b', 'f']);
    expect(names('+d')).toEqual(['a', 'b', 'c', 'd']);
    expect(names('b+')).toEqual(['b', 'd', 'e']);
    expect(names('+b+')).toEqual(['a', 'b', 'd', 'e']);
  });

  it('lets a node wait only for what was chosen too', () => {
    const ends = select(pipeline, ['b', 'd+']).map(({ name, ways }) => [name, ways.flatMap((way) => way.ends)]);
    expect(ends).toEqual([
      ['b', []],
      ['d', [{ kind: 'job', name: 'b', state: 'SUCCEEDED' }]],
      ['e', [{ kind: 'job', name: 'd', state: 'FAILED' }]],
    ]);
  });

  it('refuses a name that nothing has', () => {
    expect(() => names('+lod')).toThrow('there is no job "lod"');
  });
});
