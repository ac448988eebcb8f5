import { execFileSync } from 'node:child_process';
import path from 'node:path';

import { preview } from '../../../dunning/message/preview';
import { createRenderer } from '../../../dunning/message/render';
import { sampleFor } from '../../../dunning/message/sample';
import { TEXT_LOCALES } from '../../../dunning/message/texts';
import { STAGES } from '../../../dunning/message/texts/types';
import { validateTemplates } from '../../../dunning/message/validate';
import { AS_OF, debtOf, openItem, SETTINGS, stageOf } from './samples';

const ROOT = path.resolve(__dirname, '../../..');
const TSX = path.join(ROOT, 'node_modules/.bin/tsx');

const pagesOf = (content: Uint8Array) =>
  Buffer.from(content)
    .toString('latin1')
    .match(/\/Type \/Page\b/g)?.length ?? 0;

describe('the letter as PDF', () => {
  const debt = debtOf([openItem()]);
  const request = { debt, stage: stageOf('formal_notice', debt), asOf: AS_OF };

  it('is tagged, names its language and title, embeds its fonts, and is the same every time', async () => {
    const renderer = createRenderer(SETTINGS);
    const first = await renderer.pdf(request);
    const second = await renderer.pdf(request);
    const text = Buffer.from(first.content).toString('latin1');
    expect(first).toMatchObject({ fileName: 'formal_notice-F-1024.pdf', mimeType: 'application/pdf' });
    expect(text.startsWith('%PDF-1.7')).toBe(true);
    expect(text).toContain('/Lang (es-MX)');
    expect(text).toMatch(/\/Marked true/);
    expect(text).toContain('/StructTreeRoot');
    expect(text).toMatch(/NotoSans-Regular/);
    expect(text).toContain('/MediaBox [0 0 612 792]');
    expect(Buffer.compare(first.content, second.content)).toBe(0);
  });

  it('can be A4, and carry the payment link as a QR code', async () => {
    const plain = await createRenderer(SETTINGS).pdf(request, { size: 'A4' });
    const withCode = await createRenderer(SETTINGS).pdf(request, { size: 'A4', qr: true });
    expect(Buffer.from(plain.content).toString('latin1')).toContain('/MediaBox [0 0 595.28 841.89]');
    expect(Buffer.from(withCode.content).toString('latin1')).toContain('/Figure');
  });

  it('of two hundred invoices runs over pages', async () => {
    const long = debtOf(Array.from({ length: 200 }, (_, index) => openItem({ number: `F-${index}` })));
    const { content } = await createRenderer(SETTINGS).pdf({
      debt: long,
      stage: stageOf('statement', long),
      asOf: AS_OF,
    });
    const pages = pagesOf(content);
    expect(pages).toBeGreaterThan(4);
    expect(pages).toBeLessThan(12);
  });

  it.each(TEXT_LOCALES)(
    'about three invoices is one page of the shorter paper, signature and all (%s)',
    async (locale) => {
      const sample = sampleFor(locale);
      const renderer = createRenderer(sample.settings);
      for (const stage of ['formal_notice', 'final_notice', 'statement']) {
        const three = sample.debt(stage, 3);
        const { content } = await renderer.pdf(
          { debt: three, stage: sample.stage(stage, three), asOf: sample.asOf, locale, extras: sample.extras(stage) },
          { size: 'LETTER', qr: true },
        );
        expect([stage, pagesOf(content)]).toEqual([stage, 1]);
      }
    },
  );
});

describe('a preview', () => {
  it('shows every stage and channel on one page, with mails in frames of their own', () => {
    const page = preview(sampleFor('es-MX').settings, { locale: 'es-MX' });
    for (const stage of STAGES) expect(page).toContain(`<section id="${stage}"><h2>`);
    expect(page).toContain('<h2>Primer recordatorio<code>');
    expect(page).toContain('<h2>Promesa incumplida<code>');
    expect(page.match(/<iframe /g)).toHaveLength(STAGES.length);
    expect(page).toContain('sandbox=""');
    expect(page).not.toContain('class="error"');
  });

  it('shows the error in the place of a message that cannot be written', () => {
    const templates = { blocks: { closing: '{{extras.nothing}}' } };
    const page = preview({ ...SETTINGS, templates }, { stages: ['first_reminder'], channels: ['email', 'sms'] });
    expect(page.match(/class="error"/g)).toHaveLength(1);
    expect(page).toContain('extras.nothing');
  });
});

describe('a check of templates', () => {
  it('finds nothing wrong with none, nor with good ones', () => {
    expect(validateTemplates(SETTINGS)).toEqual([]);
    const good = {
      blocks: { 'signature/es-MX': '{{contact.name}}', legal: 'Contrato {{extras.contract}}' },
      templates: { 'first_reminder/sms/es-MX': '{{company.name}}: {{money amountDue}}' },
    };
    expect(validateTemplates({ ...SETTINGS, templates: good }, { contract: 'C-1' })).toEqual([]);
  });

  it('lists everything wrong at once', () => {
    const templates = {
      blocks: { greting: 'x', 'legal/es-XX': 'x', closing: '{{customer.shoeSize}}', opening: '{{#if a}}' },
      templates: {
        'first_reminder/sms/es-MX': '{{{company.name}}}',
        'second_reminder/fax/es-MX': 'x',
        'third_reminder/sms/es-MX': 'x',
        'first_reminder/email/es-MX/subjet': 'x',
      },
    };
    const problems = validateTemplates({ ...SETTINGS, templates });
    const keys = new Set(problems.map(({ key }) => key));
    expect([...keys].sort()).toEqual([
      'blocks/closing',
      'blocks/greting',
      'blocks/legal/es-XX',
      'blocks/opening',
      'templates/first_reminder/email/es-MX/subjet',
      'templates/first_reminder/sms/es-MX',
      'templates/second_reminder/fax/es-MX',
      'templates/third_reminder/sms/es-MX',
    ]);
    expect(problems.find(({ key }) => key === 'blocks/closing')?.text).toContain('customer.shoeSize');
  });
});

describe('what is generated', () => {
  it.each(['scripts/mjml/build.ts', 'scripts/mjml/fonts.ts'])('by %s is current', (script) => {
    execFileSync(TSX, [path.join(ROOT, script), '--check'], { cwd: ROOT });
  });
});
