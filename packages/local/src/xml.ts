import { XMLParser } from 'fast-xml-parser';
import { AwsError } from './errors.ts';
import { isObject } from './json.ts';
import type { Json, JsonObject } from './json.ts';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};
const escape = (text: string): string => text.replace(/[&<>"\r]/g, (character) => escapes[character] ?? character);

function element(name: string, content: Json | undefined): string {
  if (content == null) {
    return '';
  }
  if (Array.isArray(content)) {
    return content.map((item: Json) => element(name, item)).join('');
  }
  if (typeof content !== 'object') {
    return `<${name}>${escape(String(content))}</${name}>`;
  }
  const members = Object.entries(content);
  const opening = members.map(([key, value]) =>
    key.startsWith('@') && typeof value === 'string' ? ` ${key.slice(1)}="${escape(value)}"` : '',
  );
  const children = members.filter(([key]) => !key.startsWith('@')).map(([key, value]) => element(key, value));
  return `<${name}${opening.join('')}>${children.join('')}</${name}>`;
}

/** One XML document; a member whose name starts with `@` is an attribute, a list repeats its element. */
export const xml = (root: string, content: JsonObject): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${element(root, content)}`;

/** The content of a request's root element, every value a string; refused when it is no XML or holds a DTD. */
export function parseXml(text: string, root: string, lists: readonly string[]): JsonObject {
  const parser = new XMLParser({
    ignoreAttributes: true,
    parseTagValue: false,
    trimValues: false,
    isArray: (name) => lists.includes(name),
  });
  try {
    const parsed: unknown = text.includes('<!') ? undefined : parser.parse(text);
    const content = isObject(parsed) ? parsed[root] : undefined;
    if (isObject(content)) {
      return content;
    }
  } catch {
    // Falls through to the refusal.
  }
  throw new AwsError('MalformedXML', 'The XML you provided was not well-formed or did not validate.');
}
