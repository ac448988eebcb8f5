import fc from 'fast-check';

import { bothForms, compileTemplate } from '../../../../dunning/message/engine/compile';
import type { Block } from '../../../../dunning/message/engine/inspect';
import { LocaleFormat } from '../../../../dunning/message/format';

const FORMAT = new LocaleFormat('es-MX');
const MODES = ['html', 'text'] as const;
const NO_BLOCK = (): Block | undefined => undefined;

/** What comes out, or the error in full. */
function outcome(render: () => string): string {
  try {
    return `text ${render()}`;
  } catch (error) {
    return `error ${(error as Error).message}`;
  }
}

const PATHS = ['name', 'count', 'zero', 'owner.name', 'owner.gone', 'gone', 'gone.deep', 'empty', 'blank', 'total'];
const CALLS = ['money total', 'date due', 'shortDate due', 'number count', 'mask name', 'upper name', 'list names'];
const UNUSUAL = [
  '../name',
  '@index',
  'this',
  'this.name',
  'plural count "día" "días"',
  'money name',
  'upper (mask name)',
];
const LISTS = ['rows', 'names', 'none', 'name', 'owner.rows'];
const LITERALS = ['a', ' b ', '\n', '\n\n\n', '<p>', '&', '\u00a0', '**', 'é…'];

/** Templates of every kind that passes the inspection, and of some kinds that do not. */
const templates = fc.letrec<{ template: string; piece: string }>((tie) => ({
  template: fc.array(tie('piece'), { maxLength: 5 }).map((pieces) => pieces.join('')),
  piece: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(...LITERALS),
    fc.constantFrom(...PATHS, ...CALLS, ...UNUSUAL).map((inside) => `{{${inside}}}`),
    fc.constantFrom(...PATHS).map((path) => `{{~${path}~}}`),
    fc
      .tuple(fc.constantFrom('if', 'unless'), fc.constantFrom(...PATHS, ...LISTS), tie('template'), tie('template'))
      .map(([name, path, yes, no]) => `{{#${name} ${path}}}${yes}{{else}}${no}{{/${name}}}`),
    fc
      .tuple(fc.constantFrom(...LISTS, 'rows as |row|'), tie('template'), tie('template'))
      .map(([list, row, none]) => `{{#each ${list}}}\n${row}\n{{else}}${none}{{/each}}`),
  ),
})).template;

const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('Ana & Co', '<b>', '{{name}}', 'x\r\ny', '\u202eabc', '', ' ', 'a\u00a0b', "O'Hara", '\ud800', 'é'),
);
const values = fc.oneof(
  { weight: 6, arbitrary: words },
  {
    weight: 1,
    arbitrary: fc.constantFrom<unknown>(
      null,
      undefined,
      NaN,
      7,
      -3.5,
      true,
      {},
      [],
      () => 'called',
      () => '',
    ),
  },
);
const totals = fc.oneof(
  { weight: 4, arbitrary: fc.record({ minor: fc.maxSafeInteger(), currency: fc.constantFrom('MXN', 'COP', 'CLP') }) },
  { weight: 1, arbitrary: values },
);
const rows = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.record({ name: words, count: fc.integer(), total: totals, zero: fc.constant(0) }) },
    { weight: 1, arbitrary: values },
  ),
  { maxLength: 3 },
);
const contexts = fc.record({
  name: values,
  count: fc.oneof(fc.integer(), values),
  zero: fc.constant(0),
  owner: fc.oneof({ weight: 5, arbitrary: fc.record({ name: values, rows }) }, { weight: 1, arbitrary: values }),
  empty: fc.constant([]),
  blank: fc.constant(''),
  total: totals,
  due: fc.constantFrom('2026-11-23', '2026-02-30', ''),
  names: fc.array(values, { maxLength: 3 }),
  rows,
  none: fc.constant([]),
});

