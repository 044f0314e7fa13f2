import { cutApart as textsApart } from '@gluepipeline/core';
import stringWidth from 'string-width';

/** A line that is no wider than so many letters: a wider one ends in `…`. Colours take no room, and end where they did. */
export function cut(line: string, most: number): string {
  if (stringWidth(line) <= most) {
    return line;
  }
  let kept = '';
  let room = Math.max(0, most - 1);
  let isFull = false;
  for (const part of line.split(colour)) {
    if (part.startsWith('\u001B')) {
      kept += part;
      continue;
    }
    for (const { segment } of isFull ? [] : new Intl.Segmenter().segment(part)) {
      room -= stringWidth(segment);
      isFull = room < 0;
      if (isFull) {
        kept += '…';
        break;
      }
      kept += segment;
    }
  }
  return kept;
}

/** What a terminal takes as the colour of what follows. */
const colour = new RegExp('(\u001B\\[[\\d;]*m)', 'u');

/** Lines that are no wider than so many letters; those without colours still look different where they are. */
export function cutApart(lines: readonly string[], most: number): string[] {
  return lines.some((line) => colour.test(line))
    ? lines.map((line) => cut(line, most))
    : textsApart(lines, most, { cut, widthOf: stringWidth, split: lettersOf });
}

function lettersOf(text: string): string[] {
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
}
