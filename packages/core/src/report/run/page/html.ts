import { moodOf } from '../state-paint.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as content or as a quoted attribute of HTML; control characters but tab and line end become a mark. */
export function html(text: string): string {
  return text.replaceAll(/[^\P{Cc}\t\n]/gu, '\uFFFD').replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

/** A name as the id of a section: the same name gives the same id, two names two. */
export function idOf(kind: string, name: string): string {
  return `${kind}-${Array.from(name, (letter) => (/[A-Za-z0-9]/.test(letter) ? letter : `_${codeOf(letter)}_`)).join('')}`;
}

function codeOf(letter: string): string {
  return (letter.codePointAt(0) ?? 0).toString(16);
}

/** Names with their values; those without a value are left out. */
export function factList(facts: readonly (readonly [string, string | undefined])[]): string {
  const rows = facts.flatMap(([name, value]) =>
    value == null || value === '' ? [] : [`<div><dt>${html(name)}</dt><dd>${html(value)}</dd></div>`],
  );
  return rows.length === 0 ? '' : `<dl class="facts">${rows.join('')}</dl>`;
}

/** A state as a label in the colour that says how good it is. */
export function badge(state: string): string {
  return `<span class="badge ${moodOf(state)}">${html(state)}</span>`;
}

/** A time to the second, in UTC. */
export function timeOf(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ')}Z`;
}
