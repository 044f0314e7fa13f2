import { describe, expect, it } from '@jest/globals';

import { failingPlace, hintFor } from '../../src/runs/reasons.ts';

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

describe('hintFor', () => {
  it('says what to do about a failure that is known, and nothing about others', () => {
    expect(hintFor("ModuleNotFoundError: No module named 'pydantic'")).toContain('pydantic');
    expect(hintFor('error: the following arguments are required: --source')).toContain('--source');
    expect(hintFor('ZeroDivisionError: division by zero')).toBeUndefined();
  });
});
