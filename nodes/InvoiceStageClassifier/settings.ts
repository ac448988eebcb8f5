import { DateTime } from 'luxon';
import type { IExecuteFunctions } from 'n8n-workflow';

import { InputError } from '../../dunning/errors';
import type { Customer } from '../../dunning/invoice/invoice';
import { currencyCode } from '../../dunning/invoice/money';
import { wallClock } from '../shared/ledger';
import { filled, perRun } from '../shared/parameters';
import { RECOGNISE } from './description/reading';
import type { PanelPolicies } from './policy';
import { policyFromPanel } from './policy';
import type { ReadSettings } from './read-invoices';

interface Options {
  account?: string;
  country?: string;
  currency?: string;
  customerKind?: 'business' | 'consumer' | 'unknown';
  dateOrder?: 'detect' | 'day_first' | 'month_first';
  timeZone?: string;
  xmlField?: string;
}

/** What every operation needs to know, read once for the run. */
export interface SourceSettings {
  account: string;
  /** IANA zone of customers that have none. */
  timeZone: string;
  read: ReadSettings;
}

/** The same with the policies, for the operations that follow one. */
export interface BookSettings extends SourceSettings {
  policies: PanelPolicies;
}

const DATE_ORDERS = { day_first: 'day-first', month_first: 'month-first' } as const;

/**
 * Reads and checks the panel.
 * @throws InputError naming the setting that cannot be used
 */
export function bookSettings(context: IExecuteFunctions): BookSettings {
  return { policies: policyFromPanel(context), ...sourceSettings(context) };
}

/**
 * Reads and checks what of the panel is about the source.
 * @throws InputError naming the setting that cannot be used
 */
export function sourceSettings(context: IExecuteFunctions): SourceSettings {
  const options = perRun<Options>(context, 'options', {});
  return {
    account: filled(options.account) ?? 'default',
    timeZone: timeZoneOf(filled(options.timeZone) ?? context.getTimezone()),
    read: readSettings(context, options),
  };
}

function readSettings(context: IExecuteFunctions, options: Options): ReadSettings {
  const columns = Object.entries(perRun<Record<string, string>>(context, 'columns', {})).flatMap(([field, column]) => {
    const name = filled(column);
    return name === undefined ? [] : [[field, name] as const];
  });
  const country = filled(options.country)?.toUpperCase();
  const currency = filled(options.currency);
  const order = options.dateOrder ?? 'detect';
  const kind = options.customerKind ?? 'unknown';
  const xmlField = filled(options.xmlField);
  return {
    source: perRun<string>(context, 'source', RECOGNISE),
    columns: Object.fromEntries(columns),
    ...(xmlField === undefined ? {} : { xmlField }),
    ...(kind === 'unknown' ? {} : { customerKind: kind satisfies Customer['kind'] }),
    ...(country === undefined ? {} : { country }),
    ...(currency === undefined ? {} : { currency: currencyCode(currency, 'Currency of Invoices Without One') }),
    ...(order === 'detect' ? {} : { dateOrder: DATE_ORDERS[order] }),
  };
}

/** The moment to judge by, and whether the user named it, so that the run can be repeated exactly. */
export function asOfSetting(context: IExecuteFunctions, timeZone: string): { asOf: string; fixed: boolean } {
  const asked = filled(perRun(context, 'asOf', ''));
  if (asked === undefined) return { asOf: wallClock(), fixed: false };
  const moment = DateTime.fromISO(asked, { zone: timeZone, setZone: true });
  if (!moment.isValid) throw notADate('As Of', asked, ', or leave it empty for today');
  // A date stays a date; a date with a time becomes an instant, in the default zone when it names none.
  return { asOf: isPlainDate(asked) ? asked : (moment.toISO() ?? asked), fixed: true };
}

/** A day that the user must give. */
export function daySetting(context: IExecuteFunctions, name: string, label: string): string {
  const text = filled(perRun(context, name, ''));
  if (text !== undefined && isPlainDate(text) && DateTime.fromISO(text).isValid) return text;
  throw notADate(label, text, '');
}

const isPlainDate = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

function notADate(field: string, found: unknown, orElse: string): InputError {
  return new InputError({
    field,
    found,
    problem: 'is not a date',
    advice: `Write it as year-month-day, for example 2026-11-23${orElse}.`,
  });
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
