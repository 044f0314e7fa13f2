import type { WrittenJob, WrittenJobDefaults } from './schema.ts';
import { argumentKey, type Passed, type ShortFormKey, shortFormKeys, unfolded } from './short-forms.ts';

/** Glue's own word for a streaming job means the same level. */
export function kindOf(type: WrittenJob['type']): 'glueetl' | 'pythonshell' | 'streaming' {
  return type === 'gluestreaming' ? 'streaming' : (type ?? 'glueetl');
}

/** A level with its short forms spelled out: all arguments by their own keys. */
export interface Spelled {
  readonly arguments?: Readonly<Record<string, Passed>> | null | undefined;
}

/** True where a level says anything in a short form. */
export function hasShortForms(written: object): boolean {
  for (const key in written) {
    if ((shortForms as ReadonlySet<string>).has(key)) {
      return true;
    }
  }
  return false;
}

/** Spells a level out; nothing is merged yet, so a null still takes away. */
export function spelledOut(written: WrittenJob | WrittenJobDefaults): Spelled {
  const rest = Object.fromEntries(
    Object.entries(written).filter(([key]) => !(shortForms as ReadonlySet<string>).has(key)),
  ) as Spelled;
  const own = Object.entries(written.arguments ?? {}).map(([key, value]) => [argumentKey(key), value] as const);
  const short = unfolded(written).flatMap(([, passed]) => Object.entries(passed));
  return written.arguments == null && short.length === 0
    ? rest
    : { ...rest, arguments: Object.fromEntries<Passed>([...own, ...short]) };
}

const shortForms: ReadonlySet<ShortFormKey> = new Set(shortFormKeys);
