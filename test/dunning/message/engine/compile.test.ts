import { InputError } from '../../../../dunning/errors';
import { compileTemplate } from '../../../../dunning/message/engine/compile';
import type { FindBlock } from '../../../../dunning/message/engine/inspect';
import { LocaleFormat } from '../../../../dunning/message/format';

const FORMAT = new LocaleFormat('es-MX');
const noBlocks: FindBlock = () => undefined;

function run(source: string, context: object = {}, mode: 'html' | 'text' = 'text', block = noBlocks): string {
  return compileTemplate(mode, 'test', source, block)(context, FORMAT, { rounds: 0 });
}

function refusal(source: string, context: object = {}, mode: 'html' | 'text' = 'text', block = noBlocks): InputError {
  try {
    run(source, context, mode, block);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error(`was not refused: ${source}`);
}

describe('a template', () => {
  it('writes values, and escapes them in HTML only', () => {
    expect(run('{{a.b}} & {{n}}', { a: { b: '<x>' }, n: 1234.5 })).toBe('<x> & 1,234.5');
    expect(run('<i title="{{a}}">{{a}}</i>', { a: '"<x>\'' }, 'html')).toBe(
      '<i title="&quot;&lt;x&gt;&#x27;">&quot;&lt;x&gt;&#x27;</i>',
    );
  });

  it('has helpers for money, dates, numbers, lists and letters', () => {
    const context = {
      sum: { minor: 123456, currency: 'MXN' },
      sums: [
        { minor: 100, currency: 'MXN' },
        { minor: 100, currency: 'USD' },
      ],
      day: '2026-11-30',
      days: 1,
      names: ['A', 'B', 'C'],
      card: '4111111111111111',
    };
    expect(run('{{money sum}}', context)).toBe('$1,234.56 MXN');
    expect(run('{{money sums}}', context)).toBe('$1.00 MXN y USD 1.00');
    expect(run('{{date day}} {{shortDate day}}', context)).toBe('30 de noviembre de 2026 30/11/2026');
    expect(run('{{relativeDays days}} {{plural days "día" "días"}}', context)).toBe('mañana 1 día');
    expect(run('{{list names}}', context)).toBe('A, B y C');
    expect(run('{{mask card}} {{upper "ñandú"}} {{lower "ÁRBOL"}}', context)).toBe('•••• 1111 ÑANDÚ árbol');
  });

  it('has conditions and loops', () => {
    const context = { rows: [{ n: 'a' }, { n: 'b' }], none: [], flag: true };
    expect(run('{{#each rows}}{{@index}}{{n}}{{#unless @last}},{{/unless}}{{/each}}', context)).toBe('0a,1b');
    expect(run('{{#each none}}x{{else}}nothing{{/each}}{{#if flag}}!{{/if}}', context)).toBe('nothing!');
  });
});

describe('a value that is missing', () => {
  it.each([
    ['{{nothing}}', 'nothing'],
    ['{{a.b}}', 'a.b'],
    ['{{a.nothing.more}}', 'a'],
    ['{{x.y.z}}', 'x.y.z'],
    ['{{empty}}', 'empty'],
    ['{{blank}}', 'blank'],
    ['{{nan}}', 'nan'],
    ['{{nil}}', 'nil'],
    ['{{object}}', 'object'],
    ['{{list}}', 'list'],
    ['{{fn}}', 'fn'],
    ['{{money nothing}}', 'money nothing'],
    ['{{money a}}', 'money a'],
    ['{{date empty}}', 'date empty'],
    ['{{number empty}}', 'number empty'],
    ['{{upper nothing}}', 'upper nothing'],
    ['{{#each nothing}}x{{/each}}', 'each nothing'],
    ['{{#each a}}x{{/each}}', 'each a'],
  ])('%s is an error that names it', (source, name) => {
    const context = { a: {}, empty: '', blank: ' \n', nan: Number.NaN, nil: null, object: {}, list: [], fn: () => 'x' };
    for (const mode of ['text', 'html'] as const) {
      expect(refusal(`\n  ${source}`, context, mode).message).toContain(name);
    }
  });

  it('is named with template, line and column', () => {
    const { message } = refusal('one\n  {{two.three}}', { two: {} });
    expect(message).toContain('two.three');
    expect(message).toContain('template test, line 2, column 5');
  });
});

describe('a template that is not allowed', () => {
  it.each([
    '{{{raw}}}',
    '{{&raw}}',
    '{{constructor}}',
    '{{a.constructor.name}}',
    '{{a.__proto__.x}}',
    '{{__proto__}}',
    '{{a.prototype}}',
    '{{lookup a "constructor"}}',
    '{{#with a}}{{b}}{{/with}}',
    '{{log "x"}}',
    '{{#a}}x{{/a}}',
    '{{^a}}x{{/a}}',
    '{{helperMissing}}x{{blockHelperMissing a}}',
    '{{#each a as |b|}}{{b.constructor}}{{/each}}',
    '{{> other}}',
    '{{> (lookup a "b")}}',
    '{{#> layout}}x{{/layout}}',
    '{{#*inline "x"}}y{{/inline}}',
    '{{* decorator}}',
    '{{@root.a}}',
    '{{@format}}',
    '{{@places}}',
    '{{out a}}x{{require "fs"}}',
    '{{money (evil a)}}',
    '{{"text"}}',
    '{{a.[constructor]}}',
    '{{this.[__proto__]}}',
    '{{toString}}',
    '{{a.valueOf}}',
    '{{#if a}}',
    '{{#each a}}{{/if}}',
    '{{',
    '{{a b c}}',
    '{{date hash=a.constructor}}',
  ])('%s is refused', (source) => {
    const error = refusal(source, { a: [{ b: 1 }], raw: '<b>' });
    expect(error.message).toMatch(/line \d+, column \d+/);
  });

  it('is refused when it nests too deep, is too long, or has too many parts', () => {
    const deep = `${'{{#if a}}'.repeat(13)}x${'{{/if}}'.repeat(13)}`;
    expect(refusal(deep).message).toContain('nested more than 12 deep');
    expect(refusal('x'.repeat(100_001)).message).toContain('longer than 100000');
    expect(refusal('{{a}}'.repeat(4_001), { a: 'x' }).message).toContain('more than 4000 parts');
  });

  it('is stopped when it loops too long or grows too large', () => {
    const many = { rows: Array.from({ length: 200 }, () => ({ n: 'x' })) };
    const nested = '{{#each rows}}{{#each ../rows}}{{n}}{{/each}}{{/each}}';
    expect(refusal(nested, many).message).toContain('too long');
    const large = { rows: Array.from({ length: 1_500 }, () => ({ n: 'y'.repeat(900) })) };
    expect(refusal('{{#each rows}}{{n}}{{/each}}', large).message).toContain('too long');
  });

  it('is refused when a block includes itself, and names the block where something is wrong', () => {
    const blocks: FindBlock = (name) => ({ name: `block ${name}`, source: `{{> ${name}}}`, kind: 'layout' });
    expect(refusal('{{> loop}}', {}, 'text', blocks).message).toContain('includes itself');
    const broken: FindBlock = () => ({ name: 'block legal', source: 'a\nb {{#if}}', kind: 'prose' });
    expect(refusal('{{> legal}}', {}, 'html', broken).message).toContain('block legal');
  });

  it('cannot reach what values inherit', () => {
    class Row {
      own = 'mine';
      get inherited(): string {
        return 'secret';
      }
      method(): string {
        return 'secret';
      }
    }
    expect(run('{{row.own}}', { row: new Row() })).toBe('mine');
    expect(refusal('{{row.inherited}}', { row: new Row() }).message).toContain('row.inherited');
    expect(refusal('{{row.method}}', { row: new Row() }).message).toContain('row.method');
  });
});

describe('prose', () => {
  const prose =
    (source: string): FindBlock =>
    (name) => ({ name, source, kind: 'prose' });

  it('becomes paragraphs and bold in HTML, escaped, and plain text elsewhere', () => {
    const block = prose('A & B: **{{a}}**\n\nsecond < third');
    expect(run('{{> p}}', { a: '<1>' }, 'html', block)).toBe(
      '<p style="margin:0 0 14px">A &amp; B: <strong>&lt;1&gt;</strong></p>\n<p style="margin:0 0 14px">second &lt; third</p>',
    );
    expect(run('{{> p}}', { a: '<1>' }, 'text', block)).toBe('A & B: <1>\n\nsecond < third');
  });
});
