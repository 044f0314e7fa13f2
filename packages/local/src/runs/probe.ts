import { execFile } from 'node:child_process';
import { env } from 'node:process';
import { promisify } from 'node:util';

/** What is known of an interpreter. */
export interface Interpreter {
  readonly executable: string;
  /** Such as "3.11.7". */
  readonly version: string;
  /** Where `pip install --user` put things; hidden from a run by its own HOME unless it is told. */
  readonly userBase: string | null;
  /** Its version; null when it is absent or broken. */
  readonly pyspark: string | null;
  /** Why a pyspark that is there cannot be imported. */
  readonly sparkError: string | null;
}

const question = `
import importlib.util, json, platform, site, sys
spark = error = None
if importlib.util.find_spec("pyspark"):
    try:
        import pyspark
        spark = pyspark.__version__
    except Exception as broken:
        error = type(broken).__name__ + ": " + str(broken)
print(json.dumps({"executable": sys.executable, "version": platform.python_version(), "pyspark": spark,
  "sparkError": error, "userBase": site.getuserbase() if site.ENABLE_USER_SITE else None}))
`;

/** Asks an interpreter about itself, until told to stop; undefined when it is no Python 3 that runs. */
export async function probe(python: string, signal?: AbortSignal): Promise<Interpreter | undefined> {
  try {
    // A run does not get them, so what only they lead to does not count.
    const environment = { ...env, PYTHONPATH: undefined, PYTHONHOME: undefined };
    const options = { timeout: 60_000, cwd: '/', env: environment, signal };
    const { stdout } = await promisify(execFile)(python, ['-c', question], options);
    return JSON.parse(stdout) as Interpreter;
  } catch {
    return undefined;
  }
}

/** Probes each interpreter once, and again only to see whether something missing has been installed since. */
export function cachedProbe(
  ask: (python: string) => Promise<Interpreter | undefined> = probe,
): (python: string, needsSpark: boolean) => Promise<Interpreter | undefined> {
  const known = new Map<string, Promise<Interpreter | undefined>>();
  return async (python, needsSpark) => {
    const found = await known.get(python);
    if (found != null && (found.pyspark != null || !needsSpark)) {
      return found;
    }
    const asked = ask(python);
    known.set(python, asked);
    return asked;
  };
}
