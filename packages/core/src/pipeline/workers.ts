/** DPUs of one worker of each type; of the R and Z types memory-optimised DPUs (docs/aws-facts.md#capacity). */
export const dpusOfWorker: Readonly<Record<string, number | undefined>> = {
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
