import { describe, expect, it } from '@jest/globals';

import { specs } from '../src/input-specs.ts';
import { manifest } from './support/step.ts';

describe('action.yml', () => {
  it('has just the inputs that the code reads, with the same defaults', () => {
    const inManifest = Object.entries(manifest.inputs).map(([name, { default: otherwise }]) => [
      name,
      name === 'github-token' || otherwise === '' ? undefined : otherwise,
    ]);
    expect(inManifest.toSorted()).toEqual(
      Object.entries(specs)
        .map(([name, { default: otherwise }]) => [name, otherwise])
        .toSorted(),
    );
  });

  it('names every word that an input may be', () => {
    for (const [name, { choices = [] }] of Object.entries(specs)) {
      for (const choice of choices) {
        expect({ name, text: manifest.inputs[name]?.description }).toMatchObject({
          text: expect.stringContaining(choice),
        });
      }
    }
  });

  it('runs the built file on Node 24', () => {
    expect(manifest.runs).toEqual({ using: 'node24', main: 'dist/index.js' });
  });
});
