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

/** Lines that are no wider than so many letters; where two that differ would look the same, their ends are kept and their middles left out. */
export function cutApart(lines: readonly string[], most: number): string[] {
  const cuts = lines.map((line) => cut(line, most));
  return new Set(cuts).size === new Set(lines).size || lines.some((line) => colour.test(line))
    ? cuts
    : lines.map((line) => cutMiddle(line, most));
}

function cutMiddle(line: string, most: number): string {
  if (stringWidth(line) <= most) {
    return line;
  }
  const start = cut(line, Math.ceil(most / 2));
  let end = '';
  for (const { segment } of [...new Intl.Segmenter().segment(line)].toReversed()) {
    if (stringWidth(start + segment + end) > most) {
      break;
    }
    end = segment + end;
  }
  return start + end;
}
