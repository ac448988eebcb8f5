import { CREDENTIAL_TYPES, credentialsAt } from '../../test/nodes/PaymentLink/run';
import { Shop } from '../../test/nodes/PaymentLink/shop';

const LINK = { id: 'plink_1', url: 'https://buy.stripe.com/test_1', active: true };

/** A stand-in of Stripe on this machine that makes one payment link, and what a node needs to ask it. */
export async function provider() {
  const shop = await Shop.open(({ method, path }) => {
    if (method === 'GET' && path.endsWith('/sessions')) return { body: { data: [], has_more: false } };
    if (method === 'GET' && path.endsWith('/payment_links')) return { body: { data: [LINK], has_more: false } };
    return { body: LINK };
  });
  return {
    options: { credentials: credentialsAt(shop.url), credentialTypes: CREDENTIAL_TYPES },
    close: () => shop.close(),
  };
}
