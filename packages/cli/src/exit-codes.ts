/** What an exit code says, for help and docs. */
export const exitCodes: readonly (readonly [number, string])[] = [
  [0, 'done, or nothing to do'],
  [1, 'a bug of this tool'],
  [2, 'changes found, with --detailed-exitcode alone'],
  [3, 'the config or the plan file is invalid'],
  [4, 'AWS credentials or permissions'],
  [5, 'somebody else has the lock, or the folder of the embedded endpoint'],
  [6, 'the run ended other than SUCCEEDED'],
  [7, 'the deployment failed part-way'],
  [8, 'declined, or a question that nobody could be asked'],
  [9, 'AWS or network failure; nothing was changed'],
  [10, 'refused by a guard'],
  [64, 'the command line is wrong'],
  [130, 'ended by SIGINT'],
  [143, 'ended by SIGTERM'],
];

const byCode: Readonly<Record<string, number>> = {
  GP114: 10,
  GP115: 64,
  GP123: 64,
  GP125: 64,
  GP301: 10,
  GP302: 10,
  GP303: 10,
  GP304: 3,
  GP305: 10,
  GP307: 10,
  GP308: 10,
  GP309: 10,
  GP310: 8,
  GP312: 10,
  GP313: 3,
  GP314: 10,
  GP315: 10,
  GP316: 10,
  GP317: 10,
  GP318: 10,
  GP319: 64,
  GP320: 10,
  GP321: 10,
  GP322: 64,
  GP401: 4,
  GP402: 4,
  GP406: 64,
  GP407: 64,
  GP502: 7,
  GP503: 9,
  GP504: 9,
  GP505: 10,
  GP506: 64,
  GP507: 10,
  GP508: 10,
  GP601: 64,
  GP602: 64,
  GP603: 64,
  GP604: 64,
  GP605: 9,
  GP606: 64,
  GP607: 5,
  GP608: 10,
  GP609: 9,
  GP610: 64,
  GP611: 64,
  GP612: 10,
  GP613: 64,
  GP614: 3,
  GP615: 9,
  GP616: 64,
  GP617: 64,
  GP618: 10,
};

/** The exit code for an error code: its own, or that of its hundred. */
export function exitCodeOf(code: string): number {
  const own = byCode[code];
  if (own != null) {
    return own;
  }
  const hundred = code.slice(0, 3);
  return hundred === 'GP1' || hundred === 'GP2' ? 3 : hundred === 'GP5' ? 5 : hundred === 'GP6' ? 6 : 9;
}
