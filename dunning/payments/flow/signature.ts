import { createHmac } from 'node:crypto';

/** The two keys of a Flow account: one names it, the other signs and is never sent. */
export interface FlowKeys {
  apiKey: string;
  secretKey: string;
}

/**
 * The parameters of a call to Flow with the API key and the signature `s`: HMAC-SHA256 in hexadecimal over every name and
 * value, one after the other, in the order of the names. A value is signed as it is before it is encoded for the address.
 * Source: developers.flow.cl, “Firmar con Secret Key”.
 */
export function signedForm(parameters: URLSearchParams, { apiKey, secretKey }: FlowKeys): URLSearchParams {
  const signed = new URLSearchParams(parameters);
  signed.delete('s');
  signed.set('apiKey', apiKey);
  signed.sort();
  const text = [...signed].map(([name, value]) => name + value).join('');
  signed.set('s', createHmac('sha256', secretKey).update(text).digest('hex'));
  return signed;
}
