/** What a comment or an issue is about: one for each. */
export interface Subject {
  readonly kind: 'comment' | 'drift';
  /** The config as it is named from the top of the repository. */
  readonly config: string;
  readonly environment: string;
}

/** The first line of a text that we may write anew: no reader sees it. */
export function markerOf({ kind, config, environment }: Subject): string {
  // `--` would end the HTML comment early.
  const json = JSON.stringify({ config, environment }).replaceAll('-', '\\u002d').replaceAll('>', '\\u003e');
  return `<!-- gluepipeline:${kind} ${json} -->`;
}

/** True for a text that begins with the marker. */
export function isMarked(body: string | null | undefined, marker: string): boolean {
  return body?.split(/\r?\n/, 1)[0] === marker;
}
