import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { BankAccount, RenderSettings, SmsSettings, WhatsappSettings } from '../../dunning/message/settings';
import { filled, perRun } from '../shared/parameters';
import type { TemplateOptions } from './own-texts';
import { ownTexts } from './own-texts';

interface Options extends TemplateOptions {
  locale?: string;
  noticeDays?: number;
  paymentLink?: string;
  smsAccents?: SmsSettings['accents'];
  unsubscribeUrl?: string;
  whatsappLinkBase?: string;
  whatsappParameters?: WhatsappSettings['parameters'];
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

/**
 * Reads the panel, once for the run. What is missing there is reported by the first message that needs it.
 * @throws InputError when the user's own texts cannot be read
 */
export async function renderSettings(
  context: IExecuteFunctions,
  firstItem: INodeExecutionData | undefined,
): Promise<RenderSettings> {
  const options = perRun<Options>(context, 'options', {});
  const { locale, paymentLink, unsubscribeUrl, whatsappLinkBase, whatsappPrefix } = filledOnly({ ...options });
  const { noticeDays, smsAccents, whatsappParameters } = options;
  const templates = await ownTexts(options, firstItem);
  const whatsapp: WhatsappSettings = {
    ...(whatsappPrefix === undefined ? {} : { namePrefix: whatsappPrefix }),
    ...(whatsappLinkBase === undefined ? {} : { linkBase: whatsappLinkBase }),
    ...(whatsappParameters === undefined ? {} : { parameters: whatsappParameters }),
  };
  return {
    brand: { name: '', ...filledOnly(perRun(context, 'company', {})) },
    contact: { name: '', ...filledOnly(perRun(context, 'contactPerson', {})) },
    payment: { accounts: accountsOf(context), ...(paymentLink === undefined ? {} : { link: paymentLink }) },
    whatsapp,
    ...(locale === undefined ? {} : { locale }),
    ...(smsAccents === undefined ? {} : { sms: { accents: smsAccents } }),
    ...(unsubscribeUrl === undefined ? {} : { email: { unsubscribe: { url: unsubscribeUrl } } }),
    ...(noticeDays === undefined ? {} : { noticeDays }),
    ...(templates === undefined ? {} : { templates }),
  };
}

function accountsOf(context: IExecuteFunctions): BankAccount[] {
  const { account = [] } = perRun<{ account?: Array<Record<string, unknown>> }>(context, 'accounts', {});
  return account.map((one) => {
    const { country, currency, ...rest } = filledOnly(one);
    return {
      ...rest,
      ...(country === undefined ? {} : { country: country.toUpperCase() }),
      ...(currency === undefined ? {} : { currency: currency.toUpperCase() }),
    };
  });
}
