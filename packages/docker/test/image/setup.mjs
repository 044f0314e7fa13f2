import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ask, dockerAnswers, show } from '../../tools/engine.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Builds every target once. Without a Docker engine `docker` is then the stand-in of test/shim, which is said. */
export default function setup() {
  const engine = dockerAnswers() ? 'docker' : 'buildah';
  show(process.execPath, [
    here('../../tools/image.mjs'),
    'small',
    'slim',
    'local',
    'dev',
    '--quiet',
    '--engine',
    engine,
  ]);
  if (engine === 'buildah') {
    ask('runc', ['--version']);
    console.log('no Docker engine answers: containers are run by runc, through test/shim/docker');
    process.env.PATH = `${here('../shim')}${delimiter}${process.env.PATH}`;
    process.env.GLUEPIPELINE_BUILT = 'yes';
    // A test may give a command another home: the images stay where they are.
    process.env.XDG_CACHE_HOME ||= join(homedir(), '.cache');
  }
  process.env.GLUEPIPELINE_IMAGE_ENGINE = engine;
}
