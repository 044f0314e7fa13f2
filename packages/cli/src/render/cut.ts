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
