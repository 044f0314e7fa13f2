/**
 * A number whose written form matters: `glue_version: 3.0` must reach Glue as "3.0", which a plain number forgets.
 * Sources make one only where the text differs from the number's own form.
 */
export class WrittenNumber {
  readonly value: number;
  readonly text: string;

  constructor(value: number, text: string) {
    this.value = value;
    this.text = text;
  }

  toString(): string {
    return this.text;
  }

  toJSON(): number {
    return this.value;
  }
}

/** The number itself where its text is the usual one, else both. */
export function writtenNumber(value: number, text: string): number | WrittenNumber {
  return String(value) === text ? value : new WrittenNumber(value, text);
}
