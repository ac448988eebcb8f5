import type { ContactFacts } from '../../../dunning/compliance/input';
import { email, made, sms, type Situation } from './helpers';

/** For every rule a situation that it refuses, and the nearest one that it lets pass. */
export interface RuleCase {
  refused: Situation;
  passed: Situation;
}

const NOON = '2026-11-26T12:00:00';

const at = (offset: string) => ({ at: `${NOON}${offset}` });
const AR = { country: 'AR', region: 'AR-C', ...at('-03:00') } as const;
const BR = { country: 'BR', region: 'BR-SP', ...at('-03:00') } as const;
const CL = { country: 'CL', zone: 'America/Santiago', ...at('-03:00') } as const;
const CO = { country: 'CO', ...at('-05:00') } as const;
const DO = { country: 'DO', ...at('-04:00') } as const;
const EC = { country: 'EC', zone: 'America/Guayaquil', ...at('-05:00') } as const;
const ES = { country: 'ES', region: 'ES-MD', ...at('+01:00') } as const;
const GB = { country: 'GB', ...at('+00:00') } as const;
const DE = { country: 'DE', ...at('+01:00') } as const;
const GT = { country: 'GT', ...at('-06:00'), facts: { creditorSector: 'bank' } } as const;
const MX = { country: 'MX', zone: 'America/Mexico_City', ...at('-06:00'), facts: { creditorSector: 'bank' } } as const;
const PE = { country: 'PE', ...at('-05:00') } as const;
const PY = { country: 'PY', ...at('-03:00') } as const;
const SV = { country: 'SV', ...at('-06:00') } as const;
const US = { country: 'US', zone: 'America/New_York', ...at('-05:00') } as const;
const ON = { country: 'CA', region: 'CA-ON', zone: 'America/Toronto', ...at('-05:00') } as const;
const QC = { country: 'CA', region: 'CA-QC', zone: 'America/Toronto', ...at('-05:00') } as const;

/** The same place with and without a fact. */
function facts(place: Situation, refused: ContactFacts, passed: ContactFacts = {}): RuleCase {
  return {
    refused: { ...place, facts: { ...place.facts, ...refused } },
    passed: { ...place, facts: { ...place.facts, ...passed } },
  };
}

/** Content that somebody stated to be there, or not to be. */
function content(place: Situation, element: string, forbidden: boolean): RuleCase {
  return facts(place, { content: { [element]: forbidden } }, { content: { [element]: !forbidden } });
}
const forbids = (place: Situation, element: string) => content(place, element, true);
const requires = (place: Situation, element: string) => content(place, element, false);

const stranger = (place: Situation): RuleCase => facts(place, { recipient: 'neighbour' }, { recipient: 'debtor' });

/** Shut in the middle of the night, open at noon, on a day when it is open. */
const hours = (place: Situation): RuleCase => ({
  refused: { ...place, at: place.at.replace('T12:00', 'T23:30') },
  passed: place,
});

const policy = (country: string, offset: string, more: Partial<Situation> = {}): RuleCase =>
  hours({ country, ...at(offset), channel: 'email', party: 'first_party', profile: 'conservative', ...more });

const conservative = (refused: ContactFacts, passed: ContactFacts = {}): RuleCase =>
  facts(
    { country: 'UY', ...at('-03:00'), channel: 'email', profile: 'conservative', party: 'first_party' },
    refused,
    passed,
  );

/** Contacted so often before, and once less. */
const often = (place: Situation, ats: string[], channel: NonNullable<Situation['channel']>, more = {}): RuleCase => {
  const history = ats.map((instant) => made(instant, channel, 'sent', more));
  return { refused: { ...place, history }, passed: { ...place, history: history.slice(1) } };
};
const days = (offset: string, ...dates: string[]) => dates.map((date) => `2026-11-${date}T09:00:00${offset}`);

const consent = (place: Situation): RuleCase => ({ refused: { ...place, customer: { consent: {} } }, passed: place });

