/** A piece of a text: what stands there, or the name of a value that is put there. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'name';
      readonly name: string;
      /** What stands there where the name has no value; "" asks for nothing at all. */
      readonly fallback: string | undefined;
      readonly written: string;
    };

/** True for a text that the templates may have a say in. */
export function hasTemplate(text: string): boolean {
  return text.includes('${');
}

/** The pieces of a text, or nothing where a `${` has no end. `$${` is a `${` of the text itself. */
export function piecesOf(text: string): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  let literal = '';
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('${', at);
    if (open === -1) {
      break;
    }
    if (text[open - 1] === '$' && open > at) {
      literal += `${text.slice(at, open - 1)}\${`;
      at = open + 2;
      continue;
    }
    const close = endOf(text, open);
    if (close === -1) {
      return undefined;
    }
    literal += text.slice(at, open);
    if (literal !== '') {
      pieces.push({ kind: 'text', text: literal });
      literal = '';
    }
    pieces.push(nameIn(text.slice(open, close + 1)));
    at = close + 1;
  }
  literal += text.slice(at);
  return literal === '' ? pieces : [...pieces, { kind: 'text', text: literal }];
}

function nameIn(written: string): Piece {
  const inner = written.slice(2, -1);
  const at = inner.indexOf(':-');
  return at === -1
    ? { kind: 'name', name: inner.trim(), fallback: undefined, written }
    : { kind: 'name', name: inner.slice(0, at).trim(), fallback: inner.slice(at + 2), written };
}

/** Where the brace is that closes the one at `open`; a fallback may hold further ones. */
function endOf(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text.startsWith('${', at)) {
      depth++;
      at++;
    } else if (text[at] === '}') {
      depth--;
      if (depth === 0) {
        return at;
      }
    }
  }
  return -1;
}
