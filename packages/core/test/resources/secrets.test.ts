import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { masked, maskedResource, unmaskedResource } from '../../src/resources/secrets.ts';
import type { Resource } from '../../src/resources/resource.ts';
import { resourcesOf } from '../../src/testing/builders.ts';

const config = (password: string, more: object = {}) => ({
  role: 'etl',
  tags: { token: password },
  jobs: [
    { name: 'a', script: 's3://b/a.py', arguments: { db_password: password, source: 'orders' }, ...more },
    { name: 'b', script: 's3://b/b.py', arguments: { url: `jdbc:postgresql://u:${password}@h/db` } },
  ],
  triggers: [
    {
      name: 'two',
      actions: [
        { job: 'a', arguments: { api_key: password } },
        { job: 'b', arguments: { api_key: 'k2' } },
      ],
    },
  ],
  workflow: false,
});

const texts = (resources: readonly Resource[]) => JSON.stringify(resources);

describe('a masked resource', () => {
  it('holds no secret, wherever it stands', () => {
    const resources = resourcesOf(config('hunter2hunter2'));
    expect(texts(resources)).toContain('hunter2');
    const without = resources.map((each) => maskedResource(each));
    expect(texts(without)).not.toMatch(/hunter2|k2/);
    expect(texts(without)).toContain('orders');
  });

  it('is whole again with what is live, however its lists are ordered now', () => {
    const resources = resourcesOf(config('hunter2hunter2'));
    for (const resource of resources) {
      const live =
        resource.kind === 'trigger'
          ? {
              ...resource,
              definition: { ...resource.definition, Actions: (resource.definition.Actions ?? []).toReversed() },
            }
          : resource;
      expect(unmaskedResource(maskedResource(resource), [live])).toMatchObject({ resource, unknown: [] });
    }
  });

  it('takes a value from the first that knows it, and says where nobody does', () => {
    const [job] = resourcesOf(config('hunter2hunter2'));
    const [later] = resourcesOf(config('correct-horse'));
    if (job?.kind !== 'job' || later == null) {
      throw new Error('the first resource is a job');
    }
    const stored = maskedResource(job);
    expect(unmaskedResource(stored, [later, job])).toEqual({
      resource: later,
      filled: ['definition.DefaultArguments.--db_password', 'tags.token'],
      unknown: [],
    });
    expect(unmaskedResource(stored, [])).toEqual({
      resource: stored,
      filled: [],
      unknown: ['definition.DefaultArguments.--db_password', 'tags.token'],
    });
  });

  it('never gives one entry of a list the secret of another', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[a-z]{3,6}$/), { minLength: 1, maxLength: 5 }),
        fc.array(fc.nat(), { maxLength: 5 }),
        (names, order) => {
          const actions = names.map((name) => ({ JobName: name, Arguments: { '--password': `secret of ${name}` } }));
          const trigger = (Actions: typeof actions): Resource => ({
            kind: 'trigger',
            name: 't',
            label: 't',
            tags: {},
            definition: { Type: 'ON_DEMAND', Actions, enabled: false },
          });
          const live = actions.toSorted(
            (a, b) => (order[a.JobName.length % 5] ?? 0) - (order[b.JobName.length % 5] ?? 0),
          );
          const { resource, unknown } = unmaskedResource(maskedResource(trigger(actions)), [trigger(live.slice(1))]);
          const found = resource.kind === 'trigger' ? (resource.definition.Actions ?? []) : [];
          for (const { JobName = '', Arguments = {} } of found) {
            expect([`secret of ${JobName}`, masked]).toContain(Arguments['--password']);
          }
          expect(unknown).toHaveLength(1);
        },
      ),
    );
  });
});
