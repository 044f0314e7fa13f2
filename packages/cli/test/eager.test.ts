import { runInNewContext, Script } from 'node:vm';

import { describe, expect, it } from '@jest/globals';

const file = new URL('../bundle/eager.mjs', import.meta.url).href;
const { eager } = (await import(file)) as {
  eager: (text: string, isCalled: (start: number, body: number) => boolean) => string;
};

/** V8 looks at the parentheses around arrow functions from Node 24 on. */
const looksAtArrows = Number(process.versions.v8.split('.')[0]) >= 13;

const all = () => true;
const none = () => false;

/** Scripts that end in a value, each with the kinds of function that it is about. */
const scripts: readonly (readonly [string, string])[] = [
  [
    'a declared function that is called before it stands there',
    '"use strict"; var x = f(2); function f(a) { return a + 1 } x',
  ],
  [
    'one inside another, and one in a block',
    'function f() { return g() + h(); function g() { return 1 } function h() { { function k() { return 5 } return k() } } } f()',
  ],
  ['one that knows itself', 'function f(n) { return n < 2 ? n : f(n - 1) + f(n - 2) } [f(9), f.name, f.length]'],
  [
    'a class made by a function',
    'function A(a) { this.a = a } A.prototype.b = function () { return this.a }; new A(3).b()',
  ],
  [
    'arrow functions, one in the default of another',
    'const f = (a, b = () => a * 2) => b() + 1; [f(1), f(1, () => 7), (() => ({ c: 1 }))()]',
  ],
  [
    'arrow functions of what is around them',
    'function f() { const g = () => [this.a, arguments[0]]; return g(2) } f.call({ a: 1 }, 4)',
  ],
  [
    'methods of an object',
    'const o = { a: 1, m(x) { return this.a + x }, "~run"(x) { return x }, [`k${1}`](x) { return x * 2 }, get g() { return 9 } }; [o.m(1), o["~run"](2), o.k1(3), o.g]',
  ],
  [
    'a method that calls the one it stands for',
    'const o = { __proto__: { m() { return 1 } }, m() { return super.m() + 1 } }; o.m()',
  ],
  [
    'methods of a class',
    'class A { #p = 2; static s() { return 1 } constructor(a) { this.a = a } m() { return (() => this.a + this.#p)() } } [A.s(), new A(1).m()]',
  ],
  [
    'methods of a class and of one that follows it',
    'const k = Symbol("k"); class A { static made = A.make(); static make() { return new A().m() } m() { return this[k](2) } [k](x) { return x * 3 } get g() { return 1 } } class B extends A { m() { return super.m() + 1 } n() { return this.m() } } [A.made, new B().n(), new B().g, Object.keys(new B()), Object.keys(A)]',
  ],
  [
    'private members of a class',
    'const C = class { #a = 1; static #n = 0; #m() { return ++C.#n } m() { return this.#a + this.#m() } }; new C().m(); new C().m()',
  ],
  ['a class inside a method', 'class A { m() { class B { n() { return 4 } } return new B().n() } } new A().m()'],
  ['generators', 'function* g() { yield 1; yield 2 } const o = { *m() { yield 3 } }; [...g(), ...o.m()]'],
  [
    'what is called where it stands',
    'var a = (function () { return 1 })(), b = (() => 2)(), c = !function () { return 3 }(); [a, b, c]',
  ],
  ['a function in a template and one in a list', '[`${(() => 1)()}`, ...[1, 2].map(function (x) { return x + 1 })]'],
];

/** The same of functions that end later: the script ends in a promise. */
const lateScripts: readonly (readonly [string, string])[] = [
  [
    'arrow functions',
    'const f = async (a, { b } = { b: 2 }) => a + b, g = async a => ({ a }), h = async () => async () => 3; Promise.all([f(1), g(1), h().then(k => k())])',
  ],
  [
    'arrow functions of what is around them',
    'function f() { return (async () => [this.a, arguments[0]])() } f.call({ a: 1 }, 4)',
  ],
  [
    'declared functions and methods',
    'async function f(a) { return await a } const o = { async m(x) { return x } }; Promise.all([f(1), o.m(2)])',
  ],
];

describe('a script whose functions are compiled with it', () => {
  it.each(scripts)('does what it did: %s', (_what, script) => {
    expect(runInNewContext(eager(script, all))).toEqual(runInNewContext(script));
  });

  it.each(lateScripts)('does what it did, async: %s', async (_what, script) => {
    expect(await runInNewContext(eager(script, all))).toEqual(await runInNewContext(script));
  });

  const body = '{ let s = 0; for (const c of String(x)) { s += c.length * 3; s ^= 7 } return s }';

  it.each([
    ['a declared function', `function f(x) ${body}`],
    ['a function expression', `var f = function (x) ${body}`],
    ...(looksAtArrows ? [['an arrow function', `var f = (x) => ${body}`] as const] : []),
    ['an async arrow function', `var f = async (x) => ${body}`],
    ['a method', `var o = { m(x) ${body} }`],
    ['a method of a class', `class A { m(x) ${body} }`],
    ['a static method', `class A { static m(x) ${body} }`],
    ['a function inside a function', `(function () { return f; function f(x) ${body} })`],
  ])('is longer in the cache, for V8 keeps what it compiled of %s', (_what, script) => {
    const kept = (text: string) => new Script(text).createCachedData().length;
    expect(kept(eager(script, all))).toBeGreaterThan(kept(script) + 100);
  });

  it('stays as it is where nothing is called', () => {
    for (const [, script] of [...scripts, ...lateScripts]) {
      expect(eager(script, none)).toBe(script);
    }
  });

  it('is asked about each function with the places of its beginning and of its body', () => {
    const asked: string[] = [];
    const script = 'function f(a) { return () => a } const o = { m(b) { return b } }';
    eager(script, (start, at) => asked.push(`${script.slice(start, at).trim()} ${script.slice(at, at + 3)}`) === 0);
    expect(asked).toEqual(['function f(a) { r', '() => a }', 'm(b) { r']);
  });
});
