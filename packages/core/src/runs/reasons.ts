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

/** A kind of failure that is known, and what to do about it. */
interface Reason {
  readonly pattern: RegExp;
  readonly hint: (match: RegExpExecArray) => string;
}

const reasons: readonly Reason[] = [
  {
    pattern: /nothing to crawl at (s3\S*:\/\/[^ :]+)/,
    hint: ([, address]) => `let a job write to ${address ?? 'it'} before the crawler starts, or copy data there`,
  },
  {
    pattern: /ModuleNotFoundError: No module named '([^']+)'/,
    hint: ([, module]) =>
      `add the package that holds "${module ?? ''}" to the argument --additional-python-modules; with --local, install it for the python that runs the scripts`,
  },
  {
    pattern: /the following arguments are required: (.+)/,
    hint: ([, names]) => `give ${names ?? 'them'} under the job's arguments`,
  },
  {
    pattern: /pyspark/i,
    hint: () => 'install pyspark for the python that runs the scripts, or name another python with --python',
  },
  {
    pattern: /SyntaxError|IndentationError/,
    hint: () => 'mend the script: python could not read it',
  },
  {
    pattern: /(?:NoSuchKey|does not exist).*s3:\/\/|s3:\/\/\S+ does not exist/,
    hint: () => 'upload the script there, or name a local file as script and let deploy upload it',
  },
];

/** What to do about a failed run, where its message is one that is known. */
export function hintFor(errorMessage: string): string | undefined {
  for (const { pattern, hint } of reasons) {
    const match = pattern.exec(errorMessage);
    if (match != null) {
      return hint(match);
    }
  }
  return undefined;
}
