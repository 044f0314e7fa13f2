import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { piecesOf } from '../../../src/config/resolve/template.ts';

/** Pieces as short texts: names in angle brackets, with what stands there otherwise. */
const pieces = (text: string) =>
  piecesOf(text)?.map((piece) =>
    piece.kind === 'text' ? piece.text : `<${piece.name}${piece.fallback == null ? '' : `|${piece.fallback}`}>`,
  );

describe('piecesOf', () => {
  it.each<[string, string[] | undefined]>([
    ['', []],
    ['plain', ['plain']],
    ['$ and { and } and $x', ['$ and { and } and $x']],
    ['${var.a}', ['<var.a>']],
    ['${ var.a }', ['<var.a>']],
    ['a-${var.b}-c', ['a-', '<var.b>', '-c']],
    ['${a}${b}', ['<a>', '<b>']],
    ['${a:-}', ['<a|>']],
    ['${a:-x:-y}', ['<a|x:-y>']],
    ['${a:-${b:-c}}d', ['<a|${b:-c}>', 'd']],
    ['$${a}', ['${a}']],
    ['x$${a}y${b}', ['x${a}y', '<b>']],
    ['$$${a}', ['$${a}']],
    ['${a', undefined],
    ['x${a:-${b}', undefined],
  ])('%j → %j', (text, wanted) => {
    expect(pieces(text)).toEqual(wanted);
  });

  it('keeps every text as it is once each ${ in it is escaped', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('$', '{', '}', '${', 'a', ':-')), (parts) => {
        const text = parts.join('').replaceAll('$${', '');
        expect(piecesOf(text.replaceAll('${', () => '$${'))).toEqual(text === '' ? [] : [{ kind: 'text', text }]);
      }),
    );
  });
});
