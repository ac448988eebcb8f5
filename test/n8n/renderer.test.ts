import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import type { INodeExecutionData } from 'n8n-workflow';

import type { EmailMessage } from '../../dunning/message/message';
import { DunningTemplateRenderer } from '../../nodes/DunningTemplateRenderer/DunningTemplateRenderer.node';
import { InvoiceStageClassifier } from '../../nodes/InvoiceStageClassifier/InvoiceStageClassifier.node';
import { runNode } from '../harness/engine';
import { dunning, row } from './cadence';

const SENDER = {
  company: { name: 'Comercial Ejemplo' },
  contactPerson: { name: 'Laura Méndez', email: 'cobranza@example.com' },
  accounts: { account: [{ bank: 'Banco Ejemplo', clabe: '002010077777777771' }] },
};

async function due(fields: Record<string, unknown> = {}): Promise<INodeExecutionData[]> {
  const parameters = { asOf: '2026-03-10', earlierContacts: 'none' };
  const { outputs } = await runNode(new InvoiceStageClassifier(), parameters, { items: [row(fields)] });
  return outputs[0] ?? [];
}

async function run(parameters: Record<string, unknown>, items: INodeExecutionData[]) {
  return await runNode(new DunningTemplateRenderer(), { ...SENDER, ...parameters } as never, { items });
}

describe('the renderer’s operations in n8n’s engine', () => {
  it('writes a letter as a PDF beside its text', async () => {
    const items = await due({ Address: 'Calle Uno 1' });
    const { outputs, error } = await run({ channel: 'letter' }, items);
    expect(error).toBeUndefined();
    const letter = outputs[0]?.[0]?.binary?.letter;
    expect(letter).toMatchObject({ mimeType: 'application/pdf', fileName: expect.stringMatching(/F-1\.pdf$/) });
    expect(
      Buffer.from(letter?.data ?? '', 'base64')
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  it('writes a thank-you for a payment from the details on the item', async () => {
    const [item] = await due();
    const details = { payment: { amount: { currency: 'MXN', minor: 150050 }, date: '2026-03-09' } };
    const items = [{ ...item, json: { ...item?.json, details } } as INodeExecutionData];
    const { outputs, error } = await run(
      { channel: 'email', occasion: 'payment_received', extrasField: 'details' },
      items,
    );
    expect(error).toBeUndefined();
    expect((dunning(outputs[0]?.[0]).message as EmailMessage).text).toMatch(/1,500\.50/);
  });

  it('previews everything on one page, and lists Meta’s templates', async () => {
    const preview = await run({ operation: 'preview', previewLocale: 'es-CO', previewInvoices: 2 }, [{ json: {} }]);
    const page = Buffer.from(preview.outputs[0]?.[0]?.binary?.preview?.data ?? '', 'base64').toString();
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).toContain('Comercial Ejemplo');
    const exported = await run({ operation: 'exportWhatsapp', exportLocales: 'es-MX, pt-BR' }, [{ json: {} }]);
    expect(exported.outputs[0]).toHaveLength(24);
    expect(exported.outputs[0]?.[0]?.json).toMatchObject({ category: 'UTILITY', language: 'es_MX' });
  });

  it('takes own texts from the panel over those of a folder, and finds what is wrong in them', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'texts-'));
    try {
      mkdirSync(path.join(folder, 'blocks'));
      writeFileSync(path.join(folder, 'blocks', 'signature.txt'), 'From the folder');
      writeFileSync(path.join(folder, 'blocks', 'greeting.txt'), 'Hola desde la carpeta');
      const blocks = { text: [{ key: 'signature', text: 'From the panel' }] };
      const { outputs, error } = await run(
        { channel: 'email', options: { templatesFolder: folder, blocks } },
        await due(),
      );
      expect(error).toBeUndefined();
      const { text } = dunning(outputs[0]?.[0]).message as EmailMessage;
      expect(text).toContain('From the panel');
      expect(text).toContain('Hola desde la carpeta');
      expect(text).not.toContain('From the folder');
      const wrong = { text: [{ key: 'signature', text: '{{nobody.knows}}' }] };
      const checked = await run({ operation: 'validate', options: { blocks: wrong } }, [{ json: {} }]);
      expect(checked.outputs[0]?.[0]?.json).toMatchObject({ valid: false, key: 'blocks/signature' });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('a folder that is not there is an error in words', async () => {
    const { error } = await run({ channel: 'email', options: { templatesFolder: '/nowhere/at/all' } }, await due());
    expect(error?.message).toMatch(/^Own Texts From a Folder: found “\/nowhere\/at\/all”, which cannot be read/);
  });
});
