/** The part of a command of the SDK that lets a caller look at the answer as it came. */
interface Command {
  readonly middlewareStack: {
    add(
      middleware: (next: (args: never) => Promise<object>) => (args: never) => Promise<object>,
      where: { readonly step: 'deserialize'; readonly name: string },
    ): void;
  };
}

/**
 * Notes when S3 answered the command, by S3's own clock: milliseconds since 1970 in whole seconds, NaN before the
 * answer or where it bears no date. The SDK keeps the header to itself.
 */
export function dateOf(command: Command): () => number {
  let date = NaN;
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { response } = result as { readonly response?: { readonly headers?: Readonly<Record<string, string>> } };
      date = Date.parse(response?.headers?.date ?? '');
      return result;
    },
    { step: 'deserialize', name: 'gluepipelineDate' },
  );
  return () => date;
}
