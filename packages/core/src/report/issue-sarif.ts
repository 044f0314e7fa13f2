import type { Issue, Severity } from '../config/issue.ts';
import { explanationOf } from './explain.ts';

/** Issues as a log of SARIF 2.1.0 (OASIS), which code scanning of GitHub and others reads. */
export function issuesSarif(
  file: string,
  issues: readonly Issue[],
  version: string,
): Readonly<Record<string, unknown>> {
  const codes = [...new Set(issues.map(({ code }) => code))].toSorted();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'GluePipeline', version, rules: codes.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        results: issues.map((issue) => ({
          ruleId: issue.code,
          ruleIndex: codes.indexOf(issue.code),
          level: levelOf(issue.severity),
          message: { text: issue.hint == null ? issue.message : `${issue.message}\n${issue.hint}` },
          locations: [locationOf(file, issue)],
        })),
      },
    ],
  };
}

function ruleOf(code: string): Readonly<Record<string, unknown>> {
  const known = explanationOf(code);
  return known == null
    ? { id: code }
    : {
        id: code,
        shortDescription: { text: known.title },
        fullDescription: { text: known.explanation },
        help: { text: known.explanation, markdown: known.explanation },
        defaultConfiguration: { level: levelOf(known.severity) },
      };
}

/** A complaint about no place in the file is shown at its beginning. */
function locationOf(file: string, { position }: Issue): Readonly<Record<string, unknown>> {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(position?.file ?? file) },
      region: { startLine: position?.line ?? 1, startColumn: position?.column ?? 1 },
    },
  };
}

/** A path as the reference that it is: relative to where the command was called, unless it is absolute. */
function uriOf(path: string): string {
  const written = path.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  return written.startsWith('/') ? `file://${written}` : written;
}

function levelOf(severity: Severity): 'error' | 'warning' {
  return severity === 'error' ? 'error' : 'warning';
}
