import { runsCostReasons } from '../../cost-text.ts';
import { durationText } from '../../duration-text.ts';
import { hoursText } from '../../hours-text.ts';
import type { RunPage } from './content.ts';
import { dagSection } from './dag.ts';
import { failureSection } from './failure-section.ts';
import { ganttSection } from './gantt-section.ts';
import { badge, factList, html, timeOf } from './html.ts';
import { nodeSections } from './node-sections.ts';
import { style } from './style.ts';

/**
 * A run as one page of HTML that needs nothing beside itself: why it failed, its graph, its Gantt chart, and each job with
 * arguments and last lines. It loads nothing and runs no script, is legible light and dark, on a telephone and on paper.
 */
export async function runPage(page: RunPage): Promise<string> {
  const { view } = page;
  const title = `${view.name}: ${view.end}`;
  const sections = [failureSection(page), await dagSection(page.graph, view), ganttSection(view), nodeSections(page)];
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${html(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    header(page),
    '<main>',
    ...sections.filter((section) => section !== ''),
    '</main>',
    `<footer>Made by GluePipeline at ${html(timeOf(view.now))}. Values that look like secrets are masked. Times are UTC.</footer>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function header({ view, consoleUrl }: RunPage): string {
  const { name, kind, id, end, over, startedAt, completedAt, now, pipeline, environment, errorMessage } = view;
  const last = completedAt ?? (over ? undefined : now);
  const facts = factList([
    ['pipeline', pipeline],
    ['environment', environment],
    ['started', startedAt == null ? undefined : timeOf(startedAt)],
    [over ? 'took' : 'runs for', startedAt == null || last == null ? undefined : durationText(last - startedAt)],
    ['DPU-hours', hoursText(view.dpuHours)],
    ['cost by list price', runsCostReasons(view.cost)],
    [`${kind} run`, id],
  ]);
  const link = consoleUrl == null ? '' : `<p><a href="${html(consoleUrl)}">Open in the AWS console</a></p>`;
  const error = errorMessage == null || errorMessage === '' ? '' : `<pre class="code">${html(errorMessage)}</pre>`;
  return `<header>\n<h1>${html(name)} ${badge(end)}</h1>\n${facts}${error}${link}\n</header>`;
}
