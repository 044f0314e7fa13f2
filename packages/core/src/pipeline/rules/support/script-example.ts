import type { FileFacts, Files } from '../../files.ts';

/** A script beside the config, for the example of a rule. */
export function scriptFile(
  path: string,
  text: string,
  more: Partial<Extract<FileFacts, { kind: 'file' }>> = {},
): Files {
  return { [path]: { kind: 'file', sha256: '0'.repeat(64), size: text.length, text, ...more } };
}
