import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { callers, callsOf, rareCallsOf } from '@gluepipeline/core';
import { describe, expect, it } from '@jest/globals';

const source = fileURLToPath(new URL('../src', import.meta.url));

/** The operations that the adapter can send, by the SDK's names of their commands. */
function sendable(): Set<string> {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const texts = files.map((file) => readFileSync(join(source, file), 'utf8'));
  return new Set(texts.flatMap((text) => [...text.matchAll(/\b([A-Z]\w+)Command\b/g)].map(([, name = '']) => name)));
}

describe('the calls of docs/api-calls.md', () => {
  it('are all that the adapter can send', () => {
    const told = callers.flatMap((command) => [...callsOf[command], ...rareCallsOf[command]]);
    const names = new Set(told.map((call) => call.split(':')[1]));
    expect([...sendable()].filter((name) => !names.has(name)).toSorted()).toEqual([]);
    expect([...names].filter((name) => !sendable().has(name ?? '')).toSorted()).toEqual([]);
  });
});
