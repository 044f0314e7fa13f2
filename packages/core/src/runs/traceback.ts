/** Where in the user's script a run failed. */
export interface ScriptPlace {
  /** The file as the traceback names it, without folders. */
  readonly file: string;
  readonly line: number;
  /** The line of code, where the traceback shows it. */
  readonly code: string | undefined;
}

/** The last frame of a Python traceback that is in the script itself, not in a library. */
export function failingPlace(stderr: string, script: string): ScriptPlace | undefined {
  const file = script.split(/[\\/]/).at(-1) ?? script;
  const frames = [...stderr.matchAll(/^ {2}File "([^"]+)", line (\d+)[^\n]*(?:\n {4}(\S[^\n]*))?/gm)];
  const own = frames.findLast((frame) => frame[1]?.split(/[\\/]/).at(-1) === file);
  return own == null ? undefined : { file, line: Number(own[2]), code: own[3] };
}

/** The line of the script that Glue itself names in the message of a failed Spark run, as public issues quote it. */
export function namedLine(errorMessage: string): number | undefined {
  const line = /\bFailed Line Number: (\d+)/.exec(errorMessage)?.[1];
  return line == null ? undefined : Number(line);
}
