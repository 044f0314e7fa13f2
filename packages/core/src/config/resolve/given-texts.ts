import type { Overrides } from '../overlay.ts';
import type { GivenVariable } from './given.ts';

const prefix = 'GLUEPIPELINE_VAR_';

/** The variables whose values come from outside: those that are said, over those of the environment variables. */
export async function readGiven({ variables = {}, env = {} }: Overrides): Promise<GivenVariable[]> {
  const given = new Map<string, { readonly text: string; readonly isSaid: boolean }>();
  for (const [key, text] of Object.entries(env)) {
    if (text != null && key.startsWith(prefix) && key.length > prefix.length) {
      given.set(key.slice(prefix.length), { text, isSaid: false });
    }
  }
  for (const [name, text] of Object.entries(variables)) {
    given.set(name, { text, isSaid: true });
  }
  return Promise.all(
    Array.from(given, async ([name, { text, isSaid }]) => ({ name, text, isSaid, structure: await structureOf(text) })),
  );
}

/** A text that begins as a list or map does, as JSON or YAML reads it; nothing where it is none. */
async function structureOf(text: string): Promise<unknown> {
  if (!/^\s*[[{]/.test(text)) {
    return undefined;
  }
  const { readSource } = await import('../source.ts');
  const read = await readSource('value.yaml', text);
  return read.ok ? read.value.value : undefined;
}
