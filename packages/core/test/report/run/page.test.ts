import { describe, expect, it } from '@jest/globals';

import { secretsHidden } from '../../../src/report/run/arguments.ts';
import { idOf } from '../../../src/report/run/page/html.ts';
import { runPage } from '../../../src/report/run/page/page.ts';
import { password, samplePage } from '../../page/sample.ts';

describe('runPage', () => {
  it('holds the reason first, then graph, timeline, and each job with arguments and last lines', async () => {
    const page = await runPage(samplePage(5));
    const titles = [...page.matchAll(/<h2[^>]*>(.*?)<\/h2>/g)].map(([, title]) => title);
    expect(titles).toEqual(['Why it failed', 'Graph', 'Timeline', 'Jobs']);
    expect(page).toContain('<strong>Why:</strong> the script asks for a column &quot;order_id&quot;');
    expect(page).toContain('<th scope="row">--source</th><td>s3://lake/raw/orders/</td>');
    expect(page.match(/<details id="job-/g)).toHaveLength(5);
    expect(page).toMatch(/<details id="job-load" open>/);
  });

  it('tells what the run and each job cost, and why more is not known; on the embedded endpoint nothing of it', async () => {
    const sample = samplePage(5);
    const page = await runPage(sample);
    const why = 'no price is known for FLEX up to Glue 5.1 in eu-west-1';
    expect(page).toMatch(new RegExp(`<dt>cost by list price</dt><dd>≥\\$\\d+\\.\\d\\d: ${why}</dd>`));
    expect(page).toMatch(/<span class="hours">[\d.]+ DPU-h<\/span><span class="cost">\$[\d.]+<\/span>/);
    const nodes = sample.view.nodes.map((node) => ({ ...node, cost: undefined, attempts: [] }));
    expect(await runPage({ ...sample, view: { ...sample.view, cost: undefined, nodes } })).not.toContain(
      'cost by list',
    );
  });

  it('shows no secret, neither among arguments nor in the lines of a log', async () => {
    const page = await runPage(samplePage(5));
    expect(page).not.toContain(password);
    expect(page).toContain('<th scope="row">--db_password</th><td>(masked)</td>');
    expect(page).toContain('connecting as etl with (masked)');
  });

  it('takes text for text, whatever it looks like', async () => {
    const page = await runPage(samplePage(5));
    expect(page).toContain('&lt;b&gt;of&lt;/b&gt;');
    expect(page).toContain('in partition &lt;2026-11-25&gt; &amp; &quot;later&quot;');
    expect(page).not.toContain('<b>');
  });

  it('refers to nothing outside of itself but the console, runs no script, and is the same for the same run', async () => {
    const page = await runPage(samplePage(5));
    const addresses = [...page.matchAll(/https?:\/\/[^"'\s<]+/g)].map(([address]) => address);
    expect(new Set(addresses)).toEqual(
      new Set(['https://eu-west-1.console.aws.amazon.com/glue/home', 'http://www.w3.org/2000/svg']),
    );
    expect(page).not.toMatch(/<script|<link|<img|\son\w+=|url\((?!#)/);
    expect(await runPage(samplePage(5))).toBe(page);
  });

  it('has a graph for a workflow run alone, and says what was never started', async () => {
    const sample = samplePage(5);
    const alone = await runPage({ ...sample, failures: [], view: { ...sample.view, kind: 'job' } });
    expect(alone).not.toContain('id="graph"');
    expect(alone).not.toContain('id="why"');
    const many = await runPage(samplePage(40));
    expect(many).toContain('<p>It was not started.</p>');
    expect(many).toContain('id="graph-focus"');
  });
});

describe('secretsHidden', () => {
  const hide = secretsHidden([{ '--db_password': 'hunter22', '--api_token': 'abc', '--source': 's3://hunter/' }]);

  it('hides the values of arguments that are secret, but none so short that it is in many a word', () => {
    expect(hide('got hunter22, and hunter22')).toBe('got (masked), and (masked)');
    expect(hide('abcdef in s3://hunter/')).toBe('abcdef in s3://hunter/');
  });

  it('hides a whole line that gives away a secret of its own', () => {
    expect(hide('url=postgres://etl:s3cr3t@db/x')).toBe('(masked: this line seems to hold a secret)');
    expect(hide('url=postgres://etl:hunter22@db/x')).not.toContain('hunter22');
  });
});

describe('idOf', () => {
  it('gives two names two ids, without what would need quoting', () => {
    const ids = ['a b', 'a_b', 'a-b', 'ab', 'ä', 'a_20_b'].map((name) => idOf('job', name));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => /^[\w-]+$/.test(id))).toBe(true);
  });
});
