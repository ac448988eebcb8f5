import type { IExecuteFunctions, INodePropertyOptions } from 'n8n-workflow';

import type { FullLedger } from '../../../dunning/ledger/records';
import { ensureLink } from '../../../dunning/payments/ensure-link';
import type { LinkDetails } from '../../../dunning/payments/link-desk';
import { INSTRUCTION_KINDS } from '../../../dunning/payments/instructions';
import type { InstructionKind } from '../../../dunning/payments/instructions';
import { claimOf, linkDescription } from '../../../dunning/payments/order';
import type { LinkSubject } from '../../../dunning/payments/order';
import type { LateTerms } from '../../../dunning/payments/provider';
import { qrPicture } from '../../../dunning/payments/qr-picture';
import { moneyOf } from '../../../dunning/payments/returned';
import { dunningOf, withDunning } from '../../shared/items';
import { wallClock } from '../../shared/ledger';
import { filled, perItem, perRun } from '../../shared/parameters';
import { createProperties } from '../description/create';
import { openDesk } from '../desk';
import type { OpenDesk } from '../desk';
import { instructionsReader } from '../instructions';
import { ensuredPayment } from '../output';
import { subjectReader } from '../subject';
import type { Operate, Prepare } from './types';

export const option: INodePropertyOptions = {
  name: 'Create',
  value: 'create',
  action: 'Create a payment link',
  description: 'One link for each debt. One that is there and fits is used again.',
};

export const description = createProperties;

const DAY_MS = 86_400_000;
/** A Stripe Checkout Session may live for a day from when Stripe gets the request; some minutes are for the way there. */
const SESSION_MS = DAY_MS - 10 * 60_000;

interface Options {
  checkAgain?: boolean;
  description?: string;
  partial?: boolean;
  replace?: boolean;
}

/** Makes, or uses again, the one link of each item's debt. */
export const prepare: Prepare = async (context, ledger) => {
  const kind = perRun<string>(context, 'provider');
  const operate = isInstruction(kind) ? instruct(context, kind) : await link(context, ledger);
  const { qrPicture: wanted = false } = perRun<{ qrPicture?: boolean }>(context, 'options', {});
  return async (item, index) => {
    const done = await operate(item, index);
    const qr = dunningOf(done).payment?.qr;
    if (!wanted || qr === undefined) return done;
    const picture = await context.helpers.prepareBinaryData(Buffer.from(qrPicture(qr)), 'payment-qr.png', 'image/png');
    return { ...done, binary: { ...done.binary, paymentQr: picture } };
  };
};

function isInstruction(kind: string): kind is InstructionKind {
  return INSTRUCTION_KINDS.some((one) => one === kind);
}

/** Ways to pay that ask nobody. */
function instruct(context: IExecuteFunctions, kind: InstructionKind): Operate {
  const subjectOf = subjectReader(context);
  const instructionsOf = instructionsReader(context, kind);
  return async (item, index) => withDunning(item, index, { payment: instructionsOf(subjectOf(item, index), index) });
}

/** Links of a provider. */
async function link(context: IExecuteFunctions, ledger: FullLedger): Promise<Operate> {
  const desk: OpenDesk = {
    ...(await openDesk(context, ledger.links)),
    moneyOf: async (one) => {
      const standings = await ledger.standing(one.account, [one.customerId], wallClock());
      return moneyOf(standings.get(one.customerId)?.payments ?? [], one);
    },
  };
  const subjectOf = subjectReader(context);
  const days = perItem<number>(context, 'days', 30);
  const returnUrl = perItem<string>(context, 'returnUrl', '');
  const notificationUrl = perItem<string>(context, 'notificationUrl', '');
  const pixKey = perItem<string>(context, 'pixKey', '');
  const fine = perItem<number>(context, 'finePercent', 0);
  const interest = perItem<number>(context, 'interestPercent', 0);
  const optionsOf = perItem<Options>(context, 'options', {});
  const { replace = false, checkAgain = true } = perRun<Options>(context, 'options', {});

  return async (item, index) => {
    const subject = subjectOf(item, index);
    const options = optionsOf(index);
    const life = desk.provider.id === 'stripe_checkout' ? SESSION_MS : days(index) * DAY_MS;
    const expiresAt = new Date(Date.parse(desk.now()) + life).toISOString();
    const details = detailsOf(subject, {
      description: options.description,
      returnUrl: returnUrl(index),
      notificationUrl: notificationUrl(index),
      partial: options.partial,
    });
    if (desk.provider.id.startsWith('pix')) {
      details.pixKey = pixKey(index);
      details.late = lateTerms(subject, fine(index), interest(index));
    }
    const claim = claimOf(subject, { provider: desk.provider.id, merchant: desk.merchant }, expiresAt, replace);
    const ensured = await ensureLink(desk, { claim, details, checkAgain });
    return withDunning(item, index, { payment: ensuredPayment(ensured) });
  };
}

/** Fine and interest as the PSP is told; zero is none. */
function lateTerms({ dueDate = '' }: LinkSubject, fine: number, interest: number): LateTerms {
  return {
    dueDate,
    ...(fine > 0 ? { fine: { percent: fine.toFixed(2) } } : {}),
    ...(interest > 0 ? { interestPercentMonth: interest.toFixed(2) } : {}),
  };
}

function detailsOf(
  { invoices, payer, locale }: LinkSubject,
  panel: { description?: string; returnUrl?: string; notificationUrl?: string; partial?: boolean },
): LinkDetails {
  const returnUrl = filled(panel.returnUrl);
  const notificationUrl = filled(panel.notificationUrl);
  return {
    description: filled(panel.description) ?? linkDescription(invoices, locale, payer.country),
    payer,
    ...(locale === undefined ? {} : { locale }),
    ...(panel.partial ? { partial: true } : {}),
    ...(returnUrl === undefined ? {} : { returnUrl }),
    ...(notificationUrl === undefined ? {} : { notificationUrl }),
  };
}
