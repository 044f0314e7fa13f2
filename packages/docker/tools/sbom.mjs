#!/usr/bin/env node
// node tools/sbom.mjs [file]: the software bill of materials of the image's bundle, as CycloneDX. npm makes it from the lock file;
// what the bundle does not hold (types, the bundler) is taken out by the list of files that esbuild read.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const file = process.argv[2] ?? fileURLToPath(new URL('../dist/sbom.cdx.json', import.meta.url));

const words = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--workspace', 'gluepipeline'];
const whole = JSON.parse(execFileSync('npm', words, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }));

const inBundle = await bundled();
const components = whole.components.filter(({ purl }) => inBundle.has(purl));
const missing = [...inBundle].filter((purl) => !components.some((component) => component.purl === purl));
if (missing.length > 0) {
  throw new Error(`the lock file does not know what the bundle holds: ${missing.join(', ')}`);
}
const kept = new Set(components.map((component) => component['bom-ref']));
const { name, version, description } = JSON.parse(readFileSync(join(root, 'packages/cli/package.json'), 'utf8'));
const itself = `pkg:npm/${name}@${version}`;
const sbom = {
  ...whole,
  metadata: {
    ...whole.metadata,
    component: {
      ...{ 'bom-ref': itself, type: 'application', name, version, description, purl: itself },
      licenses: [{ license: { id: 'Apache-2.0' } }],
    },
  },
  components,
  dependencies: [
    { ref: itself, dependsOn: [...kept] },
    ...whole.dependencies
      .filter(({ ref }) => kept.has(ref))
      .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((other) => kept.has(other)) })),
  ],
};
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify(sbom, null, 2)}\n`);
console.log(`${components.length} packages in the bundle: ${file}`);

/** The packages that the bundle holds, by name and version as a package URL. */
async function bundled() {
  const folder = mkdtempSync(join(tmpdir(), 'gluepipeline-sbom-'));
  try {
    process.argv[2] = join(folder, 'dist');
    const { metafile } = await import('../../cli/esbuild.config.mjs');
    const folders = Object.values(metafile.outputs)
      .flatMap(({ inputs }) => Object.entries(inputs))
      .filter(([path, { bytesInOutput }]) => bytesInOutput > 0 && path.includes('node_modules/'))
      .map(([path]) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)[0]);
    return new Set([...new Set(folders)].map(packageUrl));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function packageUrl(folder) {
  const manifest = JSON.parse(readFileSync(join(root, 'packages/cli', folder, 'package.json'), 'utf8'));
  return `pkg:npm/${manifest.name.replace('@', '%40')}@${manifest.version}`;
}
