import { get, list, text } from '../../providers/shared/json';
import { failureOf } from '../failure';
import type { FailureKind, ProviderFailure } from '../failure';
import type { ProviderAnswer } from '../wire';

/** The `issue` of each detail. */
export function payPalIssues(answer: ProviderAnswer): string[] {
  return list(get(answer.body, 'details')).flatMap((detail) => text(detail, 'issue') ?? []);
}

function kindOf(issues: readonly string[], status: number): FailureKind | undefined {
  if (issues.some((issue) => issue === 'DUPLICATE_INVOICE_NUMBER')) return 'conflict';
  if (issues.some((issue) => /^(CANNOT_|INVOICE_CANCELED|INVALID_STATUS)/.test(issue))) return 'state';
  if (issues.some((issue) => /CURRENCY|AMOUNT|DECIMAL/.test(issue))) return 'amount';
  return status === 409 ? 'state' : undefined;
}

/** PayPal's errors: `{name, message, details: [{issue, field, description}], debug_id}`, and OAuth's for the token. */
export function payPalFailure(answer: ProviderAnswer): ProviderFailure | undefined {
  const issues = payPalIssues(answer);
  const detail = list(get(answer.body, 'details'))[0];
  const found = failureOf(answer, {
    code: issues[0] ?? text(answer.body, 'name') ?? text(answer.body, 'error'),
    said: text(detail, 'description') ?? text(answer.body, 'message') ?? text(answer.body, 'error_description'),
    field: text(detail, 'field'),
  });
  if (!found) return undefined;
  const kind = kindOf(issues, answer.status);
  return kind === undefined ? found : { ...found, kind };
}
