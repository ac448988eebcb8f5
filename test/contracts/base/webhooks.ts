/** What a provider tells about a payment or a link. */
export interface ProviderEvent {
  id: string;
  /** The provider's name of it. */
  type: string;
  body: unknown;
  createdAt: number;
}

/** A signed call, ready to go out. The path and query are added to the address that the test gives. */
export interface SignedCall {
  headers: Record<string, string>;
  body: string;
  /** Added to the query of the address, as Mercado Pago does with `data.id`. */
  query?: Record<string, string>;
  /** Added to the path of the address, as the Pix API does with `/pix`. */
  path?: string;
}

export interface Attempt {
  at: number;
  /** The status of the answer; 0 when there was none. */
  status: number;
}

/** An event on its way to the webhook, with all that was tried. */
export interface Delivery {
  event: ProviderEvent;
  attempts: Attempt[];
  accepted: boolean;
  /** When the provider tries again by its rules; undefined when it was accepted or is given up. */
  nextAttemptAt: number | undefined;
}

/** How often a provider repeats a call that was not answered with success, and how long it waits for the answer. */
export interface RepetitionRules {
  /** Seconds between one attempt and the next. */
  waits: readonly number[];
  timeoutSeconds: number;
  accepts: (status: number) => boolean;
}

export const ANY_2XX = (status: number): boolean => status >= 200 && status < 300;

const LONGEST_WAIT = 20;

/** Sends one signed call and gives its status; 0 for no answer in the provider's time. */
export async function post(to: string, call: SignedCall, timeoutSeconds: number): Promise<number> {
  const url = new URL(to);
  if (call.path !== undefined) url.pathname = url.pathname.replace(/\/$/, '') + call.path;
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value);
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: call.headers,
      body: call.body,
      signal: AbortSignal.timeout(Math.min(timeoutSeconds, LONGEST_WAIT) * 1_000),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}
