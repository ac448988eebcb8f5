import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { INodeExecutionData } from 'n8n-workflow';

import type { EmailMessage } from '../../dunning/message/message';
import { readBrCode } from '../../dunning/payments/brcode/parse';
import { DunningTemplateRenderer } from '../../nodes/DunningTemplateRenderer/DunningTemplateRenderer.node';
import { InvoiceStageClassifier } from '../../nodes/InvoiceStageClassifier/InvoiceStageClassifier.node';
import { PaymentLink } from '../../nodes/PaymentLink/PaymentLink.node';
import { runNode } from '../harness/engine';
import { CREDENTIAL_TYPES, credentialsAt } from '../nodes/PaymentLink/run';
import { Shop } from '../nodes/PaymentLink/shop';
import { dunning, row } from './cadence';

const SENDER = {
  company: { name: 'Comercial Ejemplo' },
  contactPerson: { name: 'Laura Méndez', email: 'cobranza@example.com' },
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chain-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function due(fields: Record<string, unknown> = {}): Promise<INodeExecutionData[]> {
  const { outputs } = await runNode(
    new InvoiceStageClassifier(),
    { asOf: '2026-03-10', earlierContacts: 'none' },
    { items: [row(fields)] },
  );
  return outputs[0] ?? [];
}

async function pay(parameters: Record<string, unknown>, items: INodeExecutionData[], url = 'http://127.0.0.1:1') {
  const options = { ledgerFile: join(folder, 'ledger.db'), ...(parameters.options as object | undefined) };
  const { outputs, error } = await runNode(
    new PaymentLink(),
    { operation: 'create', subject: 'debt', ...parameters, options } as never,
    { items, credentials: credentialsAt(url), credentialTypes: CREDENTIAL_TYPES },
  );
  if (error) throw error;
  return outputs[0] ?? [];
}

async function write(items: INodeExecutionData[], channel = 'email', more = {}) {
  const { outputs, error } = await runNode(new DunningTemplateRenderer(), { ...SENDER, channel, ...more } as never, {
    items,
  });
  if (error) throw error;
  return outputs[0]?.[0];
}

describe('classifier, payment link, renderer', () => {
  it('puts the link into the mail without any mapping, and the reminder’s own key into the link', async () => {
    const shop = await Shop.open(() => ({
      body: { id: 'plink_1', url: 'https://buy.stripe.com/test_1', active: true },
    }));
    try {
      const paid = await pay({ provider: 'stripe' }, await due(), shop.url);
      expect(dunning(paid[0]).payment).toMatchObject({ url: 'https://buy.stripe.com/test_1', outcome: 'made' });
      const written = await write(paid);
      const { html, text } = dunning(written).message as EmailMessage;
      expect(html).toContain('href="https://buy.stripe.com/test_1"');
      expect(text).toContain('https://buy.stripe.com/test_1');
      expect(dunning(written).payment).toMatchObject({ url: 'https://buy.stripe.com/test_1' });
      expect(String(shop.made[0]?.body['metadata[dunning_contact]'])).toMatch(/^[0-9a-f]{40}$/);
    } finally {
      await shop.close();
    }
  });

  it('puts Pix code, amount and key into the mail, and its picture beside the item', async () => {
    const items = await due({ Moneda: 'BRL' });
    const [item] = items;
    const debt = dunning(item).debt;
    // The book of the test is in pesos; the debt is what counts here.
    const brl = JSON.parse(JSON.stringify(item).replaceAll('"MXN"', '"BRL"')) as INodeExecutionData;
    const paid = await pay(
      {
        provider: 'pix_static',
        pixKey: 'financeiro@example.com',
        beneficiary: 'Comércio Exemplo',
        city: 'São Paulo',
        options: { qrPicture: true },
      },
      [brl],
    );
    const { payment } = dunning(paid[0]);
    expect(readBrCode(payment?.pixCode ?? '')).toMatchObject({
      valid: true,
      key: 'financeiro@example.com',
      amount: debt?.balance.decimal,
      txid: 'F1',
    });
    expect(paid[0]?.binary?.paymentQr).toMatchObject({ mimeType: 'image/png' });
    const { text, html } = dunning(await write(paid)).message as EmailMessage;
    expect(text).toContain(`Pix copia e cola: ${payment?.pixCode}`);
    expect(html).toContain('Pix copia e cola');
  });

  it('puts CLABE and reference into the mail; a letter shows them too', async () => {
    const paid = await pay(
      { provider: 'spei', clabe: '646180157000000004', beneficiary: 'Comercial Ejemplo SA de CV' },
      await due({ Address: 'Calle Uno 1' }),
    );
    expect(dunning(paid[0]).payment?.instructions).toEqual([
      { label: 'Banco', value: 'STP' },
      { label: 'CLABE', value: '646180157000000004' },
      { label: 'Beneficiario', value: 'COMERCIAL EJEMPLO SA DE CV' },
      { label: 'Referencia numérica', value: '1' },
      { label: 'Concepto', value: 'F-1' },
    ]);
    const { text } = dunning(await write(paid)).message as EmailMessage;
    expect(text).toMatch(/CLABE: 646180157000000004[\s\S]*Referencia numérica: 1/);
    const letter = await write(paid, 'letter', { letterQr: true });
    expect(letter?.binary?.letter).toMatchObject({ mimeType: 'application/pdf' });
  });

  it('says at once what is wrong: a CLABE with a wrong digit, an amount of another currency, no debt', async () => {
    const items = await due();
    const failed = async (parameters: Record<string, unknown>, given = items) =>
      String(await pay(parameters, given).catch((error: Error) => error.message));
    expect(await failed({ provider: 'spei', clabe: '646180157000000005', beneficiary: 'X' })).toMatch(
      /^Item 0: CLABE: found “646180157000000005”, which has a wrong check digit/,
    );
    expect(await failed({ provider: 'wompi' })).toMatch(/^Item 0: amount: .*currency that Wompi does not take/);
    expect(await failed({ provider: 'stripe' }, [{ json: {} }])).toMatch(/^Item 0: The invoice \(dunning\.debt\)/);
  });

  it('a link that was paid is shown to nobody', async () => {
    const [item] = await due();
    const payment = { provider: 'stripe', status: 'paid', outcome: 'used_again', url: 'https://buy.stripe.com/old' };
    const json = { ...item?.json, dunning: { ...dunning(item), payment } };
    const accounts = { account: [{ bank: 'Banco Ejemplo', clabe: '002010077777777771' }] };
    const written = await write([{ json } as unknown as INodeExecutionData], 'email', { accounts });
    const { text } = dunning(written).message as EmailMessage;
    expect(text).not.toContain('https://buy.stripe.com/old');
  });
});
