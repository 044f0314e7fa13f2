import type { Paint } from '@gluepipeline/core';
import type { NamedLine, ReadLogs } from '@gluepipeline/project';

import { exitCodeOf } from '../exit-codes.ts';

/** Prints lines as they come: a log may be larger than memory. */
export interface LogPrinter {
  /** `several`: lines of more than one job will come. */
  begin(several: boolean): void;
  line(line: NamedLine): void;
  end(read: ReadLogs): void;
  /** Ends what was begun, with the exit code; nothing where whoever reports errors is to do it. */
  fail(error: unknown): number | undefined;
}

type Write = (text: string) => void;

/** Writes in pieces of about that size; 0 writes each at once. */
function inPieces(write: Write, size: number): { add: Write; flush: () => void } {
  let waiting = '';
  const flush = () => {
    if (waiting !== '') {
      write(waiting);
      waiting = '';
    }
  };
  return {
    add: (text) => {
      waiting += text;
      if (waiting.length > size) {
        flush();
      }
    },
    flush,
  };
}

/** A line each: the time (UTC), the job where there are several, the executor where it is one, the text. */
export function textLogs(write: Write, pieceSize: number, paint: Paint, say: (text: string) => void): LogPrinter {
  const out = inPieces(write, pieceSize);
  let several = false;
  return {
    begin: (more) => (several = more),
    line: ({ timestamp, text, job, run, stream }) => {
      const where = several ? ` ${job}` : '';
      const from = stream.from === 'executor' ? ` ${stream.name.replace(`${run}-`, '')}` : '';
      out.add(`${paint.dim(`${new Date(timestamp).toISOString().slice(11, 23)}${where}${from}`)} ${text}\n`);
    },
    end: (read) => {
      out.flush();
      if (read.lines === 0) {
        say(nothingText(read));
      }
    },
    fail: () => {
      out.flush();
      return undefined;
    },
  };
}

function nothingText({ streams, snapshot }: ReadLogs): string {
  if (streams.length > 0 && snapshot.over) {
    return 'no line is left; --noise shows what Spark writes too';
  }
  return snapshot.over ? 'the run has written no log' : 'no line yet; --follow waits for more';
}

/** One document, written piece by piece. */
export function jsonLogs(write: Write, pieceSize: number): LogPrinter {
  const out = inPieces(write, pieceSize);
  let lines = 0;
  let begun = false;
  const close = (rest: Readonly<Record<string, unknown>>) => {
    const members = Object.entries(rest).map(([name, value]) => `"${name}": ${JSON.stringify(value)}`);
    out.add(`${lines === 0 ? '' : '\n  '}],\n  ${members.join(',\n  ')}\n}\n`);
    out.flush();
  };
  return {
    begin: () => {
      begun = true;
      out.add('{\n  "schemaVersion": 1,\n  "lines": [');
    },
    line: ({ timestamp, text, job, run, stream }) => {
      const line = { timestamp, job, run, group: stream.group, stream: stream.name, text };
      out.add(`${lines === 0 ? '' : ','}\n    ${JSON.stringify(line)}`);
      lines += 1;
    },
    end: ({ snapshot: { ref, state, over } }) => close({ run: { ...ref, state, over } }),
    fail: (error) => {
      const { code, hint } = error as { code?: unknown; hint?: unknown };
      if (!begun || !(error instanceof Error) || typeof code !== 'string') {
        return undefined;
      }
      close({ error: { code, message: error.message, hint } });
      return exitCodeOf(code);
    },
  };
}
