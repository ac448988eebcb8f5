import type { IExecuteFunctions, INodeExecutionData, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { InputError } from '../../../dunning/errors';
import type { DunningData } from '../../../dunning/item';
import type { Debt } from '../../../dunning/invoice/debt';
import { moneyFromDecimal } from '../../../dunning/invoice/money';
import type { ClaimRequest, Demand } from '../../../dunning/ledger/contact';
import { toMillis } from '../../../dunning/ledger/instant';
import { contactKey } from '../../../dunning/ledger/key';
import type { ClaimRef, ClaimResult } from '../../../dunning/ledger/ledger';
import { SKIP_REASONS } from '../../../dunning/ledger/reasons';
import { PAYMENT_RECEIVED } from '../../../dunning/ledger/thanks';
import { recipientHash } from '../../../dunning/providers/shared/events';
import { errorItem, nodeError } from '../../shared/errors';
import { dunningOf, withDunning } from '../../shared/items';
import { wallClock } from '../../shared/ledger';
import { filled, perRun } from '../../shared/parameters';
import { ledgerFileOption } from '../../shared/ledger-option';
import { CHANNEL_OPTIONS } from './channels';
import type { Execute } from './types';
import { idText, withoutNul } from './values';

const MINUTE = 60_000;
/** Where balances were read by one machine's clock and a payment was stored by another's. */
const CLOCKS_APART = 5 * MINUTE;

/** The collection of options of the panel. */
interface ClaimOptions {
  allowWithoutVerdict?: boolean;
  balanceField?: string;
  leaseMinutes?: number;
  resendChannels?: string[];
  sentByDunningEmail?: boolean;
}

export const option: INodePropertyOptions = {
  name: 'Claim',
  value: 'claim',
  action: 'Claim a contact before sending',
  description: 'Ask, right before sending, whether this message may go out. Each message gets a yes exactly once.',
};

export const description: INodeProperties[] = [
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    displayOptions: { show: { resource: ['contact'], operation: ['claim'] } },
    options: [
      {
        displayName: 'Allow Without a Verdict',
        name: 'allowWithoutVerdict',
        type: 'boolean',
        default: false,
        description:
          'Whether to claim messages that no Compliance Gate has looked at. Leave this off unless another check stands before this node.',
      },
      {
        displayName: 'Balance Right Now',
        name: 'balanceField',
        type: 'string',
        default: '',
        placeholder: 'e.g. amount_residual',
        description:
          'Name of the field in which your system says what is open right now. Read the invoice again in the node before this one; when the amount is no longer what the message was written for, it is skipped.',
      },
      ledgerFileOption,
      {
        displayName: 'Minutes Until an Unfinished Message Is Called Uncertain',
        name: 'leaseMinutes',
        type: 'number',
        typeOptions: { minValue: 0.01, numberPrecision: 2 },
        default: 15,
        description:
          'When a run breaks off after this claim and before the result is known, the message is not sent again by itself. After this time it is listed as uncertain, for a person to decide.',
      },
      {
        displayName: 'Send Uncertain Messages Again By',
        name: 'resendChannels',
        type: 'multiOptions',
        options: CHANNEL_OPTIONS,
        default: [],
        description:
          'Claim a message again although an earlier run may have sent it. Only for channels whose provider drops a second message with the same key, which your workflow must hand over with it: otherwise customers get it twice.',
      },
      {
        displayName: 'Sent by Dunning Email',
        name: 'sentByDunningEmail',
        type: 'boolean',
        default: false,
        description:
          'Whether the node Dunning Email sends these messages. It asks the record right before each one, so after a crash everything it had not begun with is sent by the next run, and no person has to look at it.',
      },
    ],
  },
];

/**
 * What an item asks the ledger for.
 * @throws InputError when a part of the contact is missing, naming the part and the node that writes it
 */
export function claimRequest(dunning: DunningData, now: string): ClaimRequest {
  const { debt, stage, message, verdict, balance } = dunning;
  const missing = (field: string, node: string) =>
    new InputError({
      field,
      found: undefined,
      problem: 'leaves nothing to claim',
      advice: `Put the ${node} before this node, and keep its output connected.`,
    });
  if (!debt) throw missing('dunning.debt', 'Invoice Stage Classifier');
  if (!stage?.key) throw missing('dunning.stage.key', 'Invoice Stage Classifier');
  if (!message) throw missing('dunning.message', 'Dunning Template Renderer');
  const customerId = idText(debt.customer.id, 'dunning.debt.customer.id');
  if (!customerId) throw missing('dunning.debt.customer.id', 'Invoice Stage Classifier');
  const identity = {
    account: idText(debt.account, 'dunning.debt.account') ?? 'default',
    customerId,
    scope: debt.scope,
    cycle: withoutNul(debt.cycle),
    stage: withoutNul(stage.key),
    channel: message.channel,
    attempt: stage.attempt ?? 1,
  };
  const to = filled(message.to);
  return {
    ...identity,
    key: contactKey(identity),
    debtId: withoutNul(debt.id),
    level: stage.level ?? 0,
    at: verdict?.at ?? now,
    caps: verdict?.caps ?? [],
    ...(to === undefined ? {} : { recipientHash: recipientHash(to) }),
    ...(stage.key === PAYMENT_RECEIVED ? {} : { demand: demandOf(debt, balance, now) }),
  };
}

/** What the message asks to be paid, and which payments it knows of. */
function demandOf({ openItems = [], scope }: Debt, balance: DunningData['balance'], now: string): Demand {
  const invoices = openItems.map(({ invoiceId, instalmentId }) =>
    instalmentId === undefined ? invoiceId : `${invoiceId}#${instalmentId}`,
  );
  return { invoices: invoices.length > 0 ? invoices : scope, revision: revisionOf(balance, now) };
}

