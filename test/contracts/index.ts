import type { ProviderServer } from './base/provider';
import type { ServerOptions } from './base/server';
import { ConektaServer } from './providers/conekta';
import { FintocServer } from './providers/fintoc';
import { FlowServer } from './providers/flow';
import { KhipuServer } from './providers/khipu';
import { MercadoPagoServer } from './providers/mercado-pago';
import { PayPalServer } from './providers/paypal';
import { PixServer } from './providers/pix';
import { StripeServer } from './providers/stripe';
import { WompiServer } from './providers/wompi';

/** Every contract server, by the provider's name in this package. */
export const CONTRACTS = {
  stripe: StripeServer,
  mercadopago: MercadoPagoServer,
  paypal: PayPalServer,
  conekta: ConektaServer,
  wompi: WompiServer,
  fintoc: FintocServer,
  khipu: KhipuServer,
  flow: FlowServer,
  pix: PixServer,
} as const satisfies Record<string, new (options: ServerOptions) => ProviderServer>;

export type ContractName = keyof typeof CONTRACTS;

/** A clock that a test turns. */
export class TestClock {
  constructor(public now: number = Date.parse('2026-11-23T12:00:00.000Z')) {}

  readonly read = (): number => this.now;

  pass(seconds: number): void {
    this.now += seconds * 1_000;
  }
}

/** Starts one contract server; stop it at the end of the test. */
export async function startContract<Name extends ContractName>(
  name: Name,
  options: Partial<ServerOptions> = {},
): Promise<InstanceType<(typeof CONTRACTS)[Name]>> {
  const server = new CONTRACTS[name]({ clock: new TestClock().read, ...options });
  await server.start();
  return server as InstanceType<(typeof CONTRACTS)[Name]>;
}
