/** What a provider's stand-in is asked, with the body read. */
export interface Asked {
  method: string;
  url: URL;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string;
}

/** What it answers; an object goes out as JSON. */
export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body: unknown;
}

/** A local server under a provider's own host names that holds every request to the provider's published contract. */
export interface StandIn {
  /** As in the address: `api.xero.com`, or with a port. */
  hosts: string[];
  answer(asked: Asked): Answer | Promise<Answer>;
}

/** A request that the provider would refuse; the test fails on it, whatever the workflow makes of the answer. */
export class ContractBreach extends Error {
  override readonly name = 'ContractBreach';

  constructor(
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

/** Throws a breach unless the condition holds. */
export function demand(condition: unknown, message: string, status = 400): asserts condition {
  if (!condition) throw new ContractBreach(message, status);
}

/** The body as a JSON object. */
export function jsonOf(asked: Asked): Record<string, unknown> {
  demand(/json/.test(asked.headers['content-type'] ?? ''), `${asked.url.pathname} wants JSON`, 415);
  return JSON.parse(asked.body) as Record<string, unknown>;
}

/** The body as form fields. */
export function formOf(asked: Asked): URLSearchParams {
  demand(/x-www-form-urlencoded/.test(asked.headers['content-type'] ?? ''), `${asked.url.pathname} wants a form`, 415);
  return new URLSearchParams(asked.body);
}

/** What goes wrong on purpose: which request, counted from 1 among those that `matches`, and how it is answered. */
export interface Trouble {
  matches(asked: Asked): boolean;
  from: number;
  /** How many requests fail; for ever when absent. */
  times?: number;
  answer: Answer;
}
