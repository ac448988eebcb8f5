/** Statuses with which a provider says that it did not take a message. 408, 409 and everything from 500 leave it open. */
const NOT_TAKEN = new Set([400, 401, 402, 403, 404, 405, 406, 410, 413, 414, 415, 422, 429]);

/**
 * What n8n makes of these statuses before it hands an error on as a bare text; n8n-workflow 2.41, `STATUS_CODE_MESSAGES`. `4XX`
 * is left out: it may stand for 408 or 409.
 */
const N8N_WORDS = new Set(
  [
    'Bad request - please check your parameters',
    'Authorization failed - please check your credentials',
    'Payment required - perhaps check your payment details?',
    'Forbidden - perhaps check your credentials?',
    'The resource you are requesting could not be found',
    'Method not allowed - please check you are using the right HTTP method',
    'The service is receiving too many requests from you',
  ].map(plain),
);

/** Some nodes add which item it was: `… (item 3)`. */
function plain(text: string): string {
  return text
    .replace(/\s*\(item \d+\)\s*$/i, '')
    .trim()
    .toLowerCase();
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { httpCode, statusCode, status } = error as Record<string, unknown>;
  const found = [httpCode, statusCode, status].map(Number).find((code) => Number.isInteger(code) && code >= 100);
  return found;
}

/**
 * Whether an error of a sending node proves that the provider did not take the message: by the HTTP status it carries, or by the
 * words n8n has for that status. Anything else proves nothing.
 */
export function provesNotTaken(message: string, ...errors: unknown[]): boolean {
  const status = errors.map(statusOf).find((code) => code !== undefined);
  return status === undefined ? N8N_WORDS.has(plain(message)) : NOT_TAKEN.has(status);
}
