import { issue, type Issue, type Position } from './issue.ts';

/** A config needs five levels; a reader that calls itself for each could be made to overflow. */
export const maxDepth = 100;

/** The complaint about a file that is nested beyond that. */
export function nestedTooDeeply(file: string, position: Position | undefined): Issue {
  const message = `${file} is nested too deeply`;
  const found = issue({ code: 'GP101', path: [], message, hint: `write at most ${maxDepth} levels of maps and lists` });
  return position == null ? found : { ...found, position };
}
