import { runsCostText } from '../../cost-text.ts';
import { durationText } from '../../duration-text.ts';
import { hoursText } from '../../hours-text.ts';
import { type GanttBar, ganttOf, type GanttRow, ticksOf, tickText } from '../gantt.ts';
import { moodOf } from '../state-paint.ts';
import { type RunView, tookOf } from '../view.ts';
import { badge, html, idOf } from './html.ts';

/** So many marks of time at most: on a narrow screen more would run into each other. */
const mostTicks = 5;

/** When each job and crawler ran, as bars under a line of times; everything that bars show stands beside them as text. */
export function ganttSection(view: RunView): string {
  const gantt = ganttOf(view);
  if (gantt.rows.length === 0) {
    return '';
  }
  const hasCosts = view.cost != null;
  const ticks = ticksOf(gantt.span, mostTicks).map((tick) => ({ tick, at: percent(tick / gantt.span) }));
  const axis = ticks.map(({ tick, at }) => `<span style="left:${at}">${html(tickText(tick))}</span>`).join('');
  const lines = ticks.map(({ at }) => `<i style="left:${at}"></i>`).join('');
  return [
    '<section aria-labelledby="timeline">',
    '<h2 id="timeline">Timeline</h2>',
    `<div class="gantt${hasCosts ? ' costs' : ''}">`,
    `<div class="axis" aria-hidden="true">${axis}</div>`,
    '<ol>',
    ...gantt.rows.map((row) => rowOf(row, view, lines, hasCosts)),
    '</ol>',
    '</div>',
    '</section>',
  ].join('\n');
}

function rowOf({ node, bars }: GanttRow, { now }: RunView, lines: string, hasCosts: boolean): string {
  const took = tookOf(node, now);
  const hours = node.dpuHours == null ? '' : `${hoursText(node.dpuHours)} DPU-h`;
  return [
    '<li>',
    `<a class="name" href="#${idOf(node.kind, node.name)}" title="${html(node.name)}">${html(node.name)}</a>`,
    badge(node.state),
    `<span class="took">${took == null ? '' : durationText(took)}</span>`,
    `<span class="hours">${html(hours)}</span>`,
    ...(hasCosts ? [`<span class="cost">${html(runsCostText(node.cost))}</span>`] : []),
    `<span class="track" aria-hidden="true">${lines}${bars.map((bar, at) => barOf(bar, at < bars.length - 1)).join('')}</span>`,
    '</li>',
  ].join('');
}

function barOf({ attempt, from, to }: GanttBar, wasRetried: boolean): string {
  const again = wasRetried ? ' again' : '';
  return `<b class="${moodOf(attempt.state)}${again}" style="left:${percent(from)};width:${percent(to - from)}"></b>`;
}

function percent(part: number): string {
  return `${String(Math.round(part * 10_000) / 100)}%`;
}
