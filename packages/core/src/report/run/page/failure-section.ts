import { html, idOf } from './html.ts';
import type { RunPage, ShownFailure } from './content.ts';

/** Why the run failed, first of all on the page; "" where nothing did. */
export function failureSection({ failures, view }: RunPage): string {
  if (failures.length === 0) {
    return '';
  }
  const kinds = new Map(view.nodes.map(({ name, kind }) => [name, kind]));
  return [
    '<section aria-labelledby="why">',
    '<h2 id="why">Why it failed</h2>',
    ...failures.map((failure) => failureCard(failure, kinds.get(failure.job) ?? 'job')),
    '</section>',
  ].join('\n');
}

function failureCard({ job, state, message, place, code, hint, reason }: ShownFailure, kind: string): string {
  const lines = [
    `<h3><a href="#${idOf(kind, job)}">${html(job)}</a> <small>${html(state)}</small></h3>`,
    `<p class="message">${html(message)}</p>`,
    place == null ? '' : `<p class="place">at <code>${html(place)}</code></p>`,
    code == null ? '' : `<pre class="code">${html(code)}</pre>`,
    reason == null ? '' : `<p><strong>Why:</strong> ${html(reason.why)}</p>`,
    hint == null ? '' : `<p><strong>What to change:</strong> ${html(hint)}</p>`,
  ];
  return `<article class="failure">${lines.filter((line) => line !== '').join('\n')}</article>`;
}
