import { DateTime } from 'luxon';
import type { IExecuteFunctions } from 'n8n-workflow';

import { InputError } from '../../dunning/errors';
import { currencyCode, moneyFromDecimal } from '../../dunning/invoice/money';
import type { Customer } from '../../dunning/invoice/invoice';
import { wallClock } from '../shared/ledger';
import { filled, perRun } from '../shared/parameters';
import type { ReadSettings } from './read-invoices';

interface Options {
  account?: string;
  country?: string;
  currency?: string;
  customerKind?: 'business' | 'consumer' | 'unknown';
  dateOrder?: 'detect' | 'day_first' | 'month_first';
  timeZone?: string;
}

/** Everything the node's panel says, read once for the run. */
export interface ClassifierSettings {
  policy: string;
  /** A plain date or an instant with offset. */
  asOf: string;
  /** True when the user named the moment, so that the run can be repeated exactly. */
  fixed: boolean;
  account: string;
  timeZone: string;
  useLedger: boolean;
  /** Minor units per currency. */
  minimumBalance: Record<string, number>;
  read: ReadSettings;
}

const DATE_ORDERS = { day_first: 'day-first', month_first: 'month-first' } as const;

/**
 * Reads and checks the panel.
 * @throws InputError naming the setting that cannot be used
 */
export function classifierSettings(context: IExecuteFunctions): ClassifierSettings {
  const options = perRun<Options>(context, 'options', {});
  const timeZone = timeZoneOf(filled(options.timeZone) ?? context.getTimezone());
  const asked = filled(perRun(context, 'asOf', ''));
  const columns = Object.entries(perRun<Record<string, string>>(context, 'columns', {})).flatMap(([field, column]) => {
    const name = filled(column);
    return name === undefined ? [] : [[field, name] as const];
  });
  const country = filled(options.country)?.toUpperCase();
  const currency = filled(options.currency);
  const order = options.dateOrder ?? 'detect';
  const kind = options.customerKind ?? 'unknown';
  return {
    policy: perRun<string>(context, 'policy'),
    asOf: asked === undefined ? wallClock() : momentOf(asked, timeZone),
    fixed: asked !== undefined,
    account: filled(options.account) ?? 'default',
    timeZone,
    useLedger: perRun<boolean>(context, 'useLedger'),
    minimumBalance: minimumBalances(perRun(context, 'minimumBalance', {})),
    read: {
      columns: Object.fromEntries(columns),
      ...(kind === 'unknown' ? {} : { customerKind: kind satisfies Customer['kind'] }),
      ...(country === undefined ? {} : { country }),
      ...(currency === undefined ? {} : { currency: currencyCode(currency, 'Currency of Invoices Without One') }),
      ...(order === 'detect' ? {} : { dateOrder: DATE_ORDERS[order] }),
    },
  };
}

function timeZoneOf(zone: string): string {
  if (DateTime.fromMillis(0, { zone }).isValid) return zone;
  throw new InputError({
    field: 'Time Zone of Customers Without One',
    found: zone,
    problem: 'is not a time zone',
    advice: 'Use a name such as America/Mexico_City or America/Bogota.',
  });
}

/** A date stays a date; a date with a time becomes an instant, in the default zone when it names none. */
function momentOf(text: string, zone: string): string {
  const moment = DateTime.fromISO(text, { zone, setZone: true });
  if (!moment.isValid) {
    throw new InputError({
      field: 'As Of',
      found: text,
      problem: 'is not a date',
      advice: 'Write it as year-month-day, for example 2026-11-23, or leave it empty for today.',
    });
  }
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : (moment.toISO() ?? text);
}

function minimumBalances(value: { minimum?: Array<{ currency?: string; amount?: string }> }): Record<string, number> {
  const minimums: Record<string, number> = {};
  for (const { currency, amount } of value.minimum ?? []) {
    const code = currencyCode(currency, 'Smallest Balance to Pursue: Currency');
    minimums[code] = moneyFromDecimal(amount ?? '', code, 'Smallest Balance to Pursue: Amount').minor;
  }
  return minimums;
}
