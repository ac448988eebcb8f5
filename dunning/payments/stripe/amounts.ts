import type { AmountRule } from '../amounts';

/** Counted without decimals, whatever ISO 4217 says. */
const NO_DECIMALS = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '));
/** Counted with three decimals, the last of which must be zero. */
const THREE_DECIMALS = new Set('BHD JOD KWD OMR TND'.split(' '));
/** Counted with two decimals that must be zero, from the time when they had some. */
const EMPTY_DECIMALS = new Set(['ISK', 'UGX']);
const TWO_DECIMALS =
  'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BWP BYN BZD CAD CDF CHF CNY COP CRC CVE CZK DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR JMD KES KGS KHR KYD KZT LAK LBP LKR LRD LSL MAD MDL MKD MMK MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SEK SGD SHP SLE SOS SRD STD SZL THB TJS TOP TRY TTD TWD TZS UAH USD UYU UZS WST XCD XCG YER ZAR ZMW';

/** Source: docs.stripe.com/currencies, “Zero-decimal”, “Three-decimal” and “Special cases”; eight digits at most. */
export const stripeAmounts: AmountRule = {
  name: 'Stripe',
  currencies: new Set([...NO_DECIMALS, ...THREE_DECIMALS, ...EMPTY_DECIMALS, ...TWO_DECIMALS.split(' ')]),
  decimals: (currency) => (NO_DECIMALS.has(currency) ? 0 : THREE_DECIMALS.has(currency) ? 3 : 2),
  step: (currency) => (THREE_DECIMALS.has(currency) ? 10 : EMPTY_DECIMALS.has(currency) ? 100 : 1),
  wire: 'units',
  // COP and IDR go further than the eight digits of the others.
  most: 999_999_999_999n,
};
