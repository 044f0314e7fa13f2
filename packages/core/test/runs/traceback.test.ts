import { describe, expect, it } from '@jest/globals';

import { failingPlace, namedLine } from '../../src/runs/traceback.ts';

const traceback = `Traceback (most recent call last):
  File "/run/script/load.py", line 42, in <module>
    main()
  File "/run/script/load.py", line 7, in main
    import pydantic
  File "/usr/lib/python3/importlib/__init__.py", line 90, in import_module
    return _bootstrap._gcd_import(name)
ModuleNotFoundError: No module named 'pydantic'
`;

describe('failingPlace', () => {
  it('finds the last frame in the script itself, not in a library', () => {
    expect(failingPlace(traceback, 'scripts/load.py')).toEqual({ file: 'load.py', line: 7, code: 'import pydantic' });
  });

  it('finds nothing where the script is not in the traceback', () => {
    expect(failingPlace(traceback, 'other.py')).toBeUndefined();
    expect(failingPlace('no traceback at all', 'load.py')).toBeUndefined();
  });
});

describe('namedLine', () => {
  it('is the line that Glue names in its own message', () => {
    const message =
      'Error Category: RESOURCE_NOT_FOUND_ERROR; Failed Line Number: 442; An error occurred while calling o178.parquet.';
    expect(namedLine(message)).toBe(442);
    expect(namedLine('KeyError: 442')).toBeUndefined();
  });
});
