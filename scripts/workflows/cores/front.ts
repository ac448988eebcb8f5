import type { NodeSpec, WorkflowBuilder } from '../builder';
import type { Setting } from '../definition';
import { end, entrance, n8n, ours, setting, SETTINGS, settingRef, settingsNode } from '../parts';

export const ENTRANCE = 'Invoices from a feeder';
export const CLASSIFY = 'Which stage is each invoice at?';
export const RENDER = 'Write the reminder';
export const GATE = 'May we write now?';
export const LOOK = 'A person must look';
export const SKIPPED = 'Already written to';

/** Where the nodes of a core stand; what sends begins at `SEND_X`. */
export const SEND_X = 1480;

const LEDGER = { ledgerFile: setting('ledgerFile') };

/** How the renderer chooses a channel. */
export type RenderChannel = 'auto' | 'email' | 'letter';

/**
 * The part that all cores share: the entrance, the settings, the stage, the message and the gate. What is allowed leaves at the
 * first output of `GATE`.
 * @param between a node that what is due goes through before it is written about, such as Payment Link
 * @param options further options of the renderer
 */
export function front(
  builder: WorkflowBuilder,
  settings: readonly Setting[],
  channel: RenderChannel,
  between?: { name: string; node: NodeSpec },
  options: Record<string, unknown> = {},
): void {
  builder
    .note({
      text: '## What this is\nThe heart of your reminders. It sends nothing by itself: a workflow that reads your invoices (a **feeder**) hands them over, and every change you make here counts for all of them.\n\n**Nobody gets the same reminder twice**, also when a run breaks off or is started again.',
      at: [-780, -140],
      size: [400, 300],
      colour: 'intro',
    })
    .note({
      text: '## 1 · Set this first\nOpen **Your settings**: your company, the contact person, the bank, and whether customers get one message for each invoice or one for all.\n\nLeave **As of date** empty to work with today’s date.',
      at: [-360, -140],
      size: [320, 300],
      colour: 'set',
    })
    .note({
      text: '## 2 · Who is due, and what they read\nWhere the invoices come from is recognised. Choose under **Policy** which reminder goes out how many days before or after the due date. Paid, disputed and paused invoices are left alone. What cannot be read waits at **A person must look**, with the reason.',
      at: [220, -140],
      size: [520, 260],
      colour: 'think',
    })
    .note({
      text: '## 3 · May we write now?\nThe law’s hours, rest days and limits, and what the customer asked for. *Deferred* ones are picked up by the next run. This is not legal advice.',
      at: [960, -140],
      size: [320, 260],
      colour: 'think',
    })
    .node(ENTRANCE, entrance([-720, 300]))
    .node(SETTINGS, settingsNode(settings, [-260, 200]))
    .node('Settings first, then the invoices', n8n('merge', 3.1, CHOOSE_INVOICES, [0, 320]))
    .node(CLASSIFY, ours('invoiceStageClassifier', classifier(), [260, 320]))
    .node(RENDER, {
      ...ours('dunningTemplateRenderer', renderer(channel, options), [between ? 780 : 560, 240]),
      onError: 'continueErrorOutput',
    })
    .node(GATE, ours('complianceGate', GATE_PARAMETERS, [1000, 240]))
    .node('Nothing to do today', end([560, 420]))
    .node('On hold or disputed', end([560, 560]))
    .node(LOOK, end([820, 680]))
    .node('Paid or closed', end([560, 800]))
    .node('Next run asks again', end([1240, 400]))
    .node('Must not be written to', end([1240, 540]))
    .connect(ENTRANCE, SETTINGS)
    .connect(ENTRANCE, 'Settings first, then the invoices')
    .connect(SETTINGS, 'Settings first, then the invoices', 0, 1)
    .chain('Settings first, then the invoices', CLASSIFY, between?.name ?? RENDER)
    .chain(RENDER, GATE)
    .connect(CLASSIFY, 'Nothing to do today', 1)
    .connect(CLASSIFY, 'On hold or disputed', 2)
    .connect(CLASSIFY, LOOK, 3)
    .connect(CLASSIFY, 'Paid or closed', 4)
    .connect(RENDER, LOOK, 1)
    .connect(GATE, 'Next run asks again', 1)
    .connect(GATE, 'Must not be written to', 2);
  if (between) builder.node(between.name, between.node).connect(between.name, RENDER);
}

/** Waits for both, and passes the invoices on. */
export const CHOOSE_INVOICES = { mode: 'chooseBranch', useDataOfInput: 1 };

/** The gate as all workflows that write to customers set it. */
export const GATE_PARAMETERS = { creditorKind: 'first_party', profile: 'conservative', moment: 'auto', options: {} };

/** The classifier’s panel, read from *Your settings*. */
export function classifier(): Record<string, unknown> {
  const granularity = `={{ ${settingRef('oneMessageFor')} === 'customer' ? 'customer_gravest' : 'invoice' }}`;
  return {
    policy: 'b2b_standard',
    asOf: setting('asOf'),
    source: 'recognise',
    columns: {},
    minimumBalance: { minimum: [{ currency: setting('currency'), amount: setting('smallestBalance') }] },
    earlierContacts: 'ledger',
    rules: { granularity },
    options: {
      country: setting('country'),
      currency: setting('currency'),
      customerKind: 'business',
      timeZone: setting('timeZone'),
      ...LEDGER,
    },
  };
}

/** The renderer’s panel, read from *Your settings*. */
export function renderer(channel: RenderChannel, options: Record<string, unknown> = {}): Record<string, unknown> {
  const fields = (names: Record<string, string>) =>
    Object.fromEntries(Object.entries(names).map(([field, name]) => [field, setting(name)]));
  return {
    channel,
    company: fields({
      name: 'companyName',
      legalName: 'companyLegalName',
      address: 'companyAddress',
      taxId: 'companyTaxId',
    }),
    contactPerson: fields({ name: 'contactName', email: 'contactEmail', phone: 'contactPhone' }),
    accounts: {
      account: [
        fields({
          beneficiary: 'companyLegalName',
          bank: 'bankName',
          account: 'bankAccount',
          clabe: 'bankClabe',
          iban: 'bankIban',
          pix: 'bankPix',
        }),
      ],
    },
    options: { ...fields({ locale: 'language', paymentLink: 'paymentLink' }), ...options },
  };
}
