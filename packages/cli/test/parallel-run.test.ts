import { availableParallelism } from 'node:os';

import type { RunNodeView, RunView } from '@gluepipeline/core';
import { describe, expect, it } from '@jest/globals';

import { folderWith, gluepipeline, textIn } from './harness.ts';

/** Says when it began and ended, to all in one file. */
const script = `import os, time, sys
name = sys.argv[sys.argv.index('--name') + 1]
def say(what):
    with open('times.txt', 'a') as file:
        file.write(f'{what} {name} {time.time()}\\n')
say('start')
time.sleep(0.3)
say('end')
`;

const count = (number: number) => Array.from({ length: number }, (_, at) => at);

/** One job, twelve behind it, one behind each of these, and five that gather them: thirty. */
const after = new Map<string, readonly string[]>([
  ['extract', []],
  ...count(12).map((at) => [`part-${String(at)}`, ['extract']] as const),
  ...count(12).map((at) => [`clean-${String(at)}`, [`part-${String(at)}`]] as const),
  ...count(4).map((at) => [`join-${String(at)}`, count(3).map((each) => `clean-${String(at * 3 + each)}`)] as const),
  ['publish', count(4).map((at) => `join-${String(at)}`)],
]);

const config = {
  pipeline_name: 'wide',
  role: 'GlueRole',
  jobs: [...after].map(([name, before]) => ({
    ...{ name, type: 'pythonshell', script: 'step.py', arguments: { name } },
    ...(before.length === 0 ? {} : { depends_on: before }),
  })),
};

/** The most of some spans of time that one moment is in. */
function mostAtOnce(spans: readonly (readonly [number, number])[]): number {
  return Math.max(...spans.map(([at]) => spans.filter(([from, to]) => from <= at && at < to).length));
}

function timeOf({ attempts }: RunNodeView): readonly [number, number] {
  return [attempts[0]?.startedAt ?? NaN, attempts[0]?.completedAt ?? NaN];
}

describe('thirty jobs with a fan-out of twelve, on --local', () => {
  it('run as many at one time as there are cores, each after what it waits for, and the Gantt chart shows it', async () => {
    const cwd = folderWith({ 'config.json': JSON.stringify(config), 'step.py': script });
    await gluepipeline(['deploy', '--local', '-q'], { cwd });
    const ran = await gluepipeline(['run', '--local', '-q'], { cwd });
    expect(ran.stdout).toMatch(/^SUCCEEDED in .*: 30 succeeded\n$/);

    const stamps = textIn(cwd, 'times.txt').trim().split('\n');
    const told = new Map(
      stamps.map((line) => {
        const [what = '', name = '', time = ''] = line.split(' ');
        return [`${what} ${name}`, Number(time)] as const;
      }),
    );
    const spanOf = (name: string) => [told.get(`start ${name}`) ?? NaN, told.get(`end ${name}`) ?? NaN] as const;
    const cores = availableParallelism();
    const most = mostAtOnce([...after.keys()].map(spanOf));
    expect(most).toBeLessThanOrEqual(cores);
    expect(most).toBeGreaterThanOrEqual(Math.min(2, cores));
    const early = [...after].flatMap(([name, before]) =>
      before.filter((each) => spanOf(name)[0] < spanOf(each)[1]).map((each) => `${name} before the end of ${each}`),
    );
    expect(early).toEqual([]);

    const { json } = await gluepipeline(['runs', 'show', '--local', '--json'], { cwd });
    const { nodes } = (json as { run: RunView }).run;
    const times = new Map(nodes.map((node) => [node.name, timeOf(node)]));
    expect(nodes.map(({ name }) => name).slice(0, 13)).toEqual([...after.keys()].slice(0, 13));
    expect(mostAtOnce(count(12).map((at) => times.get(`part-${String(at)}`) ?? [NaN, NaN]))).toBe(12);
    const { stdout } = await gluepipeline(['runs', 'show', '--local'], { cwd });
    const bars = stdout.split('\n').filter((line) => / SUCCEEDED .*━$/.test(line));
    const begins = bars.map((line) => line.indexOf('━'));
    expect(bars).toHaveLength(30);
    const fan = begins.slice(1, 13);
    expect(Math.max(...fan) - Math.min(...fan)).toBeLessThanOrEqual(1);
    expect(begins[29]).toBe(Math.max(...begins));
  }, 300_000);
});
