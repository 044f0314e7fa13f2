/** Every text of a compose file with its variables replaced: `$$`, `${A}`, `${A:-b}`, `${A-b}`, `${A:?why}`, `${A?why}`, nested ones too. */
export function interpolate(value, env) {
  if (typeof value === 'string') {
    return textOf(value, env);
  }
  if (Array.isArray(value)) {
    return value.map((each) => interpolate(each, env));
  }
  if (value != null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, interpolate(each, env)]));
  }
  return value;
}

function textOf(text, env) {
  let said = '';
  for (let at = 0; at < text.length; at += 1) {
    if (text.startsWith('$$', at)) {
      said += '$';
      at += 1;
    } else if (text.startsWith('${', at)) {
      const end = closing(text, at + 2);
      said += replaced(text.slice(at + 2, end), env);
      at = end;
    } else {
      said += text[at];
    }
  }
  return said;
}

function closing(text, from) {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    depth += text.startsWith('${', at) ? 1 : text[at] === '}' ? -1 : 0;
    if (depth === 0) {
      return at;
    }
  }
  throw new Error(`a variable is not closed: ${text}`);
}

function replaced(inner, env) {
  const [, name, colon, operator, rest = ''] = /^(\w+)(:?)([-?]?)([^]*)$/.exec(inner);
  const value = env[name];
  if (value != null && (colon === '' || value !== '')) {
    return value;
  }
  switch (operator) {
    case '-':
      return textOf(rest, env);
    case '?':
      throw new Error(`required variable ${name} is missing a value: ${textOf(rest, env)}`);
    default:
      return '';
  }
}
