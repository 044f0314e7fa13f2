import type { IssueInput, Severity } from '../config/issue.ts';
import { severities } from '../config/schema.ts';
import { didYouMean } from '../config/suggest.ts';
import type { Rule } from './rule.ts';
import { rules } from './rules/index.ts';

/** How rules count in one config. */
export interface Severities {
  readonly severityOf: (rule: Rule) => Severity | 'off';
  /** What the file says of rules that there are not. */
  readonly written: readonly IssueInput[];
  /** The same of the command line, or in words that mean nothing: it stands in no file. */
  readonly said: readonly IssueInput[];
}

type Written = Readonly<Record<string, string>>;

/** How each rule counts: as the command line says, else as the file does, else as the rule itself. */
export function severitiesOf(written: Written | undefined, said: Written): Severities {
  const wanted = { ...written, ...said };
  if (Object.keys(wanted).length === 0) {
    return asTheyAre;
  }
  const codes = rules.map(({ code }) => code);
  const unknown = (of: Written) =>
    Object.entries(of).flatMap(([code, severity]): IssueInput[] => {
      const place = of === said ? { path: [] } : ({ path: ['rules', code], on: 'key' } as const);
      if (!codes.includes(code)) {
        const hint = didYouMean(code, codes) ?? 'rules are what docs/diagnostics.md has as GP2xx';
        return [{ ...place, code: 'GP122', message: `${code} is no rule that could count otherwise`, hint }];
      }
      return isSeverity(severity)
        ? []
        : [
            {
              ...place,
              code: 'GP122',
              message: `rule ${code} cannot be "${severity}"`,
              hint: `write ${severities.join(', ')}`,
            },
          ];
    });
  return {
    severityOf: ({ code, severity }) => {
      const other = wanted[code];
      return other != null && isSeverity(other) ? other : severity;
    },
    written: unknown(written ?? {}),
    said: unknown(said),
  };
}

const asTheyAre: Severities = { severityOf: ({ severity }) => severity, written: [], said: [] };

function isSeverity(text: string): text is Severity | 'off' {
  return (severities as readonly string[]).includes(text);
}
