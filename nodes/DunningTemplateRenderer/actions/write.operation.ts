import type { IExecuteFunctions, INodeExecutionData, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Channel } from '../../../dunning/common';
import { InputError } from '../../../dunning/errors';
import type { DunningData } from '../../../dunning/item';
import { bestChannel } from '../../../dunning/message/reach';
import type { RenderRequest, Renderer } from '../../../dunning/message/render';
import { createRenderer } from '../../../dunning/message/render';
import type { MessageExtras } from '../../../dunning/message/settings';
import { paymentExtras } from '../../../dunning/payments/message';
import { errorItem, nodeError } from '../../shared/errors';
import { dunningOf, withDunning } from '../../shared/items';
import { filled, perRun } from '../../shared/parameters';
import type { Execute } from './types';

export const option: INodePropertyOptions = {
  name: 'Write Message',
  value: 'write',
  action: 'Write the message for each invoice',
  description: 'The reminder, or another message about the debt, for each item',
};

const show = { operation: ['write'] };
const FROM_STAGE = 'stage';

/** Occasions that are no stage of a cadence. */
const OCCASIONS = [
  { name: 'A Promise Was Broken', value: 'broken_promise' },
  { name: 'Dispute Received', value: 'dispute_received' },
  { name: 'Payment Plan Confirmed', value: 'plan_confirmed' },
  { name: 'Payment Received, Thank You', value: 'payment_received' },
  { name: 'Reminder of a Promise', value: 'promise_reminder' },
  { name: 'Statement of Account', value: 'statement' },
  { name: 'The Stage on the Item', value: FROM_STAGE, description: 'As the Invoice Stage Classifier decided' },
];

export const description: INodeProperties[] = [
  {
    displayName: 'Channel',
    name: 'channel',
    type: 'options',
    noDataExpression: true,
    options: [
      {
        name: 'Best for the Customer',
        value: 'auto',
        description: 'The first channel of the stage on which the customer can be reached',
      },
      { name: 'Call Script', value: 'call' },
      { name: 'Email', value: 'email' },
      { name: 'Letter as PDF', value: 'letter' },
      { name: 'SMS', value: 'sms' },
      { name: 'WhatsApp', value: 'whatsapp' },
    ],
    default: 'auto',
    displayOptions: { show },
  },
  {
    displayName: 'Occasion',
    name: 'occasion',
    type: 'options',
    noDataExpression: true,
    options: OCCASIONS,
    default: FROM_STAGE,
    displayOptions: { show },
  },
  {
    displayName: 'Details Field',
    name: 'extrasField',
    type: 'string',
    default: '',
    placeholder: 'e.g. details',
    description:
      'Field of the item with what the occasion needs: the promise, the payment, the plan, the dispute, or values for your own texts',
    displayOptions: { show },
  },
  {
    displayName: 'WhatsApp Form',
    name: 'whatsappForm',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Approved Template', value: 'template' },
      {
        name: 'Free Text',
        value: 'free_form',
        description: 'Only within 24 hours after the customer last wrote to you',
      },
    ],
    default: 'template',
    displayOptions: { show: { ...show, channel: ['auto', 'whatsapp'] } },
  },
  {
    displayName: 'Payment QR in Letters',
    name: 'letterQr',
    type: 'boolean',
    default: false,
    description: 'Whether letters carry the payment link as a QR code',
    displayOptions: { show: { ...show, channel: ['auto', 'letter'] } },
  },
];

/** The panel of this operation, read once per run. */
interface Panel {
  channel: Channel | 'auto';
  occasion: string;
  extrasField: string | undefined;
  form: RenderRequest['form'];
  qr: boolean;
}

function panelOf(context: IExecuteFunctions): Panel {
  return {
    channel: perRun<Channel | 'auto'>(context, 'channel'),
    occasion: perRun<string>(context, 'occasion', FROM_STAGE),
    extrasField: filled(perRun(context, 'extrasField', '')),
    form: perRun<NonNullable<RenderRequest['form']>>(context, 'whatsappForm', 'template'),
    qr: perRun<boolean>(context, 'letterQr', false),
  };
}

/**
 * Writes one message for each item; a letter comes as the binary field `letter` too.
 * @throws NodeOperationError at the first item that cannot be written, unless the node is to continue on errors
 */
export const execute: Execute = async (context, settings, items) => {
  const panel = panelOf(context);
  const renderer = createRenderer(settings);
  const written: INodeExecutionData[] = [];
  for (const [index, item] of items.entries()) {
    try {
      const request = requestOf(panel, item);
      const done = withDunning(item, index, { message: renderer.render(request) });
      written.push(request.channel === 'letter' ? await withLetter(context, renderer, panel, request, done) : done);
    } catch (error) {
      const shown = nodeError(context, error, index);
      if (!context.continueOnFail()) throw shown;
      written.push(errorItem(context, item, index, shown));
    }
  }
  return written;
};

async function withLetter(
  context: IExecuteFunctions,
  renderer: Renderer,
  panel: Panel,
  request: RenderRequest,
  done: INodeExecutionData,
): Promise<INodeExecutionData> {
  const { content, fileName, mimeType } = await renderer.pdf(request, { qr: panel.qr });
  const letter = await context.helpers.prepareBinaryData(Buffer.from(content), fileName, mimeType);
  return { ...done, binary: { ...done.binary, letter } };
}

function requestOf(panel: Panel, item: INodeExecutionData): RenderRequest {
  const { debt, stage } = dueDebt(dunningOf(item));
  const occasion = panel.occasion === FROM_STAGE ? stage : { ...stage, key: panel.occasion };
  const channel = panel.channel === 'auto' ? bestChannel(debt.customer, occasion.channels ?? []) : panel.channel;
  if (!channel) throw unreachable(debt, stage);
  // What the user says in the details goes before what Payment Link wrote.
  const extras = { ...paymentExtras(dunningOf(item).payment), ...extrasOf(item, panel.extrasField) };
  return { debt, stage: occasion, channel, asOf: stage.asOf, form: panel.form, extras };
}

function dueDebt({ debt, stage }: DunningData): Required<Pick<DunningData, 'debt' | 'stage'>> {
  if (debt && stage) return { debt, stage };
  throw new InputError({
    field: debt ? 'dunning.stage' : 'dunning.debt',
    found: undefined,
    problem: 'leaves nothing to write about',
    advice: 'Connect the output “Due for Contact” of the Invoice Stage Classifier to this node.',
  });
}

function extrasOf(item: INodeExecutionData, field: string | undefined): MessageExtras {
  const found = field === undefined ? undefined : item.json[field];
  const brought = dunningOf(item).details ?? {};
  if (found === undefined || found === null) return brought;
  if (typeof found === 'object' && !Array.isArray(found)) return { ...brought, ...found };
  throw new InputError({
    field: field ?? 'Details Field',
    found,
    problem: 'is not a set of details',
    advice: 'Give an object, for example { "values": { "order": "OC-1042" } }.',
  });
}

function unreachable(debt: NonNullable<DunningData['debt']>, stage: NonNullable<DunningData['stage']>): InputError {
  return new InputError({
    field: 'Channel',
    found: (stage.channels ?? []).join(', '),
    problem: `finds no address of ${debt.customer.name}, or the customer refused each of these channels`,
    advice: 'Add an e-mail address or a phone number to the customer in your system, or contact them by other means.',
  });
}
