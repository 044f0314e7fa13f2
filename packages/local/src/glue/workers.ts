/** DPU (or M-DPU) of one worker of each type (docs/aws-facts.md#capacity). */
export const dpuOf: Readonly<Record<string, number>> = {
  Standard: 1,
  'G.025X': 0.25,
  'G.1X': 1,
  'G.2X': 2,
  'G.4X': 4,
  'G.8X': 8,
  'G.12X': 12,
  'G.16X': 16,
  'R.1X': 1,
  'R.2X': 2,
  'R.4X': 4,
  'R.8X': 8,
  'Z.2X': 2,
};

const fromThree = ['G.025X', 'G.4X', 'G.8X'];
const fromFour = ['G.12X', 'G.16X', 'R.1X', 'R.2X', 'R.4X', 'R.8X'];

/** The first Glue version that takes the worker type, as a number. */
export const firstVersionOf = (workerType: string): number =>
  fromFour.includes(workerType) ? 4 : fromThree.includes(workerType) ? 3 : 0;

/** A Glue version as a number to compare with; `auto` follows the newest. */
export const versionNumber = (version: string): number =>
  version === 'auto' ? Number.POSITIVE_INFINITY : Number.parseFloat(version);
