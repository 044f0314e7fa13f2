import { runsCostReasons } from '../../cost-text.ts';
import { durationText } from '../../duration-text.ts';
import { hoursText } from '../../hours-text.ts';
import { moodOf } from '../state-paint.ts';
import { type AttemptView, type RunNodeView, tookOf } from '../view.ts';
import type { LogTail, RunPage } from './content.ts';
import { badge, factList, html, idOf, timeOf } from './html.ts';

/** Each job and crawler with its attempts, arguments and last lines; what failed stands open. */
export function nodeSections({ view, tails }: RunPage): string {
  if (view.nodes.length === 0) {
    return '';
  }
  const byJob = new Map(tails.map((tail) => [tail.job, tail]));
  return [
    '<section aria-labelledby="nodes">',
    '<h2 id="nodes">Jobs</h2>',
    ...view.nodes.map((node) => nodeSection(node, view.now, node.kind === 'job' ? byJob.get(node.name) : undefined)),
    '</section>',
  ].join('\n');
}

function nodeSection(node: RunNodeView, now: number, tail: LogTail | undefined): string {
  const mood = moodOf(node.state);
  const kind = node.kind === 'crawler' ? '<small>crawler</small> ' : '';
  return [
    `<details id="${idOf(node.kind, node.name)}"${mood === 'failed' ? ' open' : ''}>`,
    `<summary><span class="name">${kind}${html(node.name)}</span> ${badge(node.state)}</summary>`,
    factList([['name in AWS', node.resourceName === node.name ? undefined : node.resourceName]]),
    ...node.attempts.map((attempt) => attemptBlock(attempt, node, now)),
    node.attempts.length === 0 ? '<p>It was not started.</p>' : '',
    argumentTable(node),
    tail == null ? '' : tailBlock(tail),
    '</details>',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function attemptBlock(attempt: AttemptView, { attempts }: RunNodeView, now: number): string {
  const { id, number, state, startedAt, trigger, errorMessage, dpuHours, cost, capacity } = attempt;
  const took = tookOf({ attempts: [attempt] }, now);
  const facts = factList([
    ['state', attempts.length > 1 ? state : undefined],
    ['run id', id],
    ['started', startedAt == null ? undefined : timeOf(startedAt)],
    ['duration', took == null ? undefined : durationText(took)],
    ['DPU-hours', hoursText(dpuHours)],
    ['cost by list price', runsCostReasons(cost)],
    ['capacity', capacity],
    ['started by', trigger == null ? undefined : `trigger ${trigger}`],
  ]);
  const title = attempts.length > 1 ? `<h3>Attempt ${String(number)}</h3>` : '';
  const error = errorMessage == null || errorMessage === '' ? '' : `<pre class="code">${html(errorMessage)}</pre>`;
  return `${title}${facts}${error}`;
}

/** Those of the newest attempt: a retry has the same. */
function argumentTable({ attempts }: RunNodeView): string {
  const rows = Object.entries(attempts.at(-1)?.arguments ?? {}).map(
    ([key, value]) => `<tr><th scope="row">${html(key)}</th><td>${html(value)}</td></tr>`,
  );
  return rows.length === 0 ? '' : `<h3>Arguments</h3>\n<table><tbody>${rows.join('')}</tbody></table>`;
}

function tailBlock({ job, lines, cut, unreadable }: LogTail): string {
  if (unreadable != null) {
    return `<h3>Log</h3>\n<p>It could not be read: ${html(unreadable)}</p>`;
  }
  if (lines.length === 0) {
    return '<h3>Log</h3>\n<p>It has written nothing.</p>';
  }
  const title = cut ? `Log, the last ${String(lines.length)} lines` : 'Log';
  const text = html(lines.join('\n'));
  return `<h3>${title}</h3>\n<pre class="log" role="region" aria-label="Log of ${html(job)}" tabindex="0">${text}</pre>`;
}