describe.each(MODES)('a template worked out beforehand, in %s', (mode) => {
  it('says what Handlebars says, or leaves it to Handlebars', () => {
    let planned = 0;
    fc.assert(
      fc.property(templates, contexts, (source, context) => {
        let forms: ReturnType<typeof bothForms>;
        try {
          forms = bothForms(mode, 'test', source, NO_BLOCK);
        } catch {
          return; // refused by the inspection
        }
        const { plan, handlebars } = forms;
        const expected = outcome(() => handlebars(context, FORMAT, { rounds: 0 }));
        const said = plan && outcome(() => plan.render(context, FORMAT, { rounds: 0 }));
        if (said?.startsWith('text ')) {
          planned += 1;
          expect(said).toBe(expected);
        }
        const whole = compileTemplate(mode, 'test', source, NO_BLOCK);
        expect(outcome(() => whole(context, FORMAT, { rounds: 0 }))).toBe(expected);
      }),
      { numRuns: 300 },
    );
    // The law would also hold for a plan that never says anything.
    expect(planned).toBeGreaterThan(30);
  });

  it.each([
    ['{{#each rows}}{{../name}}{{/each}}', { name: 'A', rows: [{}, {}] }, 'AA'],
    ['{{#each rows}}{{@index}}{{#unless @last}},{{/unless}}{{/each}}', { rows: [{}, {}] }, '0,1'],
    ['{{#each rows as |row|}}{{row.name}}{{/each}}', { rows: [{ name: 'A' }] }, 'A'],
    ['{{#if count includeZero=true}}yes{{/if}}', { count: 0 }, 'yes'],
    ['{{upper (mask name)}}', { name: 'abcdefg' }, '•••• DEFG'],
    ['{{#each names}}{{this}}{{/each}}', { names: ['A', 'B'] }, 'AB'],
    ['{{name.length}}', { name: { length: 2 } }, '2'],
    ['{{#if ask}}yes{{else}}no{{/if}}', { ask: () => '' }, 'no'],
  ])('%s is written as Handlebars does', (source, context, expected) => {
    expect(compileTemplate(mode, 'test', source, NO_BLOCK)(context, FORMAT, { rounds: 0 })).toBe(expected);
  });

  it('reaches nothing that an object only inherits', () => {
    const template = compileTemplate(mode, 'test', '{{#if owner.secret}}yes{{else}}no{{/if}}', NO_BLOCK);
    const owner = Object.create({ secret: 'x' }) as object;
    expect(template({ owner }, FORMAT, { rounds: 0 })).toBe('no');
  });

  it('counts the rounds of loops, also where Handlebars has to say that there are too many', () => {
    const template = compileTemplate(mode, 'test', '{{#each rows}}{{#each rows}}x{{/each}}{{/each}}', NO_BLOCK);
    const square = (size: number) => ({ rows: Array(size).fill({ rows: Array(size).fill({}) }) as object[] });
    const budget = { rounds: 0 };
    expect(template(square(100), FORMAT, budget)).toHaveLength(10_000);
    expect(budget.rounds).toBe(10_100);
    expect(() => template(square(200), FORMAT, { rounds: 0 })).toThrow('makes the message too long');
  });

  it('writes rows that cannot change once, and all others each time', () => {
    const template = compileTemplate(mode, 'test', '{{#each rows}}{{name}}{{/each}}', NO_BLOCK);
    const render = (rows: readonly object[]) => template({ rows }, FORMAT, { rounds: 0 });
    let asked = 0;
    const row = Object.defineProperty({}, 'name', { get: () => `A${(asked += 1)}`, enumerable: true });
    const fixed = Object.freeze([Object.freeze({ name: 'A' })]);
    expect([render(fixed), render(fixed)]).toEqual(['A', 'A']);
    const open = [{ name: 'A' }];
    expect(render(open)).toBe('A');
    open[0] = { name: 'B' };
    expect(render(open)).toBe('B');
    const asking = Object.freeze([Object.freeze(row)]);
    expect([render(asking), render(asking)]).not.toEqual(['A1', 'A1']);
    const inner = Object.freeze([Object.freeze({ name: 'A', more: { of: 'it' } })]);
    const deep = compileTemplate(mode, 'test', '{{#each rows}}{{more.of}}{{/each}}', NO_BLOCK);
    expect(deep({ rows: inner }, FORMAT, { rounds: 0 })).toBe('it');
    const [first] = inner;
    if (first) first.more.of = 'other';
    expect(deep({ rows: inner }, FORMAT, { rounds: 0 })).toBe('other');
  });
});