const baseline = (refused: Partial<Situation>, passed: Partial<Situation> = {}): RuleCase => {
  const place: Situation = { country: 'UY', ...at('-03:00'), channel: 'email', party: 'first_party' };
  return { refused: { ...place, ...refused }, passed: { ...place, ...passed } };
};

const platforms = (...names: string[]) => ({ settings: { platforms: names } });

export const RULE_CASES: Readonly<Record<string, RuleCase>> = {
  'ar-dignity': forbids(AR, 'threat'),
  'ar-no-judicial-look': forbids(AR, 'looks_judicial'),
  'ar-c-hours': hours({ ...AR, channel: 'sms' }),
  'ar-c-no-third-parties': stranger(AR),
  'ar-c-agent-named': requires({ ...AR, channel: 'email' }, 'agency_name'),
  'ar-c-exposure': forbids(AR, 'public_exposure'),
  'ar-no-llame-hours': hours({
    ...AR,
    region: 'AR-X',
    facts: { registers: { no_llame: { registered: true } }, currentContract: true },
  }),
  'ar-no-llame': facts(
    AR,
    { registers: { no_llame: { registered: true } } },
    { registers: { no_llame: { registered: false } } },
  ),
  'ar-policy-hours': policy('AR', '-03:00', { region: 'AR-X' }),
  'always-do-not-contact': baseline({ customer: { doNotContact: true } }),
  'always-opt-out': baseline({ customer: { consent: { email: { granted: false } } } }),
  'always-wished-hours': baseline(
    { facts: { requestedHours: [{ from: '18:00', to: '20:00' }] } },
    { facts: { requestedHours: [{ from: '10:00', to: '20:00' }] } },
  ),
  'always-readable-address': baseline(
    { channel: 'sms', customer: { phone: '12' } },
    { channel: 'sms', customer: { phone: '+59899123456' } },
  ),
  'always-own-address': baseline(
    { message: email('Hola', { to: 'vecino@otro.example' }), customer: { email: 'ana@cliente.example' } },
    { message: email('Hola', { to: 'ana@cliente.example' }), customer: { email: 'ana@cliente.example' } },
  ),
  'always-no-card-number': baseline(
    { message: email('Tarjeta 4111 1111 1111 1111') },
    { message: email('Tarjeta terminada en 1111') },
  ),
  'always-no-account-number': baseline(
    { message: email('Cargaremos su cuenta 0123 4567 8901 23') },
    { message: email('Deposite a la cuenta 0123 4567 8901 23') },
  ),
  'always-no-national-id': baseline({ message: email('CPF 111.444.777-35') }, { message: email('CPF 111.444.777-34') }),
  'always-no-health-words': baseline({ message: email('Su diagnóstico') }, { message: email('Su factura') }),
  'bo-policy-hours': policy('BO', '-04:00'),
  'br-supplier-id': requires({ ...BR, channel: 'email' }, 'creditor_tax_id'),
  'br-no-threats': forbids(BR, 'threat'),
  'br-no-exposure': forbids(BR, 'public_exposure'),
  'br-sp-hours': hours(BR),
  'br-rj-hours': hours({ ...BR, region: 'BR-RJ' }),
  'br-es-hours': hours({ ...BR, region: 'BR-ES' }),
  'br-am-hours': hours({ ...BR, region: 'BR-AM', ...at('-04:00') }),
  'br-al-hours': hours({ ...BR, region: 'BR-AL', channel: 'sms' }),
  'br-sp-nao-me-ligue': facts(
    { ...BR, channel: 'whatsapp', customer: { phone: '+5511961234567' } },
    { registers: { nao_me_ligue: { registered: true, since: '2026-10-26' } } },
    { registers: { nao_me_ligue: { registered: true, since: '2026-10-27' } } },
  ),
  'br-sp-itemised': requires({ ...BR, channel: 'email' }, 'itemised_charges'),
  'br-sp-recorded': facts(BR, { callRecorded: false }, { callRecorded: true }),
  'br-sp-recording-told': requires(BR, 'recording_notice'),
  'br-penalty': facts(BR, { charges: { feePercent: '2.01' } }, { charges: { feePercent: '2' } }),
  'br-policy-hours': policy('BR', '-03:00', { region: 'BR-MG' }),
  'bulk-email-authenticated': facts(
    { country: 'UY', ...at('-03:00'), channel: 'email', ...platforms('bulk-email') },
    { senderAuthenticated: false },
    { senderAuthenticated: true },
  ),
  'bulk-email-unsubscribe': requires(
    { country: 'UY', ...at('-03:00'), channel: 'email', facts: { purpose: 'marketing' }, ...platforms('bulk-email') },
    'opt_out',
  ),
  'ca-on-hours': hours(ON),
  'ca-on-letter-first': facts(
    ON,
    { writtenNoticeAt: '2026-11-21T09:00:00-05:00' },
    { writtenNoticeAt: '2026-11-20T09:00:00-05:00' },
  ),
  'ca-on-three-in-seven': often({ ...ON, channel: 'email' }, days('-05:00', '25', '24', '23'), 'email'),
  'ca-qc-hours': hours(QC),
  'ca-qc-notice-first': facts(
    QC,
    { writtenNoticeAt: '2026-11-22T09:00:00-05:00' },
    { writtenNoticeAt: '2026-11-21T09:00:00-05:00' },
  ),
  'ca-qc-content': requires({ ...QC, channel: 'email' }, 'permit_number'),
  'ca-bc-hours': hours({ country: 'CA', region: 'CA-BC', zone: 'America/Vancouver', at: '2026-07-02T12:00:00-07:00' }),
  'ca-no-third-parties': stranger(ON),
  'ca-casl': requires({ ...ON, channel: 'sms', party: 'first_party' }, 'opt_out'),
  'ca-criminal-rate': facts(
    ON,
    { charges: { interestPercentPerYear: '35.01' } },
    { charges: { interestPercentPerYear: '35' } },
  ),
  'ca-policy-hours': policy('CA', '-06:00', { region: 'CA-SK' }),
  'cl-hours': hours(CL),
  'cl-phone-visit': often(CL, days('-03:00', '25'), 'call'),
  'cl-remote': often({ ...CL, channel: 'email', at: '2026-11-29T12:00:00-03:00' }, days('-03:00', '24', '26'), 'sms'),
  'cl-remote-spacing': often({ ...CL, channel: 'email' }, days('-03:00', '25'), 'sms'),
  'cl-no-third-parties': stranger(CL),
  'cl-places': facts(CL, { place: 'workplace' }, { place: 'home' }),
  'cl-no-judicial-look': forbids(CL, 'looks_judicial'),
  'cl-judicial-service': facts(CL, { judicialService: true }, { judicialService: false }),
  'cl-insolvency': facts(CL, { bankruptcy: true }, { bankruptcy: false }),
  'cl-content': requires({ ...CL, channel: 'email' }, 'consumer_rights'),
  'cl-fees': facts(
    CL,
    { charges: { daysLate: 25, unit: 'UF', overdue: '100', fee: '4.81' } },
    { charges: { daysLate: 25, unit: 'UF', overdue: '100', fee: '4.8' } },
  ),
  'co-hours': hours(CO),
  'co-day': {
    refused: { ...CO, history: [made('2026-11-26T09:00:00-05:00', 'call', 'replied')] },
    passed: { ...CO, history: [made('2026-11-26T09:00:00-05:00', 'call', 'sent')] },
  },
  'co-one-channel': {
    refused: { ...CO, channel: 'sms', history: [made('2026-11-24T09:00:00-05:00', 'call', 'replied')] },
    passed: { ...CO, channel: 'sms', history: [made('2026-11-20T09:00:00-05:00', 'call', 'replied')] },
  },
  'co-channel-authorised': consent({ ...CO, channel: 'whatsapp' }),
  'co-no-references': facts(CO, { recipient: 'reference' }, { recipient: 'guarantor' }),
  'co-no-visits': {
    refused: { ...CO, channel: 'visit' },
    passed: { ...CO, channel: 'visit', facts: { debtKind: 'microcredit', visitAuthorised: true } },
  },
  'co-no-reasons': forbids(CO, 'asks_reason'),
  'co-advertising-opt-out': requires({ ...CO, channel: 'sms', facts: { purpose: 'marketing' } }, 'opt_out'),
  'co-numbers-excluded': facts(
    { ...CO, channel: 'sms', facts: { purpose: 'marketing' } },
    { registers: { registro_numeros_excluidos: { registered: true } } },
    { registers: { registro_numeros_excluidos: { registered: false } } },
  ),
  'cr-fees': facts(
    { country: 'CR', ...at('-06:00') },
    { charges: { daysLate: 10, unit: 'USD', overdue: '100', fee: '5.01' } },
    { charges: { daysLate: 10, unit: 'USD', overdue: '100', fee: '5' } },
  ),
  'cr-policy-hours': policy('CR', '-06:00'),
  'de-consumer-interest': facts(
    DE,
    { charges: { interestPercentPerYear: '6.53' } },
    { charges: { interestPercentPerYear: '6.52' } },
  ),
  'de-business-interest': facts(
    { ...DE, kind: 'business' },
    { charges: { interestSpreadPoints: '9.01' } },
    { charges: { interestSpreadPoints: '9' } },
  ),
  'de-agency-information': requires({ ...DE, channel: 'letter' }, 'rdg_information'),
  'de-policy-hours': policy('DE', '+01:00'),
  'do-hours': hours({ ...DO, channel: 'sms' }),
  'do-day': often(
    { ...DO, channel: 'sms' },
    ['07', '08', '09', '10', '11'].map((hour) => `2026-11-26T${hour}:00:00-04:00`),
    'email',
  ),
  'do-gap': often(DO, ['2026-11-26T11:45:00-04:00'], 'call'),
  'do-workplace': facts(DO, { place: 'workplace' }, { place: 'home' }),
  'do-only-the-liable': stranger(DO),
  'do-content': requires({ ...DO, channel: 'sms' }, 'creditor_phone'),
  'do-agency-named': requires({ ...DO, channel: 'sms' }, 'agency_name'),
  'ec-hours': hours({ ...EC, channel: 'email' }),
  'ec-day': often(EC, days('-05:00', '26'), 'call'),
  'ec-no-third-parties': stranger(EC),
  'ec-caller-id': facts(EC, { callerId: 'withheld' }, { callerId: 'shown' }),
  'ec-no-threats': forbids(EC, 'threat'),
  'es-no-exposure': forbids(ES, 'public_exposure'),
  'es-no-third-parties': stranger(ES),
  'es-no-threats': forbids(ES, 'threat'),
  'es-consumer-interest': facts(
    ES,
    { charges: { interestSpreadPoints: '8' } },
    { charges: { interestSpreadPoints: '0' } },
  ),
  'es-business-interest': facts(
    { ...ES, kind: 'business' },
    { charges: { interestPercentPerYear: '10.16', interestOn: '2026-06-30' } },
    { charges: { interestPercentPerYear: '10.15', interestOn: '2026-06-30' } },
  ),
  'es-policy-hours': policy('ES', '+01:00', { region: 'ES-MD' }),
  'eu-fixed-sum-consumer': facts(
    ES,
    { charges: { fixedSum: { currency: 'EUR', decimal: '40' } } },
    { charges: { fixedSum: { currency: 'EUR', decimal: '0' } } },
  ),
  'eu-fixed-sum': facts(
    { ...ES, kind: 'business' },
    { charges: { fixedSum: { currency: 'EUR', decimal: '40.01' } } },
    { charges: { fixedSum: { currency: 'EUR', decimal: '40' } } },
  ),
  'eu-policy-hours': policy('FR', '+01:00'),
  'gb-reasonable-requests': facts(
    GB,
    { requestedHours: [{ from: '18:00', to: '20:00' }] },
    { requestedHours: [{ from: '09:00', to: '20:00' }] },
  ),
  'gb-no-third-parties': stranger(GB),
  'gb-no-exposure': forbids(GB, 'public_exposure'),
  'gb-identity-first': facts(GB, { identityChecked: false }, { identityChecked: true }),
  'gb-no-premium-rate': {
    refused: { ...GB, message: email('Call 0906 123 4567', { locale: 'en-GB' }) },
    passed: { ...GB, message: email('Call 020 7946 0958', { locale: 'en-GB' }) },
  },
  'gb-fixed-sum-consumer': facts(
    GB,
    { charges: { fixedSum: { currency: 'GBP', decimal: '40' } } },
    { charges: { fixedSum: { currency: 'GBP', decimal: '0' } } },
  ),
  'gb-fixed-sum': facts(
    { ...GB, kind: 'business', debt: { overdue: { currency: 'GBP', minor: 99_999, decimal: '999.99' } } },
    { charges: { fixedSum: { currency: 'GBP', decimal: '70' } } },
    { charges: { fixedSum: { currency: 'GBP', decimal: '40' } } },
  ),
  'gb-consumer-interest': facts(
    GB,
    { charges: { interestSpreadPoints: '8' } },
    { charges: { interestSpreadPoints: '0' } },
  ),
  'gb-business-interest': facts(
    { ...GB, kind: 'business' },
    { charges: { interestPercentPerYear: '11.76', interestOn: '2026-03-01' } },
    { charges: { interestPercentPerYear: '11.75', interestOn: '2026-03-01' } },
  ),
  'gb-policy-hours': policy('GB', '+00:00'),
  'gt-working-days': { refused: { ...GT, at: '2026-11-28T12:00:00-06:00' }, passed: GT },
  'gt-day': often({ ...GT, channel: 'sms' }, days('-06:00', '26', '26'), 'email'),
  'gt-no-third-parties': stranger(GT),
  'gt-no-exposure': forbids(GT, 'public_exposure'),
  'gt-policy-hours': policy('GT', '-06:00'),
  'hn-policy-hours': policy('HN', '-06:00'),
  'mx-condusef-hours': hours(MX),
  'mx-profeco-hours': hours({ ...MX, facts: { creditorSector: 'commercial' } }),
  'mx-policy-hours': policy('MX', '-06:00', { zone: 'America/Mexico_City' }),
  'mx-caller-id': facts(MX, { callerId: 'withheld' }, { callerId: 'shown' }),
  'mx-first-contact': requires({ ...MX, facts: { creditorSector: 'bank', firstContact: true } }, 'creditor_name'),
  'mx-pay-the-entity': forbids(MX, 'asks_payment_to_agency'),
  'mx-no-third-parties': stranger(MX),
  'mx-no-minors': facts(MX, { minor: true }, { minor: false }),
  'mx-no-threats': forbids(MX, 'threat'),
  'mx-no-judicial-look': forbids(MX, 'looks_judicial'),
  'mx-no-exposure': forbids(MX, 'public_exposure'),
  'pa-policy-hours': policy('PA', '-05:00'),
  'pe-hours': hours(PE),
  'pe-no-judicial-look': forbids(PE, 'looks_judicial'),
  'pe-no-exposure': forbids(PE, 'public_exposure'),
  'pe-no-third-parties': stranger(PE),
  'pe-third-party-address': {
    refused: { ...PE, message: sms('Hola', '+51961234567'), customer: { phone: '+51987654321' } },
    passed: { ...PE, message: sms('Hola', '+51961234567'), customer: { phone: '961 234 567' } },
  },
  'pe-advertising-calls': consent({ ...PE, facts: { purpose: 'marketing' } }),
  'policy-recipient': conservative({ recipient: 'relative' }, { recipient: 'guarantor' }),
  'policy-cease': conservative({ ceaseRequest: true }),
  'policy-attorney': conservative({ representedByAttorney: true }),
  'policy-deceased': conservative({ deceased: true }),
  'policy-minor': conservative({ minor: true }),
  'policy-dispute': conservative({ disputed: true }),
  'policy-insolvency': conservative({ bankruptcy: true }),
  'policy-judicial-service': conservative({ judicialService: true }),
  'policy-names-creditor': conservative({ content: { creditor_name: false } }, { content: { creditor_name: true } }),
  'policy-references-debt': conservative({ content: { debt_reference: false } }, { content: { debt_reference: true } }),
  'policy-no-threats': conservative({ content: { threat: true } }),
  'policy-no-judicial-look': conservative({ content: { looks_judicial: true } }),
  'policy-no-exposure': conservative({ content: { public_exposure: true } }),
  'py-hours': hours(PY),
  'py-week': often(PY, days('-03:00', '23', '24', '25'), 'call'),
  'py-only-the-debtor': stranger(PY),
  'py-agreed-charges': forbids(PY, 'fee_not_in_contract'),
  'py-no-threats': forbids(PY, 'threat'),
  'py-content': requires({ ...PY, channel: 'email' }, 'payment_means'),
  'sv-hours': hours(SV),
  'sv-no-threats': forbids(SV, 'threat'),
  'twilio-third-party': {
    refused: { ...US, channel: 'sms', ...platforms('twilio') },
    passed: { ...US, channel: 'sms', party: 'first_party', ...platforms('twilio') },
  },
  'twilio-consent': consent({ ...US, channel: 'sms', party: 'first_party', ...platforms('twilio') }),
  'us-hours': hours(US),
  'us-seven-in-seven': often(US, days('-05:00', '20', '21', '22', '23', '24', '25', '26'), 'call'),
  'us-after-conversation': {
    refused: { ...US, history: [made('2026-11-20T10:00:00-05:00', 'call', 'replied')] },
    passed: { ...US, history: [made('2026-11-19T10:00:00-05:00', 'call', 'replied')] },
  },
  'us-opt-out': requires({ ...US, channel: 'email' }, 'opt_out'),
  'us-collector-disclosure': requires({ ...US, channel: 'email' }, 'collector_disclosure'),
  'us-validation': requires({ ...US, channel: 'email' }, 'validation_information'),
  'us-no-third-parties': stranger(US),
  'us-attorney': facts(US, { representedByAttorney: true }),
  'us-cease': facts(US, { ceaseRequest: true }),
  'us-medium': {
    refused: { ...US, channel: 'sms', customer: { consent: { sms: { granted: false } } } },
    passed: { ...US, channel: 'sms' },
  },
  'us-work-email': facts({ ...US, channel: 'email' }, { place: 'workplace' }, { place: 'home' }),
  'us-no-exposure': forbids(US, 'public_exposure'),
  'us-time-barred': facts(
    US,
    { timeBarred: true, content: { threatens_suit: true } },
    { timeBarred: true, content: { threatens_suit: false } },
  ),
  'us-no-harassment': forbids(US, 'threat'),
  'us-no-judicial-look': forbids(US, 'looks_judicial'),
  'us-tcpa': consent({ ...US, channel: 'sms', facts: { automated: true } }),
  'us-fl-hours': hours({ ...US, region: 'US-FL', party: 'first_party' }),
  'us-fl-hours-email': hours({
    ...US,
    region: 'US-FL',
    channel: 'email',
    party: 'first_party',
    at: '2025-05-15T12:00:00-04:00',
  }),
  'us-ma-two-in-seven': often({ ...US, region: 'US-MA' }, days('-05:00', '24', '25'), 'call'),
  'us-nyc-three-in-seven': often({ ...US, region: 'US-NY', channel: 'sms' }, days('-05:00', '23', '24', '25'), 'sms'),
  'us-nyc-three-in-seven-creditor': often(
    { ...US, region: 'US-NY', channel: 'sms', party: 'first_party', facts: { inCollectionProcedures: true } },
    days('-05:00', '23', '24', '25'),
    'sms',
  ),
  'us-nyc-consent': consent({ ...US, region: 'US-NY', channel: 'sms' }),
  'us-nyc-opt-out': requires({ ...US, region: 'US-NY', channel: 'sms' }, 'opt_out'),
  'us-ca-hours': hours({ ...US, zone: 'America/Los_Angeles', region: 'US-CA', party: 'first_party', ...at('-08:00') }),
  'us-ca-no-third-parties': stranger({ ...US, region: 'US-CA', party: 'first_party' }),
  'us-ca-cease': facts({ ...US, region: 'US-CA', party: 'first_party' }, { ceaseRequest: true }),
  'us-ca-attorney': facts({ ...US, region: 'US-CA', party: 'first_party' }, { representedByAttorney: true }),
  'us-wa-hours': hours({ ...US, region: 'US-WA' }),
  'us-wa-week': often({ ...US, region: 'US-WA' }, days('-05:00', '23', '24', '25'), 'letter'),
  'us-wa-workplace': often({ ...US, region: 'US-WA', facts: { place: 'workplace' } }, days('-05:00', '25'), 'call', {
    place: 'workplace',
  }),
  'us-dc-calls': often({ ...US, region: 'US-DC' }, days('-05:00', '22', '23', '24', '25'), 'call'),
  'us-dc-messages': often(
    { ...US, region: 'US-DC', channel: 'sms' },
    days('-05:00', '21', '22', '23', '24', '25'),
    'email',
  ),
  'us-dc-consent': consent({ ...US, region: 'US-DC', channel: 'sms' }),
  'us-dc-consent-request': often(
    { ...US, region: 'US-DC', channel: 'sms', facts: { purpose: 'consent_request' } },
    days('-05:00', '25'),
    'sms',
    { purpose: 'consent_request' },
  ),
  'us-tx-no-harassment': forbids({ ...US, region: 'US-TX', party: 'first_party' }, 'threat'),
  'us-nc-no-harassment': forbids({ ...US, region: 'US-NC', party: 'first_party' }, 'threat'),
  'uy-policy-hours': policy('UY', '-03:00'),
  'whatsapp-opt-in': consent({ country: 'UY', ...at('-03:00'), channel: 'whatsapp', ...platforms('whatsapp') }),
  'whatsapp-conversation': facts(
    { country: 'UY', ...at('-03:00'), channel: 'whatsapp', party: 'first_party', ...platforms('whatsapp') },
    { messageType: 'freeform', lastInboundAt: '2026-11-25T12:00:00-03:00' },
    { messageType: 'freeform', lastInboundAt: '2026-11-25T12:00:01-03:00' },
  ),
  'whatsapp-collection-agencies': {
    refused: { country: 'UY', ...at('-03:00'), channel: 'whatsapp', party: 'agency', ...platforms('whatsapp') },
    passed: { country: 'UY', ...at('-03:00'), channel: 'whatsapp', party: 'first_party', ...platforms('whatsapp') },
  },
};

