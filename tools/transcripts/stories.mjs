import { deploy } from './stories/deploy.mjs';
import { errors } from './stories/errors.mjs';
import { graph } from './stories/graph.mjs';
import { help } from './stories/help.mjs';
import { json } from './stories/json.mjs';
import { local } from './stories/local.mjs';
import { run } from './stories/run.mjs';
import { start } from './stories/start.mjs';
import { safety } from './stories/safety.mjs';
import { terminal } from './stories/terminal.mjs';

/** Every transcript: its name, and how it comes about. */
export const stories = { help, start, deploy, run, safety, graph, errors, json, terminal, local };
