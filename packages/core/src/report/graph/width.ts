/** Chinese, Japanese and Korean letters and emoji are as wide as two others. */
const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}]/u;

/** How many letters of one width a text is as wide as. */
export function columnsOf(text: string): number {
  return Array.from(text, (letter) => (wide.test(letter) ? 2 : 1)).reduce((sum, each) => sum + each, 0);
}

/** A text that is no wider than that many letters: a wider one ends in `…`. */
export function cut(text: string, most: number): string {
  if (columnsOf(text) <= most) {
    return text;
  }
  let kept = '';
  let width = 0;
  for (const letter of text) {
    width += columnsOf(letter);
    if (width > most - 1) {
      break;
    }
    kept += letter;
  }
  return `${kept}…`;
}

/** How letters are told apart and measured. */
export interface Letters {
  readonly cut: (text: string, most: number) => string;
  readonly widthOf: (text: string) => number;
  readonly split: (text: string) => readonly string[];
}

const plainLetters: Letters = { cut, widthOf: columnsOf, split: (text) => Array.from(text) };

/** Texts that are no wider than that many letters; where two that differ would look the same, their ends are kept and their middles left out. */
export function cutApart(texts: readonly string[], most: number, letters: Letters = plainLetters): string[] {
  const ends = texts.map((text) => letters.cut(text, most));
  return new Set(ends).size === new Set(texts).size ? ends : texts.map((text) => cutMiddle(text, most, letters));
}

function cutMiddle(text: string, most: number, { widthOf, split, ...letters }: Letters): string {
  if (widthOf(text) <= most) {
    return text;
  }
  const start = letters.cut(text, Math.ceil(most / 2));
  let end = '';
  for (const letter of split(text).toReversed()) {
    if (widthOf(start + letter + end) > most) {
      break;
    }
    end = letter + end;
  }
  return start + end;
}
