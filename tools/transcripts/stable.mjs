import { hostname } from 'node:os';

/** Replaces what differs from one run to the next, keeping the width; `scratch` is the folder that all happens in. */
export function stable(text, scratch) {
  const digests = [];
  /** Another digest for each, so that a change stays a change: 1111111, 2222222, and so on. */
  const standIn = (digest) => {
    if (!digests.includes(digest)) {
      digests.push(digest);
    }
    return ((digests.indexOf(digest) % 15) + 1).toString(16).repeat(7);
  };
  return `${settled(text)
    .replaceAll(new RegExp(`${scratch}/[a-z-]+`, 'g'), '/home/ana')
    .replaceAll(/\b(wr|jr)_[0-9a-f]{64}\b/g, (_, kind) => `${kind}_${'0123456789abcdef'.repeat(4)}`)
    .replaceAll(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/g, '2026-01-31T12:00:00.000Z')
    .replaceAll(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z/g, '2026-01-31T12:00:00Z')
    .replaceAll(/(?<!\b[A-Z][a-z]{2} )\d{4}-\d{2}-\d{2} \d{2}:\d{2}Z/g, '2026-01-31 12:00Z')
    // Where room is scarce a table shortens times and ids.
    .replaceAll(/^\d{2}-\d{2} \d{2}:\d{2}Z/gm, '01-31 12:00Z')
    .replaceAll(/\b(wr|jr)_[0-9a-f]{7}(?![0-9a-f])/g, '$1_0123456')
    .replaceAll(/\b[A-Z][a-z]{2} \d{4}-\d{2}-\d{2} (\d{2}:\d{2}Z)/g, 'Sat 2026-01-31 $1')
    .replaceAll(/^(\s+)\d{13}(,?)$/gm, '$11769860800000$2')
    .replaceAll(/^((?:\u001B\[\d+m|\r|\u001B\[K)*)\d{2}:\d{2}:\d{2}/gm, '$112:00:00')
    .replaceAll(/\b\d+(?:\.\d)?s\b/g, '1.0s')
    .replaceAll(/\bsha256 [0-9a-f]{64}\b/g, `sha256 ${'0123456789abcdef'.repeat(4)}`)
    .replaceAll(` on ${hostname()}`, ' on laptop')
    .replaceAll(/\b[0-9a-f]{64}(?=\/)/g, (digest) => standIn(digest.slice(0, 7))[0].repeat(64))
    .replaceAll(/(uploaded as |@)([0-9a-f]{7})\b/g, (_, before, digest) => before + standIn(digest))
    .replaceAll(/("(?:startedAt|completedAt)": )\d+/g, '$11769860800000')
    .replaceAll(/("executionTime": )\d+/g, '$11')
    .replaceAll(/("dpuHours": )[\d.e-]+/g, '$10.001')
    .replaceAll(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '01234567-89ab-4cde-8f01-23456789abcd')
    .replaceAll(/\b\d+ ms\b/g, '1 ms')
    .replaceAll(/("milliseconds":)[\d.]+/g, '$11')
    .replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'http://127.0.0.1:40000')}\n`;
}

/** What a terminal is left with of a block of lines that is drawn over and over: the last. */
function settled(text) {
  const drawnOver = /\r\u001B\[(\d+)A\u001B\[J/;
  let left = text;
  for (let found = drawnOver.exec(left); found != null; found = drawnOver.exec(left)) {
    const before = left
      .slice(0, found.index)
      .split('\n')
      .slice(0, -1 - Number(found[1]));
    left = [...before, left.slice(found.index + found[0].length)].join('\n');
  }
  return left;
}

/** A Gantt chart without its times and the lengths of its bars, and without what makes place for them. */
function withoutBars(text) {
  return (
    text
      .replaceAll(/^ +(?:\u001B\[2m)?0(?: +\d[\dsmh.]*)*(?:\u001B\[22m)?$/gm, '(times)')
      .replaceAll(/(?: |\u001B\[\d+m)+[━╍]+(?:\u001B\[\d+m)*$/gm, ' ━')
      .replaceAll(/ +(?:0|<0\.01|\d+\.\d\d) ━$/gm, ' ━')
      // Whole seconds count: how many they were is the machine's choice.
      .replaceAll('<0.01', '0    ')
      .replaceAll(/ +$/gm, '')
  );
}

/**
 * What two transcripts must have in common. Which passing states of a run are seen, and which of two calls that are
 * made at the same time ends first, is the machine's choice.
 */
export function essence(text) {
  const lines = withoutBars(text)
    .replaceAll(/"done": \[[^\]]*\]/g, (list) => (list.match(/\{[^}]*\}/g) ?? []).toSorted().join())
    .replaceAll(/… [^\r]*\r\u001B\[K/g, '')
    .replaceAll('\r\u001B[K', '')
    // How long a step took is told from a second on.
    .replaceAll(/ {2}\u001B\[2m1\.0s\u001B\[22m$/gm, '')
    .split('\n')
    .filter((line) => !/12:00:00.*(?:STARTING|RUNNING)/.test(line));
  const groups = lines.reduce((all, line) => {
    const kind = line.includes('✓')
      ? 'step'
      : /^(?:aws  |\{"level")/.test(line)
        ? 'call'
        : /^(?:\u001B\[\d+m)*12:00:00/.test(line)
          ? 'state'
          : 'other';
    const last = all.at(-1);
    return last?.kind === kind
      ? [...all.slice(0, -1), { kind, lines: [...last.lines, line] }]
      : [...all, { kind, lines: [line] }];
  }, []);
  return groups.flatMap(({ kind, lines: own }) => (kind === 'other' ? own : own.toSorted())).join('\n');
}
