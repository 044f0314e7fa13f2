import type { PolicyDocument } from '@gluepipeline/core';

/** A policy or a pattern as AWS keeps it, as text; what is no JSON object is shown as it stands, and so differs. */
export function parsed(text: string | undefined): PolicyDocument {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value != null && !Array.isArray(value)
      ? (value as PolicyDocument)
      : { text: text ?? '' };
  } catch {
    return { text: text ?? '' };
  }
}
