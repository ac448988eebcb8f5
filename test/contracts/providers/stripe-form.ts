import type { ApiAnswer, ApiRequest } from '../base/http';
import { object } from './stripe-objects';
import type { Form } from './stripe-objects';
import { PARAMETERS, refusedAmount } from './stripe-rules';
import type { Refusal } from './stripe-rules';

export const invalid = ({ code, param, message }: Refusal, status = 400): ApiAnswer => ({
  status,
  body: { error: { type: 'invalid_request_error', ...(code === undefined ? {} : { code }), param, message } },
});

export function sumOf(form: Form): { amount: number; currency: string } {
  const items = (form['line_items'] as Form[]).map((item) => ({
    price: object(item['price_data']),
    quantity: Number(item['quantity']),
  }));
  const amount = items.reduce(
    (sum, { price, quantity }) => sum + Number(price['unit_amount'] ?? price['unit_amount_decimal']) * quantity,
    0,
  );
  return { amount, currency: String(items[0]?.price['currency']) };
}

export const missing = (param: string): ApiAnswer =>
  invalid({ code: 'parameter_missing', param, message: `Missing required param: ${param}.` });

export const unknownParameter = (name: string): ApiAnswer =>
  invalid({ code: 'parameter_unknown', param: name, message: `Received unknown parameter: ${name}` });

export const noSuch = (what: string, id: string | undefined): ApiAnswer =>
  invalid({ code: 'resource_missing', param: 'id', message: `No such ${what}: '${id}'` }, 404);

/** What Stripe refuses of the parameters that links and sessions share. */
export function refusedForm(
  { headers }: ApiRequest,
  form: Form,
  kind: 'link' | 'session',
  most: number,
): ApiAnswer | undefined {
  if (!/urlencoded/.test(headers['content-type'] ?? '')) {
    return invalid({
      param: '',
      message: 'Invalid request (check that your POST content type is application/x-www-form-urlencoded).',
    });
  }
  if ((headers['idempotency-key']?.length ?? 0) > 255)
    return invalid({ param: '', message: 'The idempotency key is longer than 255 characters.' });
  const unknown = Object.keys(form).find((name) => !PARAMETERS[kind].includes(name));
  if (unknown !== undefined) return unknownParameter(unknown);
  const items = form['line_items'];
  if (!Array.isArray(items) || items.length === 0) return missing('line_items');
  if (items.length > most)
    return invalid({ param: 'line_items', message: `Array line_items exceeded maximum ${most} allowed elements.` });
  for (const [index, item] of items.map(object).entries()) {
    const at = `line_items[${index}]`;
    if (item['quantity'] === undefined) return missing(`${at}[quantity]`);
    if (!/^\d+$/.test(String(item['quantity'])))
      return invalid({ code: 'parameter_invalid_integer', param: `${at}[quantity]`, message: 'Invalid integer' });
    if ((item['price'] === undefined) === (item['price_data'] === undefined)) return missing(`${at}[price]`);
    const price = object(item['price_data']);
    const named = object(price['product_data'])['name'];
    if (price['currency'] === undefined) return missing(`${at}[price_data][currency]`);
    if (price['product'] === undefined && (typeof named !== 'string' || named === ''))
      return missing(`${at}[price_data][product_data][name]`);
    if (price['unit_amount'] === undefined && price['unit_amount_decimal'] === undefined)
      return missing(`${at}[price_data][unit_amount]`);
    const wrong = refusedAmount(
      String(price['currency']),
      Number(price['unit_amount'] ?? price['unit_amount_decimal']),
      `${at}[price_data]`,
    );
    if (wrong) return invalid(wrong);
  }
  return undefined;
}
