import type { GraphView } from '../../graph/view.ts';
import type { RunView } from '../view.ts';

/** Why a node failed, in the words of the page. */
export interface ShownFailure {
  /** The name of the job or crawler in the config. */
  readonly job: string;
  readonly state: string;
  readonly message: string;
  /** `scripts/load.py:7`, and the code that stands there. */
  readonly place: string | undefined;
  readonly code: string | undefined;
  readonly hint: string | undefined;
  readonly reason?: { readonly why: string } | undefined;
}

/** The last lines that a job wrote in a run. */
export interface LogTail {
  /** The name of the job in the config. */
  readonly job: string;
  /** Without secrets; oldest first. */
  readonly lines: readonly string[];
  /** True where there is more before them. */
  readonly cut: boolean;
  /** Why they could not be read, where they could not. */
  readonly unreadable: string | undefined;
}

/** All that is on the page of a run; whoever puts it together has masked what is secret. */
export interface RunPage {
  readonly view: RunView;
  /** The graph of the config; only what belongs to the run is drawn. */
  readonly graph: GraphView;
  readonly failures: readonly ShownFailure[];
  readonly tails: readonly LogTail[];
  readonly consoleUrl: string | undefined;
}
