import type { PlayedEvent } from '@gluepipeline/project';

import type { Args, Context, Outcome, View } from '../command.ts';
import { textOf } from '../global-options.ts';
import { placeOf } from './place.ts';

/** Plays an event on the embedded endpoint, and shows what came of it. */
export async function emit(args: Args, context: Context): Promise<Outcome> {
  const { localEmit } = await import('@gluepipeline/project');
  const file = textOf(args, 'event');
  const played = await localEmit(placeOf(context), {
    // yargs gives a lone dash as nothing.
    ...(file === '-' || file === '' ? { text: await textFrom(context.io.stdin) } : { file }),
    source: textOf(args, 'source'),
    detailType: textOf(args, 'detailType'),
    detail: textOf(args, 'detail'),
    bus: textOf(args, 'bus') ?? 'default',
  });
  const { bus, id, deliveries, waiting } = played;
  return { exitCode: 0, json: { bus, id, deliveries, waiting }, text: (view) => textOfPlayed(played, view) };
}

async function textFrom(stream: AsyncIterable<unknown>): Promise<string> {
  let text = '';
  for await (const chunk of stream) {
    text += String(chunk);
  }
  return text;
}

function textOfPlayed({ bus, event, deliveries, waiting }: PlayedEvent, { paint }: View): string {
  const head = `${event['detail-type']} from ${event.source} on bus ${bus}`;
  if (deliveries.length === 0) {
    return `${head}: no rule matches it`;
  }
  const lines = deliveries.map((delivery) => {
    switch (delivery.kind) {
      case 'workflow': {
        const left = waiting.find(({ workflow }) => workflow === delivery.workflow);
        return delivery.runId == null
          ? `${paint.change('…')} workflow ${delivery.workflow} waits${left == null ? '' : waitText(left)}`
          : `${paint.add('✓')} started workflow ${delivery.workflow}\n  ${delivery.runId}`;
      }
      case 'undelivered':
        return `${paint.remove('✗')} ${delivery.target} was not reached: ${delivery.reason}`;
      case 'message':
        return `${paint.add('✓')} told topic ${delivery.topicArn.split(':').at(-1) ?? ''} (kept here, not sent)`;
      case 'confirmation':
        return '';
    }
  });
  return [head, ...lines].join('\n');
}

function waitText({ events, of, until }: PlayedEvent['waiting'][number]): string {
  return `: event ${String(events)} of ${String(of)}, or ${new Date(until).toISOString().slice(11, 19)} UTC`;
}
