import fc from 'fast-check';

import { type ConfigObject, configs } from './configs.ts';

/** How many configs a law is tried with; LAW_RUNS is for a quick look or a long sweep. */
export const runs = Number(process.env.LAW_RUNS ?? 300);

let counter = 0;

/**
 * Tries a law on generated configs, several at once since most of a deployment is waiting; each has a stack of its own.
 * The first config that breaks it is shrunk and shown by fast-check.
 */
export async function forEachConfig(
  law: (config: ConfigObject, name: string) => Promise<void>,
  arbitrary: fc.Arbitrary<ConfigObject> = configs,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(arbitrary, { minLength: atOnce, maxLength: atOnce }), async (several) => {
      await Promise.all(
        several.map((config) => {
          counter += 1;
          return law(config, `p${String(counter)}`);
        }),
      );
    }),
    { numRuns: runs / atOnce },
  );
}

const atOnce = 10;
