import { type Resource, type ResourceRef, stackTag } from '@gluepipeline/core';

/** Something of somebody else's that a config names as existing; it is made before the config is deployed. */
export function foreign({ kind, name }: ResourceRef): Resource {
  const common = { name, label: name, tags: { [stackTag]: 'somebody/else' } };
  switch (kind) {
    case 'job':
      return {
        ...common,
        kind,
        definition: {
          Role: 'theirs',
          Command: { Name: 'pythonshell', ScriptLocation: 's3://scripts/a.py', PythonVersion: '3.9' },
        },
      };
    case 'crawler':
      return {
        ...common,
        kind,
        definition: { Role: 'theirs', DatabaseName: 'theirs', Targets: { S3Targets: [{ Path: 's3://lake/theirs' }] } },
      };
    case 'workflow':
      return { ...common, kind, definition: {} };
    default:
      throw new Error(`a ${kind} is never existing`);
  }
}
