import ts from 'typescript';

/** What of a rule is for its page and its tests. */
const words = new Set(['title', 'explanation', 'bad', 'good']);

/**
 * The source of a rule with its words and examples behind getters: a command that judges a config does without them, and
 * V8 would make every text of every rule at each start.
 */
export function lateWords(text) {
  const source = ts.createSourceFile('rule.ts', text, ts.ScriptTarget.Latest, true);
  const rules = source.statements
    .filter((each) => ts.isVariableStatement(each))
    .flatMap(({ declarationList }) => declarationList.declarations)
    .filter(({ type }) => type?.getText() === 'Rule');
  const changes = rules
    .flatMap(({ initializer }) => initializer.properties)
    .filter((each) => ts.isPropertyAssignment(each) && words.has(each.name.getText()));
  const { at, done } = changes.reduce(
    (before, each) => ({
      at: each.end,
      done: `${before.done}${text.slice(before.at, each.getStart())}get ${each.name.getText()}() { return ${each.initializer.getText()}; }`,
    }),
    { at: 0, done: '' },
  );
  return done + text.slice(at);
}
