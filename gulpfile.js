/**
 * The build: type check, one self-contained bundle, a thin file for each node and credential that n8n looks for, icons,
 * codex files, n8n's lazy-loading metadata and the notices of the libraries inside. `gulp build` runs all of it.
 */
const { execFile } = require('node:child_process');
const fs = require('node:fs/promises');
const path = require('node:path');
const { promisify } = require('node:util');

const esbuild = require('esbuild');
const { dest, parallel, series, src } = require('gulp');

const { libraryChunks, packagesIn, writeNotices } = require('./scripts/build/bundle-parts.js');
const { checkPacks } = require('./scripts/build/check-packs.js');
const manifest = require('./package.json');

const run = promisify(execFile);
const DIST = path.join(__dirname, 'dist');
const bin = (name) => path.join(__dirname, 'node_modules', '.bin', name);

/** Every node and credential that package.json names: its class, its source, and where n8n expects the built file. */
const entries = [...manifest.n8n.nodes, ...manifest.n8n.credentials].map((built) => ({
  built,
  source: `./${built.replace(/^dist\//, '').replace(/\.js$/, '')}`,
  className: path.basename(built).split('.')[0],
}));

const clean = () => fs.rm(DIST, { recursive: true, force: true });

async function typecheck() {
  try {
    await run(bin('tsc'), ['-p', __dirname]);
  } catch (error) {
    throw new Error(`Type check failed:\n${error.stdout}`);
  }
}

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minifyWhitespace: true,
  minifySyntax: true,
  // Error names and n8n's class look-up rely on names. esbuild's `keepNames` would also keep them, but it names every function
  // anew each time it is made, which took a quarter of the renderer's time.
  minifyIdentifiers: false,
  legalComments: 'none',
  external: ['n8n-workflow'],
  // `import()` becomes a lazy `require`, so that the heavy libraries load only when used.
  supported: { 'dynamic-import': false },
  metafile: true,
  logLevel: 'warning',
};

async function bundle() {
  const chunks = libraryChunks();
  const contents = entries.map(({ className, source }) => `export { ${className} } from '${source}';`).join('\n');
  const main = await esbuild.build({
    ...common,
    stdin: { contents, resolveDir: __dirname, sourcefile: 'entries.ts', loader: 'ts' },
    outfile: path.join(DIST, 'bundle.js'),
    plugins: [chunks.plugin],
  });
  const parts = [['bundle.js', main.metafile]];
  for (const { name, specifier } of chunks.found) {
    const part = await esbuild.build({
      ...common,
      stdin: { contents: `module.exports = require('${specifier}');`, resolveDir: __dirname, sourcefile: 'part.js' },
      outfile: path.join(DIST, 'vendor', `${name}.js`),
    });
    parts.push([`vendor/${name}.js`, part.metafile]);
  }
  const libraries = packagesIn(parts, __dirname);
  const twice = [...libraries].filter(([, places]) => places.length > 1);
  if (twice.length > 0) {
    throw new Error(`Bundled twice: ${twice.map(([name, places]) => `${name} in ${places.join(' and ')}`).join('; ')}`);
  }
  await writeNotices([...libraries.keys()], path.join(DIST, 'THIRD-PARTY-NOTICES.txt'), __dirname);
}

/** The file that n8n opens for one node or credential. It reaches into the bundle only when the class is asked for. */
async function entryFiles() {
  for (const { built, className } of entries) {
    const file = path.join(__dirname, built);
    const toBundle = path.relative(path.dirname(file), path.join(DIST, 'bundle.js')).split(path.sep).join('/');
    await fs.mkdir(path.dirname(file), { recursive: true });
    await fs.writeFile(
      file,
      `'use strict';\nObject.defineProperty(exports, '${className}', { enumerable: true, get: () => require('${toBundle}').${className} });\n`,
    );
  }
}

const assets = () =>
  src(['nodes/**/*.{svg,png}', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json', 'credentials/*.svg'], {
    base: '.',
    encoding: false,
    allowEmpty: true,
  }).pipe(dest(DIST));

/** `dist/known` and `dist/types`: with them n8n knows the nodes without loading any of our code. */
const metadata = () =>
  run(process.execPath, [path.join(__dirname, 'node_modules/n8n-core/bin/generate-metadata')], { cwd: __dirname });

/** The rule packs fit their published schema. */
const packs = () => checkPacks(path.join(__dirname, 'dunning/compliance/packs'));

exports.clean = clean;
exports.build = series(clean, parallel(packs, typecheck, series(bundle, entryFiles, assets)), metadata);
/** The same without the type check, for trying something out. */
exports.quick = series(clean, bundle, entryFiles, assets, metadata);
exports.default = exports.build;