/** Exceptions: a contact that a rule of the pack would refuse, and that the exception frees. */
export const LIFTING_CASES: Readonly<Record<string, { freed: Situation; refusedWithout: Situation }>> = {
  'ar-c-excluded': {
    freed: { ...AR, channel: 'sms', at: '2026-11-26T23:30:00-03:00', facts: { debtKind: 'tax' } },
    refusedWithout: { ...AR, channel: 'sms', at: '2026-11-26T23:30:00-03:00', facts: { debtKind: 'loan' } },
  },
  'co-not-collection': {
    freed: { ...CO, at: '2026-11-29T10:00:00-05:00', facts: { purpose: 'requested_information' } },
    refusedWithout: { ...CO, at: '2026-11-29T10:00:00-05:00', facts: { purpose: 'collection' } },
  },
  'us-dc-excluded': {
    freed: {
      ...US,
      region: 'US-DC',
      channel: 'sms',
      customer: { consent: {} },
      facts: { debtKind: 'real_estate_loan' },
    },
    refusedWithout: { ...US, region: 'US-DC', channel: 'sms', customer: { consent: {} }, facts: { debtKind: 'loan' } },
  },
};

/** Where the area code points elsewhere than the address, both must be open. */
export const LOCATION_CASES: Readonly<Record<string, RuleCase>> = {
  'us-location': {
    refused: { ...US, at: '2026-11-26T08:30:00-05:00', customer: { phone: '+13105550123' } },
    passed: { ...US, at: '2026-11-26T08:30:00-05:00', customer: { phone: '+12125550123' } },
  },
};
