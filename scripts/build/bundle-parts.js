const fs = require('node:fs/promises');
const path = require('node:path');

/**
 * An esbuild plugin that leaves out of the main bundle every library that the code reaches with `import('library')` and
 * lists it in `found`, so that it becomes a file of its own, read on first use.
 */
function libraryChunks() {
  const found = [];
  const plugin = {
    name: 'library-chunks',
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, ({ path: specifier, kind }) => {
        if (kind !== 'dynamic-import' || specifier.startsWith('node:')) return undefined;
        const name = specifier.replace(/^@/, '').replace(/[^a-z0-9]+/gi, '-');
        if (!found.some((chunk) => chunk.name === name)) found.push({ name, specifier });
        return { path: `./vendor/${name}.js`, external: true };
      });
    },
  };
  return { found, plugin };
}

/** The packages inside the built files: `node_modules/<folder>` -> the files it stands in. */
function packagesIn(parts, root) {
  const places = new Map();
  for (const [file, metafile] of parts) {
    for (const input of Object.keys(metafile.inputs)) {
      const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(
        path.relative(root, path.resolve(root, input)).split(path.sep).join('/'),
      );
      if (!folder) continue;
      const files = places.get(folder[0]) ?? [];
      if (!files.includes(file)) places.set(folder[0], [...files, file]);
    }
  }
  return places;
}

/** Writes name, version, licence and licence text of every bundled package. Fails for one whose licence is not stated. */
async function writeNotices(folders, file, root) {
  const notices = [];
  for (const folder of [...folders].sort()) {
    const home = path.join(root, folder);
    const { name, version, license } = JSON.parse(await fs.readFile(path.join(home, 'package.json'), 'utf8'));
    const texts = (await fs.readdir(home)).filter((entry) => /^(licen[cs]e|notice|copying)/i.test(entry));
    if (!license && texts.length === 0) throw new Error(`${name} states no licence, so it cannot be bundled`);
    const bodies = await Promise.all(texts.map((entry) => fs.readFile(path.join(home, entry), 'utf8').catch(() => '')));
    notices.push(
      [`${name} ${version} (${license ?? 'licence below'})`, ...bodies.map((body) => body.trim())].join('\n\n'),
    );
  }
  const head = 'This package contains the following libraries, each under its own licence.';
  await fs.mkdir(path.dirname(file), { recursive: true });
  await fs.writeFile(file, `${[head, ...notices].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`);
}

module.exports = { libraryChunks, packagesIn, writeNotices };
