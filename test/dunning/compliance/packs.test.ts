import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import Ajv from 'ajv';

import { holidaysSchema, packSchema } from '../../../dunning/compliance/pack';
import { BUILT_IN_PACKS, HOLIDAYS } from '../../../dunning/compliance/packs/index';
import { GENERATED } from '../../../scripts/compliance/generated';

const ROOT = path.resolve(__dirname, '../../..');
const FOLDER = path.join(ROOT, 'dunning/compliance/packs');
const read = (file: string): unknown => JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8'));

const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json') && !/schema|interest/.test(file));
const tables = readdirSync(path.join(FOLDER, 'holidays')).map((file) => `holidays/${file}`);

describe('the packs', () => {
  const ajv = new Ajv({ strict: false });
  const validate = ajv.compile(read('pack.schema.json') as object);
  const validateTable = ajv.compile(read('holidays.schema.json') as object);

  it.each(files)('%s fits the published schema of a pack', (file) => {
    expect(validate(read(file)) ? [] : validate.errors).toEqual([]);
  });

  it.each(tables)('%s fits the published schema of a table of holidays', (file) => {
    expect(validateTable(read(file)) ? [] : validateTable.errors).toEqual([]);
  });

  it.each(files)('%s says everything itself: nothing is left to defaults', (file) => {
    expect(packSchema.parse(read(file))).toEqual(read(file));
  });

  it('are all built in', () => {
    expect(BUILT_IN_PACKS.map(({ id }) => `${id}.json`).sort()).toEqual([...files].sort());
    expect(HOLIDAYS.map(({ country }) => `holidays/${country.toLowerCase()}.json`).sort()).toEqual([...tables].sort());
  });

  it('refuse a rule without a citation', () => {
    const pack = structuredClone(read('co.json')) as { rules: Array<Record<string, unknown>> };
    delete pack.rules[0]?.['citation'];
    expect(validate(pack)).toBe(false);
    expect(packSchema.safeParse(pack).success).toBe(false);
  });

  const rules = BUILT_IN_PACKS.flatMap((pack) => pack.rules.map((rule) => ({ pack, rule })));

  it('name each rule once, after its pack', () => {
    const ids = rules.map(({ rule }) => rule.id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const stray = rules.filter(
      ({ pack, rule }) => !rule.id.startsWith(`${pack.id === 'baseline' ? 'always' : pack.id}-`),
    );
    expect(stray.map(({ rule }) => rule.id)).toEqual([]);
  });

  it('call nothing verified or reported without saying where it was seen', () => {
    const unsourced = rules.filter(
      ({ pack, rule }) => pack.kind !== 'baseline' && rule.grade !== 'unverified' && rule.source.length === 0,
    );
    expect(unsourced.map(({ rule }) => rule.id)).toEqual([]);
  });

  it('speak three languages, each its own', () => {
    const copied = rules.filter(({ rule: { text } }) => text.en === text.es || text.en === text.pt);
    expect(copied.map(({ rule }) => rule.id)).toEqual([]);
  });

  it('offer a reading for each profile where the sources disagree', () => {
    const incomplete = rules.filter(
      ({ rule: { readings } }) => readings && !('statute' in readings && 'conservative' in readings),
    );
    expect(incomplete.map(({ rule }) => rule.id)).toEqual([]);
  });

  it('say that they are not legal advice', () => {
    for (const { notice } of BUILT_IN_PACKS) expect(notice.en).toMatch(/not legal advice/);
  });

  it('cover every jurisdiction of the facts', () => {
    const wanted = 'CO CL PE MX EC BR AR US CA GB ES DE PY DO GT SV CR PA UY BO HN'.split(' ');
    const known = new Set(BUILT_IN_PACKS.flatMap(({ countries }) => countries));
    expect(wanted.filter((country) => !known.has(country))).toEqual([]);
    expect(known.has('FR')).toBe(true);
  });
});

describe('the tables of holidays', () => {
  it.each(tables)('%s holds calendar dates inside the days it speaks for, in order', (file) => {
    const { days, from, until } = holidaysSchema.parse(read(file));
    const dates = days.map(({ date }) => date);
    expect(dates).toEqual([...dates].sort());
    for (const date of dates) {
      expect(new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(date);
      expect(date >= from && date <= until).toBe(true);
    }
  });
});

/** Without what formatting changes: spaces, padding of tables, line ends. */
const plain = (text: string): string => text.replace(/-{3,}/g, '---').replace(/\s+/g, '');

describe('what is generated from the packs', () => {
  it.each(GENERATED)('$file is current', ({ file, parser, content }) => {
    const stored = readFileSync(path.join(ROOT, file), 'utf8');
    if (parser === 'json') expect(JSON.parse(stored)).toEqual(JSON.parse(content()));
    else expect(plain(stored)).toBe(plain(content()));
  });
});