function revisionOf(balance: DunningData['balance'], now: string): number {
  if (!balance) return toMillis(now, 'now');
  return 'revision' in balance ? balance.revision : toMillis(balance.readAt, 'dunning.balance.readAt') - CLOCKS_APART;
}

/**
 * The answer for a message whose debt is, by the source itself, no longer what the message was written for; undefined when it is.
 * @throws InputError when the field holds no amount: what is not known may not be sent
 */
function changedAtSource(item: INodeExecutionData, request: ClaimRequest, field: string): ClaimResult | undefined {
  const { debt } = dunningOf(item);
  if (!debt || !request.demand) return undefined;
  const found = item.json[field];
  if (typeof found !== 'string' && typeof found !== 'number') {
    throw new InputError({
      field,
      found,
      problem: 'does not say what is open right now',
      advice: 'Give the name of a field with an amount, for example 1500.50; 0 when the invoice is paid.',
    });
  }
  const open = moneyFromDecimal(found, debt.currency, field);
  if (open.minor === debt.balance.minor) return undefined;
  return balanceChanged(request);
}

function balanceChanged({ key }: ClaimRequest): ClaimResult {
  const reasonCode = 'balance_changed';
  return { decision: 'skip', key, reasonCode, reason: SKIP_REASONS[reasonCode] };
}

/** What the provider of the payment link said last, when that means that the money is there or on its way. */
function paidAtProvider({ payment }: DunningData, request: ClaimRequest): ClaimResult | undefined {
  const isPaid = payment?.status === 'paid' || payment?.status === 'pending';
  return isPaid && request.demand ? balanceChanged(request) : undefined;
}

function checkVerdict({ verdict }: DunningData, allowWithoutVerdict: boolean): void {
  if (!verdict && !allowWithoutVerdict) {
    throw new InputError({
      field: 'dunning.verdict',
      found: undefined,
      problem: 'means that nobody checked whether this customer may be contacted now',
      advice: 'Put the Compliance Gate before this node and connect its output “Allowed”.',
    });
  }
  if (verdict && verdict.decision !== 'allow') {
    throw new InputError({
      field: 'dunning.verdict.decision',
      found: verdict.decision,
      problem: `is not “allow” (${verdict.reason.en})`,
      advice: 'Connect only the output “Allowed” of the Compliance Gate to this node.',
    });
  }
}

/**
 * What is promised to be sent by Dunning Email may be claimed again after a crash, so the promise must be kept.
 * @throws InputError when no Dunning Email comes after this node
 */
function checkSender(context: IExecuteFunctions): void {
  const after = context.getChildNodes(context.getNode().name);
  if (after.some(({ type, disabled }) => type.endsWith('.dunningEmail') && !disabled)) return;
  throw new InputError({
    field: 'Sent by Dunning Email',
    found: after.map(({ name }) => name).join(', ') || 'nothing connected',
    problem: 'has no Dunning Email among the nodes after this one',
    advice: 'Connect Dunning Email to the output “Send”, or switch this option off when another node sends.',
  });
}

/** Claims every item's contact in one batch. Output 1: send. Output 2: skip, with the reason. */
export const execute: Execute = async (context, ledger, items) => {
  const options = perRun<ClaimOptions>(context, 'options', {});
  const resend = new Set(options.resendChannels ?? []);
  const balanceField = filled(options.balanceField);
  if (options.sentByDunningEmail) checkSender(context);
  const now = wallClock();
  const send: INodeExecutionData[] = [];
  const skip: INodeExecutionData[] = [];

  const requests: ClaimRequest[] = [];
  const indexes: number[] = [];
  items.forEach((item, index) => {
    try {
      const dunning = dunningOf(item);
      checkVerdict(dunning, options.allowWithoutVerdict ?? false);
      const request = claimRequest(dunning, now);
      const changed = balanceField === undefined ? undefined : changedAtSource(item, request, balanceField);
      const contact = changed ?? paidAtProvider(dunning, request);
      if (contact) {
        skip.push(withDunning(item, index, { contact }));
        return;
      }
      requests.push(resend.has(request.channel) ? { ...request, resendUncertain: true } : request);
      indexes.push(index);
    } catch (error) {
      const shown = nodeError(context, error, index);
      if (!context.continueOnFail()) throw shown;
      skip.push(errorItem(context, item, index, shown));
    }
  });

  const leaseMs = Math.max(1, Math.round((options.leaseMinutes ?? 15) * MINUTE));
  const results = await ledger.claim(requests, now, leaseMs);
  if (options.sentByDunningEmail) {
    // From here on each is provably unsent until Dunning Email begins with it; see docs/decisions/claim-take-over-begin.md.
    const mails = results.filter((result, at) => result.decision === 'send' && requests[at]?.channel === 'email');
    await ledger.takeOver(mails as ClaimRef[], now, leaseMs);
  }
  results.forEach((contact, at) => {
    const index = indexes[at];
    const item = index === undefined ? undefined : items[index];
    if (!item || index === undefined) return;
    if (contact.decision !== 'send') {
      skip.push(withDunning(item, index, { contact }));
      return;
    }
    // Most sending nodes put out an answer that does not say whom they wrote to.
    const hash = requests[at]?.recipientHash;
    const known = hash === undefined ? contact : { ...contact, recipientHash: hash };
    send.push(withDunning(item, index, { contact: known }));
  });
  return [send, skip];
};
