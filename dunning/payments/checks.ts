import { InputError } from '../errors';
import { wireAmount } from './amounts';
import type { LinkRequest, PaymentProvider } from './provider';

const ADDRESS = /^[^\s@<>"]{1,64}@[^\s@<>"]{1,250}\.[^\s@<>".]{2,}$/;

/**
 * What holds at every provider: an amount that it takes, a life within its bounds, addresses that are web addresses.
 * @throws InputError that names the field
 */
export function checkCommon(provider: Pick<PaymentProvider, 'amounts' | 'can' | 'name'>, request: LinkRequest): void {
  wireAmount(provider.amounts, request.amount);
  checkLife(provider, request);
  for (const field of ['returnUrl', 'notificationUrl'] as const) {
    const value = request[field];
    if (value !== undefined) checkWebAddress(field, value);
  }
}

function checkLife({ can, name }: Pick<PaymentProvider, 'can' | 'name'>, { expiresAt, askedAt }: LinkRequest): void {
  if (expiresAt === undefined) return;
  const seconds = (Date.parse(expiresAt) - Date.parse(askedAt)) / 1_000;
  const least = can.expiry?.least ?? 60;
  const most = can.expiry?.most ?? Number.POSITIVE_INFINITY;
  if (seconds >= least && seconds <= most) return;
  throw new InputError({
    field: 'expiresAt',
    found: expiresAt,
    problem: `is not a time at which a link of ${name} can end`,
    advice: `Let it work for at least ${duration(least)}${Number.isFinite(most) ? ` and at most ${duration(most)}` : ''}.`,
  });
}

function duration(seconds: number): string {
  if (seconds % 86_400 === 0) return `${seconds / 86_400} days`;
  return seconds % 3_600 === 0 ? `${seconds / 3_600} hours` : `${Math.ceil(seconds / 60)} minutes`;
}

/** @throws InputError when it is not a complete https address */
export function checkWebAddress(field: string, value: string): void {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url && (url.protocol === 'https:' || url.hostname === 'localhost' || url.hostname === '127.0.0.1')) return;
  throw new InputError({
    field,
    found: value,
    problem: 'is not a web address',
    advice: 'Give a complete address that begins with https://.',
  });
}

/** The payer's e-mail address when it is one; undefined otherwise, for providers that can do without. */
export function usableEmail({ payer }: LinkRequest, most = 150): string | undefined {
  const email = payer.email?.trim() ?? '';
  return email.length <= most && ADDRESS.test(email) ? email : undefined;
}

/** @throws InputError when the request lacks what this provider cannot do without */
export function need<T>(value: T | undefined, field: string, provider: string, advice: string): T {
  if (value !== undefined) return value;
  throw new InputError({ field, found: undefined, problem: `is needed by ${provider}`, advice });
}
