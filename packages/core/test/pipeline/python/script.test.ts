import { describe, expect, it } from '@jest/globals';
import { assert, property, string } from 'fast-check';

import { readPython } from '../../../src/pipeline/python/script.ts';
import { scanPython } from '../../../src/pipeline/python/tokens.ts';

const imports = (text: string) => readPython(text).imports.map(({ name, line }) => `${name}:${String(line)}`);
const options = (text: string) => readPython(text).options.map(({ name, line }) => `${name}:${String(line)}`);

describe('scanPython', () => {
  it('goes by statements, whatever lines they are written over', () => {
    const lines = scanPython('a = (1,\n  2)\nif a: # so\n\tb = """x\n\ny""" + \\\n  c\n');
    expect(lines.map(({ indent, line, tokens }) => [indent, line, tokens.map(({ text }) => text).join(' ')])).toEqual([
      ['', 1, 'a = ( 1 , 2 )'],
      ['', 3, 'if a :'],
      ['\t', 4, 'b = """x\n\ny""" + c'],
    ]);
  });

  it('takes any text', () => {
    assert(
      property(string({ unit: 'binary' }), (text) => {
        readPython(text);
      }),
    );
  });
});

describe('readPython', () => {
  it('finds the modules that are imported in any case, with their lines', () => {
    expect(imports('import os, sys\nimport a.b.c as d\nfrom e.f import g\nfrom h import (\n  i,\n  j,\n)\n')).toEqual([
      'os:1',
      'sys:1',
      'a:2',
      'e:3',
      'h:4',
    ]);
  });

  it('passes over imports that may not be reached, may fail, or are its own', () => {
    const text = `
try:
    import a
except ImportError:
    a = None
if a:
    import b
def main():
    import c
from . import d
from .e import f
# import g
h = "import i"
`;
    expect(imports(text)).toEqual([]);
  });

  it.each([
    ['a list', 'args = getResolvedOptions(sys.argv, ["JOB_NAME", \'day\'])', ['JOB_NAME:1', 'day:1']],
    ['a tuple', 'args = getResolvedOptions(sys.argv, ("a", "b",))', ['a:1', 'b:1']],
    ['lines', 'args = getResolvedOptions(\n  sys.argv,\n  [\n    "a",  # first\n    "b",\n  ],\n)', ['a:4', 'b:5']],
    ['a keyword', 'args = getResolvedOptions(sys.argv, options=["a"])', ['a:1']],
    ['a function', 'def main():\n  args = utils.getResolvedOptions(sys.argv, ["a"])', ['a:2']],
    ['a main block', 'if __name__ == "__main__":\n  args = getResolvedOptions(sys.argv, ["a"])', ['a:2']],
    ['a name', 'NEEDED = ["a", "b"]\nargs = getResolvedOptions(sys.argv, NEEDED)', ['a:1', 'b:1']],
  ])('finds the options that are demanded as %s', (_, text, expected) => {
    expect(options(text)).toEqual(expected);
  });

  it.each([
    ['under a condition', 'if "--a" in sys.argv:\n  args = getResolvedOptions(sys.argv, ["a"])'],
    ['in a try', 'try:\n  args = getResolvedOptions(sys.argv, ["a"])\nexcept Exception:\n  pass'],
    ['in a conditional expression', 'args = getResolvedOptions(sys.argv, ["a"]) if x else {}'],
    ['of a list that is put together', 'args = getResolvedOptions(sys.argv, ["a"] + more)'],
    ['of a list that is made', 'args = getResolvedOptions(sys.argv, [x for x in y])'],
    ['of a formatted text', 'args = getResolvedOptions(sys.argv, [f"{x}"])'],
    ['of a name that grows', 'needed = ["a"]\nneeded.append("b")\nargs = getResolvedOptions(sys.argv, needed)'],
    ['of a name that is set twice', 'n = ["a"]\nn = ["b"]\nargs = getResolvedOptions(sys.argv, n)'],
    ['of a name that nobody knows', 'args = getResolvedOptions(sys.argv, needed)'],
    ['in a comment', '# args = getResolvedOptions(sys.argv, ["a"])'],
  ])('is not sure of options %s', (_, text) => {
    expect(options(text)).toEqual([]);
  });

  it.each([
    'a = (1',
    'a = 1)',
    'a = (1]',
    "a = 'x",
    'a = """x',
    'a = 1 ? 2',
    'a = f"x',
    'a = $b',
    'if x\n  pass',
    'def f()\n  pass',
    'def f(:\n  pass',
    'x = 1 +',
    'print "hello"',
    'if x = 1:\n  pass',
    'else:\n  pass',
    'try:\n  pass\nx = 1',
    '  x = 1',
    'if x:\npass',
    'if x:\n    a\n  b',
    'class = 1',
    'x = [1, 2',
    'elseif x:\n  pass',
  ])('sees that %j looks wrong', (text) => {
    expect(readPython(text).looksWrong).toBe(true);
  });

  it.each([
    'match x:\n  case 1:\n    pass\n  case _:\n    pass',
    'match = re.match(a, b)',
    'type X = int',
    'x: int = 1\ny: list[int]',
    'def f(a, /, b: int = 1, *, c, **d) -> None: ...',
    'async def f():\n  async with a as b, c:\n    await d\n  async for x in y:\n    yield x\n  else:\n    pass',
    'x = lambda: 0\ny = lambda *a, **k: (a, k)',
    'print(*a, **b, sep="")',
    'a, *b = c\n(d, e), f = g',
    'x = a if b else -c ** ~d',
    'x = a[1:, ::2, ...]\ny = {**a, "b": not c}',
    'try:\n  pass\nexcept* (A, B) as e:\n  raise X from e\nelse:\n  pass\nfinally:\n  pass',
    'if (n := len(a)) > 10: print(n); x = 1',
    '@decorator(1)\n@other.one\nclass A(B, metaclass=C):\n  """doc"""',
    'from . import x\nfrom ..y import (a as b,)\nfrom z import *',
    'x = "a" \'b\' f"{c!r:>{width}}" rb"\\x00"[0]',
    'while True:\n  if a: break\n  elif b: continue\n  else: pass\nelse:\n  del a, b\nassert x, "y"',
    'global_ = 1\nreturned = 0x_ff + 1_000.5e-3j',
    '\uFEFFx = 1\r\nif x:\r\n\ty = 2\r\n',
  ])('lets %j pass', (text) => {
    expect(readPython(text).looksWrong).toBe(false);
  });
});
