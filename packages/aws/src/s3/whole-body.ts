import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

/** The part of a command of the SDK that lets a caller look at the answer as it came. */
interface Command {
  readonly middlewareStack: {
    add(
      middleware: (next: (args: never) => Promise<object>) => (args: never) => Promise<object>,
      where: { readonly step: 'deserialize'; readonly priority: 'low'; readonly name: string },
    ): void;
  };
}

/**
 * Makes a command read the whole body of its answer before it counts as answered. The SDK hands the body of an object
 * over as it comes, and what breaks off then is nobody's to repeat; so read, it is repeated like any lost answer. For
 * small objects only.
 */
export function readWhole(command: Command): void {
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = (await next(args)) as { readonly response?: { body?: unknown } };
      const { response } = result;
      if (response?.body instanceof Readable) {
        response.body = Readable.from([await buffer(response.body)]);
      }
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'gluepipelineWholeBody' },
  );
}
