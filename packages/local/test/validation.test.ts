import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../src/json.ts';
import { brokenConstraints, wholePattern } from '../src/validation/constraints.ts';
import { servedGlueModel } from '../src/validation/overlay.ts';
import { validateInput } from '../src/validation/validate.ts';

const refusal = (operation: string, input: JsonObject): string => {
  try {
    validateInput(servedGlueModel, operation, input);
  } catch (error) {
    return String(error);
  }
  throw new Error('it was accepted');
};

const job = { Name: 'j', Role: 'r', Command: {} };

describe('validateInput', () => {
  it('gives back the input without its nulls', () => {
    const input = { ...job, Description: null, DefaultArguments: { '--a': '1', '--b': null } };
    expect(validateInput(servedGlueModel, 'CreateJob', input)).toEqual({ ...job, DefaultArguments: { '--a': '1' } });
  });

  it('names every broken constraint with its path, as AWS does', () => {
    expect(refusal('CreateJob', { Name: '', Command: { PythonVersion: '4' } })).toBe(
      "ValidationException: 3 validation errors detected: Value '' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 1; " +
        "Value '4' at 'command.pythonVersion' failed to satisfy constraint: Member must satisfy regular expression pattern: ^([2-3]|3[.]9)$; " +
        "Value null at 'role' failed to satisfy constraint: Member must not be null",
    );
  });

  it('numbers the members of a list from one, and tells of map keys', () => {
    const trigger = { Name: 't', Type: 'ON_DEMAND', Actions: [{ JobName: 'a' }, { JobName: '' }] };
    expect(refusal('CreateTrigger', trigger)).toContain("at 'actions.2.member.jobName'");
    expect(refusal('CreateJob', { ...job, Tags: { '': 'v' } })).toContain(
      "at 'tags' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length greater than or equal to 1]",
    );
  });

  it('refuses a member it does not know, at any depth', () => {
    expect(refusal('UpdateJob', { JobName: 'j', JobUpdate: { Tags: {} } })).toContain(
      'Unknown parameter in input: "Tags"',
    );
    expect(refusal('CreateJob', { ...job, Command: { Nope: 1 } })).toContain('"Nope"');
    expect(refusal('CreateJob', { ...job, constructor: {} })).toContain('"constructor"');
  });

  it.each([
    [{ ...job, Name: 1 }, 'NUMBER_VALUE can not be converted to a String'],
    [{ ...job, Timeout: '1' }, 'STRING_VALUE can not be converted to an Integer'],
    [{ ...job, Timeout: 1.5 }, 'NUMBER_VALUE can not be converted to an Integer'],
    [{ ...job, Tags: [] }, 'LIST_VALUE can not be converted to a Map'],
    [{ ...job, DefaultArguments: { '--a': 1 } }, 'NUMBER_VALUE can not be converted to a String'],
    [{ ...job, Command: 'x' }, 'STRING_VALUE can not be converted to a Structure'],
  ])('refuses a value of a wrong type: %j', (input, message) => {
    expect(refusal('CreateJob', input)).toBe(`SerializationException: ${message}`);
  });

  it('knows every shape that its operations reach', () => {
    const { shapes } = servedGlueModel;
    const named = Object.values(shapes).flatMap((shape) => [
      ...Object.values(shape.members ?? {}),
      ...[shape.member, shape.key, shape.value].filter((name) => name != null),
    ]);
    expect(named.filter((name) => shapes[name] == null)).toEqual([]);
    for (const shape of Object.values(shapes)) {
      expect(shape.pattern == null || wholePattern(shape.pattern) instanceof RegExp).toBe(true);
    }
  });
});

describe('wholePattern', () => {
  const name = servedGlueModel.shapes.NameString?.pattern ?? '';

  it('takes all of Unicode and no line ends, as NameString does', () => {
    expect(['plain', 'a b/c', 'größe', '数据', '🚀', 'tab\t'].filter((text) => !wholePattern(name).test(text))).toEqual(
      [],
    );
    expect(['a\nb', 'a\r', '\u0000'].filter((text) => wholePattern(name).test(text))).toEqual([]);
  });

  it('matches the whole value', () => {
    expect(brokenConstraints({ type: 'string', pattern: '[a-z]*' }, 'abc1')).toHaveLength(1);
    expect(brokenConstraints({ type: 'string', pattern: '^[a-z]+$' }, 'abc')).toHaveLength(0);
  });
});
