'use strict';

/** Every pack and every table of holidays fits its published schema, or the build stops and says which does not, and where. */

const fs = require('node:fs/promises');
const path = require('node:path');

const Ajv = require('ajv');

const readJson = async (file) => JSON.parse(await fs.readFile(file, 'utf8'));

/**
 * @param {string} folder where the packs are
 * @throws {Error} naming each file that does not fit
 */
async function checkPacks(folder) {
  const ajv = new Ajv({ strict: false });
  const isPack = ajv.compile(await readJson(path.join(folder, 'pack.schema.json')));
  const isTable = ajv.compile(await readJson(path.join(folder, 'holidays.schema.json')));
  const packs = (await fs.readdir(folder)).filter((file) => /^[a-z-]+\.json$/.test(file) && file !== 'interest.json');
  const tables = (await fs.readdir(path.join(folder, 'holidays'))).map((file) => path.join('holidays', file));
  const wrong = [];
  for (const [files, fits] of [
    [packs, isPack],
    [tables, isTable],
  ]) {
    for (const file of files) {
      if (!fits(await readJson(path.join(folder, file)))) wrong.push(`${file}: ${ajv.errorsText(fits.errors)}`);
    }
  }
  if (wrong.length > 0) throw new Error(`These do not fit their schema:\n${wrong.join('\n')}`);
}

module.exports = { checkPacks };
