const longest = 600;

/** Members whose values AWS repeats in its complaints and that may hold a secret. */
const sensitiveMember = /arguments|properties|tags|policy/i;

/** A value ends where AWS names its member: it may itself hold apostrophes, the words "' at '" and line ends. */
const quotedValue = /Value '.*?' at '([^'\s]+)'/gs;

const secrets: readonly (readonly [RegExp, string])[] = [
  [/\b(?:AKIA|ASIA)[A-Z0-9]{12,}\b/g, '(access key)'],
  [/(x-amz-security-token|x-amz-signature|signature)\s*[:=]\s*\S+/gi, '$1=(hidden)'],
  [/(:\/\/[^\s/:@]+:)[^\s/@]+@/g, '$1(hidden)@'],
];

/**
 * A message of AWS that can be shown: one line, not endless, and without what may be secret. A refused signature, for
 * one, comes with the whole canonical request, session token and all.
 */
export function redact(message: string): string {
  const members = message.replaceAll(quotedValue, (whole, member: string) =>
    sensitiveMember.test(member) ? `Value (hidden) at '${member}'` : whole,
  );
  const firstLine = members.split(/\r?\n/, 1)[0] ?? '';
  const clean = secrets.reduce((text, [pattern, instead]) => text.replaceAll(pattern, instead), firstLine).trim();
  return clean.length > longest ? `${clean.slice(0, longest)}…` : clean;
}
