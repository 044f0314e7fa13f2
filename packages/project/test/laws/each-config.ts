import fc from 'fast-check';

import { type ConfigObject, configs } from './configs.ts';

/** How many configs a law is tried with at a time; `npm run test:laws` is the long sweep. */
export const runs = Number(process.env.LAW_RUNS ?? 60);

let counter = 0;

/**
 * Tries a law on generated configs, several at once since most of a deployment is waiting; each has a stack of its own.
 * The first config that breaks it is shown.
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
          return law(config, `p${String(counter)}`).catch((error: unknown) => {
            throw new Error(`broken by ${JSON.stringify(config)}`, { cause: error });
          });
        }),
      );
    }),
    // Shrinking would deploy for hours: the config that broke the law is small and is shown as it is.
    { numRuns: runs / atOnce, endOnFailure: true },
  );
}

const atOnce = 10;
