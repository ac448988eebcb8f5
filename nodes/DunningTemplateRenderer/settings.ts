import type { IExecuteFunctions } from 'n8n-workflow';

import type { BankAccount, RenderSettings } from '../../dunning/message/settings';
import { filled, perRun } from '../shared/parameters';

interface Options {
  locale?: string;
  noticeDays?: number;
  paymentLink?: string;
  whatsappPrefix?: string;
}

/** Only the entries the user filled in, as trimmed texts. */
function filledOnly(values: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const text = filled(value);
      return text === undefined ? [] : [[name, text]];
    }),
  );
}

/** Reads the panel, once for the run. What is missing there is reported by the first message that needs it. */
export function renderSettings(context: IExecuteFunctions): RenderSettings {
  const options = perRun<Options>(context, 'options', {});
  const { account = [] } = perRun<{ account?: Array<Record<string, unknown>> }>(context, 'accounts', {});
  const accounts = account.map((one): BankAccount => {
    const { country, currency, ...rest } = filledOnly(one);
    return {
      ...rest,
      ...(country === undefined ? {} : { country: country.toUpperCase() }),
      ...(currency === undefined ? {} : { currency: currency.toUpperCase() }),
    };
  });
  const link = filled(options.paymentLink);
  const locale = filled(options.locale);
  const namePrefix = filled(options.whatsappPrefix);
  return {
    brand: { name: '', ...filledOnly(perRun(context, 'company', {})) },
    contact: { name: '', ...filledOnly(perRun(context, 'contactPerson', {})) },
    payment: { accounts, ...(link === undefined ? {} : { link }) },
    ...(locale === undefined ? {} : { locale }),
    ...(namePrefix === undefined ? {} : { whatsapp: { namePrefix } }),
    ...(options.noticeDays === undefined ? {} : { noticeDays: options.noticeDays }),
  };
}
