/** How a front shows the parts of a text: in colour, or not at all. */
export interface Paint {
  readonly add: (text: string) => string;
  readonly change: (text: string) => string;
  readonly remove: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
}

const asItIs = (text: string): string => text;

/** Text as it is: for files, pipes and tests. */
export const plain: Paint = { add: asItIs, change: asItIs, remove: asItIs, dim: asItIs, bold: asItIs };
