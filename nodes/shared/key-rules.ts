import type { ICredentialTestRequest } from 'n8n-workflow';

/**
 * What the button of a credential says when the provider refuses, in place of “Unauthorized”.
 * @param refused statuses by which this provider says that it does not know the key; 401 unless said otherwise
 */
export function keyRules(provider: string, refused: readonly number[] = [401]): ICredentialTestRequest['rules'] {
  const words: Array<[number, string]> = [
    ...refused.map((status): [number, string] => [
      status,
      `${provider} does not accept this key. Copy it again, whole, and check that it is for the right environment (test or live).`,
    ]),
    [
      403,
      `${provider} knows this key and does not allow what is needed. Give it the right to read and make payment links.`,
    ],
    [429, `${provider} gets too many requests from this account just now. Try again in a minute.`],
  ];
  return words.map(([value, message]) => ({ type: 'responseCode', properties: { value, message } }));
}
