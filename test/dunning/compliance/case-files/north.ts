import { prior, priors, situation as s } from './case';

const first = { partyType: 'first_party' } as const;
const conservative = { profile: 'conservative' } as const;
const platform = { profile: 'platform' } as const;
const bank = { flags: { creditorType: 'bank' } } as const;
const shop = { flags: { creditorType: 'commercial' } } as const;
const on = (days: readonly number[], time = '10:00', month = '11') =>
  days.map((day) => `2026-${month}-${String(day).padStart(2, '0')} ${time}`);

/** Mexico and Central America, the Dominican Republic. */
export const MIDDLE_AMERICA = [
  ...['bank', 'banco', 'financial_entity', 'SOFOM', 'sofipo', 'cooperativa', 'Entidad financiera'].flatMap(
    (creditorType) => [
      s('MX', 'voice', '2026-11-28 10:00', 'allow', { flags: { creditorType } }),
      s('MX', 'voice', '2026-11-25 22:00', 'defer 2026-11-26 07:00', { flags: { creditorType } }),
      s('MX', 'email', '2026-11-29 22:30', 'defer 2026-11-30 07:00', { flags: { creditorType } }),
    ],
  ),
  ...['commercial', 'comercial', 'retail', 'department_store', 'non_financial', 'automotive'].flatMap(
    (creditorType) => [
      s('MX', 'voice', '2026-11-28 10:00', 'defer 2026-11-30 07:00', { flags: { creditorType } }),
      s('MX', 'voice', '2026-11-25 22:00', 'allow', { flags: { creditorType } }),
      s('MX', 'voice', '2026-11-25 22:01', 'defer 2026-11-26 07:00', { flags: { creditorType } }),
      s('MX', 'email', '2026-11-29 23:30', 'allow', { flags: { creditorType } }),
    ],
  ),
  s('MX', 'voice', '2026-11-16 10:00', 'defer 2026-11-17 07:00', { ...first, ...shop }),
  s('MX', 'voice', '2026-11-16 10:00', 'allow', bank),
  s('MX', 'voice', '2026-12-12 10:00', 'allow', bank),
  s('MX', 'voice', '2026-11-29 23:00', 'allow', { ...first, debtorType: 'business' }),
  s('MX', 'email', '2026-11-28 10:00', 'defer 2026-11-30 07:00', { ...first, ...conservative, debtorType: 'business' }),
  s('MX', 'voice', '2026-11-25 10:00', 'block', { flags: { creditorType: 'bank', callerId: 'oculto' } }),
  s('MX', 'voice', '2026-11-25 10:00', 'block', { flags: { creditorType: 'bank', callerIdShown: false } }),
  ...['relative', 'employer', 'coworker', 'minor', 'elderly_relative', 'reference'].map((recipientRole) =>
    s('MX', 'voice', '2026-11-25 10:00', 'block', { recipientRole }),
  ),
  s('MX', 'voice', '2026-11-25 10:00', 'allow', { recipientRole: 'aval', ...bank }),
  s('MX', 'email', '2026-11-25 10:00', 'block', { ...bank, content: { paymentTo: 'agency' } }),
  s('MX', 'email', '2026-11-25 10:00', 'allow', { ...bank, content: { paymentTo: 'financial_entity' } }),
  s('MX', 'email', '2026-11-25 10:00', 'block', { ...bank, content: { firstContact: true, agencyAddress: null } }),
  s('MX', 'email', '2026-11-25 10:00', 'allow', { ...bank, content: { firstContact: false, agencyAddress: null } }),
  s('MX', 'email', '2026-11-25 10:00', 'block', { ...bank, content: { nameResemblesPublicInstitution: true } }),
  s('MX', 'email', '2026-11-25 10:00', 'block', {
    ...shop,
    content: { postsOnSocialNetworks: true, publicExposure: true },
  }),
  s('MX', 'email', '2026-11-25 10:00', 'block', { ...shop, content: { fakeJudicialDocument: true } }),
  s('MX', 'email', '2026-11-25 10:00', 'block', {
    flags: { creditorType: 'commercial', contactDataNotGivenByCustomer: true },
  }),
  s('MX', 'email', '2026-11-25 10:00', 'allow', { flags: { creditorType: 'commercial' } }),
  s('MX', 'voice', '2026-11-23 06:30', 'defer 2026-11-23 07:00', { zone: 'America/Hermosillo' }),
  s('MX', 'voice', '2026-11-23 22:30', 'defer 2026-11-24 07:00', { zone: 'America/Cancun', ...bank }),

  s('GT', 'sms', '2026-11-28 10:00', 'defer 2026-11-30 00:00', bank),
  s('GT', 'sms', '2026-11-28 10:00', 'allow', shop),
  s('GT', 'sms', '2026-11-28 10:00', 'defer 2026-11-30 08:00', { ...bank, ...conservative }),
  s('GT', 'email', '2026-11-25 15:00', 'allow', { ...bank, history: [prior('2026-11-25 09:00', 'voice', 'attempt')] }),
  s('GT', 'email', '2026-11-25 15:00', 'allow', {
    ...shop,
    history: priors(['2026-11-25 09:00', '2026-11-25 11:00'], 'sms', 'sent'),
  }),
  s('GT', 'email', '2026-11-25 15:00', 'defer 2026-11-26 00:00', {
    flags: { creditorType: 'credit_card_issuer' },
    history: priors(['2026-11-25 09:00', '2026-11-25 11:00'], 'sms', 'sent'),
  }),
  s('GT', 'email', '2026-11-25 15:00', 'block', { ...bank, recipientRole: 'neighbour' }),
  s('GT', 'email', '2026-11-25 15:00', 'allow', { ...bank, recipientRole: 'guarantor' }),
  s('GT', 'letter', '2026-11-25 15:00', 'block', { ...bank, content: { noticesPostedPublicly: true } }),

  s('SV', 'voice', '2026-11-25 17:30', 'allow'),
  s('SV', 'voice', '2026-11-25 18:00', 'defer 2026-11-26 08:00'),
  s('SV', 'voice', '2026-11-25 17:30', 'defer 2026-11-26 08:00', { ...conservative }),
  s('SV', 'voice', '2026-11-28 10:00', 'defer 2026-11-30 08:00', { recipientRole: 'codebtor' }),
  s('SV', 'email', '2026-11-25 10:00', 'block', { content: { defamesDebtor: true } }),

  ...(
    [
      [{ overdueUSD: 100, collectionFeeUSD: 5, daysLate: 6 }, 'allow'],
      [{ overdueUSD: 100, collectionFeeUSD: 5.01, daysLate: 6 }, 'block'],
      [{ overdueUSD: 100, collectionFeeUSD: 5, daysLate: 5 }, 'block'],
      [{ overdueUSD: 1000, collectionFeeUSD: 12, daysLate: 30 }, 'allow'],
      [{ overdueUSD: 1000, collectionFeeUSD: 12.01, daysLate: 30 }, 'block'],
      [{ overdueUSD: 100, collectionFeeUSD: 5, daysLate: 30, feesThisMonth: 1 }, 'block'],
      [{ overdueUSD: 100, collectionFeeUSD: 5, daysLate: 30, evidence: false }, 'block'],
      [{ overdueUSD: 100, collectionFeeUSD: 5, daysLate: 30, feesThisMonth: 0, evidence: true }, 'allow'],
    ] as const
  ).map(([content, expected]) => s('CR', 'email', '2026-11-25 10:00', expected, { ...first, content })),
  s('CR', 'email', '2026-11-29 23:00', 'allow', first),
  s('PA', 'email', '2026-11-29 23:00', 'allow', first),
  s('HN', 'email', '2026-11-28 10:00', 'defer 2026-11-30 08:00', { ...first, ...conservative }),

  s('DO', 'voice', '2026-11-28 08:59', 'defer 2026-11-28 09:00'),
  s('DO', 'voice', '2026-11-28 13:00', 'defer 2026-11-30 07:00'),
  s('DO', 'email', '2026-11-29 23:00', 'allow'),
  s('DO', 'whatsapp', '2026-11-29 23:00', 'allow'),
  s('DO', 'whatsapp', '2026-11-29 23:00', 'defer 2026-11-30 07:00', conservative),
  s('DO', 'voice', '2026-11-25 10:29', 'defer 2026-11-25 10:30', {
    history: [prior('2026-11-25 10:00', 'voice', 'no_answer')],
  }),
  s('DO', 'voice', '2026-11-25 10:30', 'allow', { history: [prior('2026-11-25 10:00', 'voice', 'no_answer')] }),
  s('DO', 'sms', '2026-11-25 16:00', 'defer 2026-11-26 07:00', {
    history: priors(
      ['08', '09', '10', '11', '12'].map((hour) => `2026-11-25 ${hour}:00`),
      'email',
      'sent',
    ),
  }),
  s('DO', 'sms', '2026-11-25 16:00', 'allow', {
    history: priors(
      ['08', '09', '10', '11'].map((hour) => `2026-11-25 ${hour}:00`),
      'email',
      'sent',
    ),
  }),
  s('DO', 'voice', '2026-11-25 10:00', 'block', { flags: { place: 'workplace' } }),
  s('DO', 'voice', '2026-11-25 10:00', 'allow', { flags: { place: 'trabajo', lineInDebtorName: true } }),
  s('DO', 'voice', '2026-11-25 10:00', 'allow', { flags: { place: 'workplace', businessDebt: true } }),
  s('DO', 'voice', '2026-11-25 10:00', 'block', { recipientRole: 'third_party' }),
  s('DO', 'email', '2026-11-25 10:00', 'block', {
    content: { debtorName: 'A', creditorTradeName: 'B', creditorPhone: null },
  }),
  s('DO', 'email', '2026-11-25 10:00', 'block', { content: { agencyName: '' } }),
  s('DO', 'email', '2026-11-25 10:00', 'allow', { ...first, content: { agencyName: '' } }),
];

const seven = on([17, 18, 19, 20, 21, 22, 23]);

/** United States and Canada. */
export const NORTH_AMERICA = [
  s('US', 'voice', '2026-11-23 07:59', 'defer 2026-11-23 08:00'),
  s('US', 'sms', '2026-11-23 21:01', 'defer 2026-11-24 08:00'),
  s('US', 'voice', '2026-11-26 10:00', 'allow'),
  s('US', 'voice', '2026-11-23 22:00', 'allow', { debtorType: 'business' }),
  s('US', 'voice', '2026-11-23 22:00', 'defer 2026-11-24 08:00', { partyType: 'debt_buyer' }),
  s('US', 'voice', '2026-11-23 22:00', 'defer 2026-11-24 08:00', { ...first, ...conservative }),
  // Clocks go back on 1 November 2026 and forward on 14 March 2027.
  s('US', 'voice', '2026-10-31 22:00', 'defer 2026-11-01 08:00'),
  s('US', 'voice', '2027-03-13 22:00', 'defer 2027-03-14 08:00'),
  s('US', 'voice', '2026-11-23 15:00', 'allow', { history: priors(seven.slice(1), 'voice', 'unanswered') }),
  s('US', 'voice', '2026-11-23 15:00', 'defer 2026-11-24 08:00', { history: priors(seven, 'voice', 'unanswered') }),
  s('US', 'voice', '2026-11-23 15:00', 'allow', {
    history: priors(seven, 'voice', 'attempt', { debtId: 'another' }),
    flags: { debtId: 'this' },
  }),
  s('US', 'voice', '2026-11-23 15:00', 'allow', { history: priors(seven, 'voice', 'inbound_call') }),
  s('US', 'voice', '2026-11-23 15:00', 'allow', { history: priors(seven, 'voice', 'not_connected') }),
  s('US', 'voice', '2026-11-23 15:00', 'allow', {
    history: priors(seven, 'voice', 'attempt', { recipientRole: 'attorney' }),
  }),
  s('US', 'voice', '2026-11-23 15:00', 'allow', { history: priors(seven, 'voice', 'attempt', { consented: true }) }),
  s('US', 'voice', '2026-11-23 15:00', 'allow', {
    history: priors(seven, 'voice', 'attempt'),
    flags: { directConsentToCall: '2026-11-20' },
  }),
  s('US', 'voice', '2026-11-23 15:00', 'defer 2026-11-24 08:00', {
    history: priors(seven, 'voice', 'attempt'),
    flags: { directConsentToCall: '2026-11-10' },
  }),
  s('US', 'voice', '2026-11-23 15:00', 'allow', { history: priors(seven, 'sms', 'sent') }),
  s('US', 'voice', '2026-11-23 10:00', 'defer 2026-11-24 08:00', {
    history: [prior('2026-11-17 15:00', 'voice', 'conversation')],
  }),
  s('US', 'voice', '2026-11-24 08:00', 'allow', { history: [prior('2026-11-17 15:00', 'voice', 'conversation')] }),
  s('US', 'voice', '2026-11-23 10:00', 'allow', { history: [prior('2026-11-17 15:00', 'voice', 'voicemail')] }),
  s('US', 'email', '2026-11-23 10:00', 'allow', {
    history: [prior('2026-11-20 15:00', 'voice', 'conversation')],
    content: { optOutNotice: true },
  }),
  ...['attorneyRepresented', 'representedByAttorney', 'hasLawyer'].map((flag) =>
    s('US', 'email', '2026-11-23 10:00', 'block', { flags: { [flag]: true } }),
  ),
  s('US', 'sms', '2026-11-23 10:00', 'block', { flags: { mediumRefused: 'sms' } }),
  s('US', 'email', '2026-11-23 10:00', 'allow', { flags: { askedNotToUse: ['sms', 'voice'] } }),
  s('US', 'email', '2026-11-23 10:00', 'block', { flags: { workEmail: true } }),
  s('US', 'email', '2026-11-23 10:00', 'allow', { flags: { workEmail: true, workEmailConsent: true } }),
  s('US', 'email', '2026-11-23 10:00', 'block', { flags: { timeBarred: true }, content: { threatensToSue: true } }),
  s('US', 'email', '2026-11-23 10:00', 'allow', { flags: { timeBarred: true }, content: { threatensToSue: false } }),
  s('US', 'email', '2026-11-23 10:00', 'allow', { content: { threatensLawsuit: true } }),
  s('US', 'email', '2026-11-23 10:00', 'block', { content: { miniMiranda: false } }),
  s('US', 'email', '2026-11-23 10:00', 'block', { content: { firstContact: true, validationNotice: false } }),
  s('US', 'email', '2026-11-23 10:00', 'allow', {
    content: { firstContact: true, validationNotice: false, validationWithin5Days: true },
  }),
  s('US', 'email', '2026-11-23 10:00', 'allow', { content: { firstContact: false, validationNotice: false } }),
  s('US', 'email', '2026-11-23 10:00', 'block', { content: { missingOptOut: true } }),
  s('US', 'voice_autodialed', '2026-11-23 10:00', 'block', { ...first, consent: { voice: false } }),
  s('US', 'voice_prerecorded', '2026-11-23 10:00', 'allow', { ...first, consent: { voice: true } }),
  s('US', 'sms', '2026-11-23 10:00', 'block', { ...first, consent: {}, flags: { autodialed: true } }),
  s('US', 'sms', '2026-11-23 10:00', 'allow', { ...first, consent: {} }),
  s('US', 'voice', '2026-11-23 10:00', 'allow', { recipientRole: 'spouse' }),
  s('US', 'voice', '2026-11-23 20:00', 'allow', { flags: { areaCodeZone: 'America/Los_Angeles' } }),
  s('US', 'voice', '2026-11-23 21:30', 'defer 2026-11-24 11:00', {
    flags: { possibleZones: ['America/New_York', 'America/Los_Angeles'] },
  }),

  s('US-FL', 'sms', '2026-11-23 21:00', 'defer 2026-11-24 08:00', first),
  s('US-FL', 'voice', '2026-11-22 20:59', 'allow', first),
  s('US-FL', 'email', '2025-05-15 23:00', 'defer 2025-05-16 00:00', first),
  s('US-FL', 'email', '2026-11-23 23:00', 'defer 2026-11-24 08:00'),
  s('US-MA', 'sms', '2026-11-23 10:00', 'defer 2026-11-24 00:00', {
    ...first,
    history: priors(on([17, 20]), 'voice', 'voicemail'),
  }),
  s('US-MA', 'sms', '2026-11-23 10:00', 'allow', { ...first, history: priors(on([16, 20]), 'voice', 'voicemail') }),
  s('US-MA', 'voice', '2026-11-23 10:00', 'allow', {
    ...first,
    history: priors(on([20, 21]), 'voice', 'unable_to_leave_message'),
  }),
  s('US-MA', 'voice', '2026-11-23 10:00', 'allow', {
    ...first,
    history: priors(on([20, 21]), 'voice', 'voicemail_full'),
  }),
  s('US-MA', 'email', '2026-11-23 10:00', 'allow', { ...first, history: priors(on([20, 21]), 'voice', 'voicemail') }),
  s('US-MA', 'voice', '2026-11-23 10:00', 'defer 2026-12-01 00:00', {
    ...first,
    flags: { place: 'workplace' },
    history: priors(on([1, 10]), 'voice', 'attempt', { place: 'workplace' }),
  }),
  s('US-NY-NYC', 'email', '2026-11-23 10:00', 'defer 2026-11-24 08:00', {
    region: 'US-NY-NYC',
    history: priors(on([17, 18, 19]), 'email', 'sent'),
  }),
  s('US-NY-NYC', 'email', '2026-08-24 10:00', 'allow', {
    region: 'US-NY-NYC',
    history: priors(on([18, 19, 20], '10:00', '08'), 'email', 'sent'),
  }),
  s('US-NY-NYC', 'email', '2026-11-23 10:00', 'allow', {
    ...first,
    history: priors(on([17, 18, 19]), 'email', 'sent'),
  }),
  s('US-NY-NYC', 'email', '2026-11-23 10:00', 'defer 2026-11-24 00:00', {
    ...first,
    flags: { inDebtCollectionProcedures: true },
    history: priors(on([17, 18, 19]), 'email', 'sent'),
  }),
  s('US-NY-NYC', 'email', '2026-11-23 10:00', 'block', { consent: {} }),
  s('US-NY-NYC', 'email', '2026-11-23 10:00', 'block', {
    ...first,
    consent: {},
    flags: { inDebtCollectionProcedures: true },
  }),
  s('US-NY-NYC', 'email', '2026-11-23 10:00', 'allow', { flags: { ceaseRequest: 'sms' } }),
  s('US-CA', 'voice', '2026-11-23 22:00', 'defer 2026-11-24 08:00', first),
  s('US-CA', 'email', '2026-11-23 10:00', 'block', { ...first, content: { threatensViolence: true } }),
  s('US-CA', 'email', '2026-11-23 10:00', 'block', { ...first, flags: { ceaseWritten: true } }),
  s('US-WA', 'visit', '2026-11-24 07:30', 'allow'),
  s('US-WA', 'visit', '2026-11-24 07:29', 'defer 2026-11-24 07:30'),
  s('US-WA', 'voice', '2026-11-24 22:00', 'allow', first),
  s('US-WA', 'email', '2026-11-26 10:00', 'defer 2026-11-30 08:00', {
    history: [...priors(on([23, 24]), 'letter', 'sent'), prior('2026-11-25 10:00', 'voice', 'attempt')],
  }),
  s('US-WA', 'voice', '2026-11-26 10:00', 'defer 2026-11-30 08:00', {
    flags: { place: 'workplace' },
    history: [prior('2026-11-24 10:00', 'voice', 'attempt', { place: 'work' })],
  }),
  s('US-WA', 'voice', '2026-11-26 10:00', 'allow', {
    flags: { place: 'workplace' },
    history: [prior('2026-11-24 10:00', 'voice', 'attempt')],
  }),
  s('US-DC', 'voice', '2026-11-24 10:00', 'defer 2026-11-25 00:00', {
    ...first,
    history: priors(on([18, 19, 20, 23]), 'voice', 'attempt'),
  }),
  s('US-DC', 'email', '2026-11-24 10:00', 'allow', { ...first, history: priors(on([18, 19, 20, 23]), 'sms', 'sent') }),
  s('US-DC', 'email', '2026-11-24 10:00', 'defer 2026-11-25 00:00', {
    ...first,
    history: priors(on([18, 19, 20, 22, 23]), 'sms', 'sent'),
  }),
  s('US-DC', 'email', '2026-11-24 10:00', 'block', { ...first, consent: { email: false } }),
  s('US-DC', 'email', '2026-11-24 10:00', 'defer 2026-11-28 00:00', {
    ...first,
    consent: {},
    flags: { purpose: 'request_consent' },
    history: [prior('2026-11-21 10:00', 'sms', 'consent_request')],
  }),
  ...['mortgage', 'auto_loan', 'direct_motor_vehicle_installment_loan', 'loan_secured_on_real_estate'].map((loanType) =>
    s('US-DC', 'email', '2026-11-24 10:00', 'allow', { ...first, consent: {}, flags: { loanType } }),
  ),
  s('US-DC', 'email', '2026-11-24 10:00', 'block', { ...first, consent: null, flags: { electronicConsent: false } }),
  s('US-DC', 'email', '2026-11-24 10:00', 'allow', { ...first, consent: null, flags: { electronicConsent: true } }),
  s('US', 'sms', '2026-11-24 10:00', 'allow', {
    ...first,
    consent: null,
    flags: { autodialed: true, priorExpressConsent: true },
  }),
  s('US', 'voice', '2026-11-23 15:00', 'allow', { history: priors(seven, 'voice', 'consumer_initiated_call') }),
  s('US', 'voice', '2026-11-23 15:00', 'allow', {
    history: priors(seven, 'voice', 'attempt'),
    flags: { priorConsentDaysAgo: 7 },
  }),
  s('US', 'voice', '2026-11-23 15:00', 'defer 2026-11-24 08:00', {
    history: priors(seven, 'voice', 'attempt'),
    flags: { priorConsentDaysAgo: 8 },
  }),
  s('US', 'voice', '2026-11-23 10:00', 'allow', { flags: { deceased: true } }),
  s('US', 'voice', '2026-11-23 10:00', 'block', { flags: { doNotCall: true } }),
  s('US', 'email', '2026-11-23 10:00', 'allow', { flags: { doNotCall: true } }),
  s('US', 'voice', '2026-11-23 10:00', 'block', { ...first, consent: null, flags: { callType: 'prerecorded' } }),
  s('US', 'sms', '2026-11-23 10:00', 'block', { ...platform, ...first, flags: { senderIsCreditor: false } }),
  s('US', 'sms', '2026-11-23 10:00', 'block', { ...platform, ...first, flags: { directConsent: false } }),
  s('US-DC', 'email', '2026-11-24 10:00', 'allow', { ...first, consent: {}, flags: { debtSecuredBy: 'real estate' } }),
  s('GB', 'voice', '2026-11-24 10:00', 'defer 2026-11-24 12:00', { flags: { requestedNoCallsBefore: '12:00' } }),
  s('CA-QC', 'voice', '2026-11-24 10:00', 'defer 2026-11-25 08:00', { flags: { daysSinceLetter: 4 } }),
  s('CO', 'sms', '2026-11-29 10:00', 'allow', { flags: { fraudAlert: true } }),
  s('CO', 'whatsapp', '2026-11-25 10:00', 'block', { ...platform, consent: null, flags: { whatsappOptIn: false } }),
  s('CO', 'whatsapp', '2026-11-25 10:00', 'allow', { ...platform, consent: null, flags: { generalOptIn: true } }),
  s('US-TX', 'voice', '2026-11-23 22:00', 'allow', first),
  s('US-TX', 'sms', '2026-11-23 10:00', 'block', { ...first, content: { harassing: true } }),
  s('US-PR', 'voice', '2026-11-23 22:00', 'defer 2026-11-24 08:00', { zone: 'America/Puerto_Rico' }),

  s('CA-ON', 'voice', '2026-11-22 12:59', 'defer 2026-11-22 13:00'),
  s('CA-ON', 'voice', '2026-11-22 17:00', 'defer 2026-11-23 07:00'),
  s('CA-ON', 'voice', '2026-04-06 10:00', 'allow'),
  s('CA-QC', 'voice', '2026-04-06 10:00', 'defer 2026-04-07 08:00'),
  s('CA-QC', 'voice', '2026-04-03 10:00', 'defer 2026-04-04 08:00'),
  ...(
    [
      ['2026-11-17', 'defer 2026-11-23 07:00'],
      ['2026-11-16', 'allow'],
      [null, 'block'],
      [false, 'block'],
      [true, 'allow'],
    ] as const
  ).map(([writtenNoticeSent, expected]) =>
    s('CA-ON', 'voice', writtenNoticeSent === '2026-11-17' ? '2026-11-22 14:00' : '2026-11-23 10:00', expected, {
      flags: { writtenNoticeSent },
    }),
  ),
  s('CA-ON', 'email', '2026-11-23 10:00', 'allow', { flags: { writtenNoticeSent: null } }),
  s('CA-QC', 'voice', '2026-11-24 10:00', 'defer 2026-11-25 08:00', { flags: { writtenNoticeSent: '2026-11-20' } }),
  s('CA-ON', 'voice', '2026-11-24 10:00', 'defer 2026-11-26 07:00', {
    history: [
      prior('2026-11-19 10:00', 'email', 'sent'),
      prior('2026-11-20 10:00', 'voice', 'voicemail'),
      prior('2026-11-21 10:00', 'voice', 'conversation'),
    ],
  }),
  s('CA-ON', 'voice', '2026-11-24 10:00', 'allow', {
    history: [
      prior('2026-11-19 10:00', 'letter', 'sent'),
      prior('2026-11-20 10:00', 'voice', 'no_answer'),
      prior('2026-11-21 10:00', 'voice', 'conversation'),
    ],
  }),
  s('CA-ON', 'voice', '2026-11-22 10:00', 'allow', first),
  s('CA-QC', 'email', '2026-11-24 10:00', 'block', { content: { permitNumber: null, creditorName: 'X', amount: 100 } }),
  s('CA-ON', 'email', '2026-11-24 10:00', 'block', { ...first, content: { creditorName: 'X', unsubscribe: false } }),
  s('CA-BC', 'email', '2026-07-05 10:00', 'allow', { zone: 'America/Vancouver' }),
  s('CA-ON', 'email', '2026-11-24 10:00', 'block', { ...first, content: { interestAPR: 35.5 } }),
];

/** Europe and the platforms. */
export const EUROPE_AND_PLATFORMS = [
  s('GB', 'voice', '2026-11-22 22:00', 'allow'),
  s('GB', 'voice', '2026-11-22 22:00', 'defer 2026-11-23 08:00', { ...first, ...conservative }),
  s('GB', 'voice', '2026-11-24 19:59', 'allow', { flags: { requestedWindow: 'weekdays 18:00-20:00' } }),
  s('GB', 'voice', '2026-11-24 20:00', 'defer 2026-11-25 18:00', { flags: { requestedWindow: 'Mon-Fri 18:00-20:00' } }),
  s('GB', 'voice', '2026-11-24 10:00', 'defer 2026-11-24 18:00', { flags: { requestedWindow: 'after 18:00' } }),
  s('GB', 'voice', '2026-11-24 10:00', 'block', { flags: { requestedChannel: 'email' } }),
  s('GB', 'voice', '2026-11-24 10:00', 'block', { flags: { disclosesDebtBeforeIdentityCheck: true } }),
  s('GB', 'voice', '2026-11-24 10:00', 'block', { flags: { identityVerified: false } }),
  s('GB', 'email', '2026-11-24 10:00', 'block', { content: { premiumRateNumber: true } }),
  s('GB', 'email', '2026-11-24 10:00', 'block', { content: { callbackNumber: '0871 234 5678' } }),
  s('GB', 'email', '2026-11-24 10:00', 'allow', { content: { callbackNumber: '0800 234 5678' } }),
  s('GB', 'email', '2026-11-24 10:00', 'block', { content: { threatensToDiscloseToThirdParty: true } }),
  s('GB', 'email', '2026-11-24 10:00', 'block', { recipientRole: 'employer' }),
  ...(
    [
      [{ fixedSumGBP: 40, debtGBP: 999 }, 'allow'],
      [{ fixedSumGBP: 41, debtGBP: 999 }, 'block'],
      [{ fixedSumGBP: 70, debtGBP: 1000 }, 'allow'],
      [{ fixedSumGBP: 100, debtGBP: 9999 }, 'block'],
      [{ fixedSumGBP: 100, debtGBP: 10000 }, 'allow'],
      [{ interestPct: 11.75, period: '2026-H1' }, 'allow'],
      [{ interestPct: 11.76, period: '2026-H1' }, 'block'],
      [{ interestPct: 8, period: '2026-H2' }, 'block'],
    ] as const
  ).map(([content, expected]) =>
    s('GB', 'email', '2026-11-24 10:00', expected, { ...first, debtorType: 'business', content }),
  ),
  s('GB', 'email', '2026-11-24 10:00', 'block', { ...first, content: { fixedSumGBP: 40, debtGBP: 999 } }),
  s('GB', 'voice', '2026-03-29 07:59', 'defer 2026-03-30 08:00', { ...first, ...conservative }),

  s('ES', 'email', '2026-11-24 10:00', 'block', { ...first, content: { fixedSumEUR: 40 } }),
  s('ES', 'email', '2026-11-24 10:00', 'block', { ...first, debtorType: 'business', content: { fixedSumEUR: 41 } }),
  s('ES', 'email', '2026-11-24 10:00', 'allow', {
    ...first,
    debtorType: 'empresa',
    content: { interestPct: 10.15, period: '2026-H1' },
  }),
  s('ES', 'email', '2026-11-24 10:00', 'allow', {
    ...first,
    debtorType: 'business',
    content: { interestPct: 10.4, period: '2026-H2' },
  }),
  s('ES', 'email', '2026-11-24 10:00', 'block', {
    ...first,
    debtorType: 'business',
    content: { interestPct: 10.41, period: '2026-H2' },
  }),
  s('ES', 'email', '2026-11-24 10:00', 'block', { ...first, content: { interestSpreadPP: 8 } }),
  s('ES', 'email', '2026-11-24 10:00', 'block', { content: { publicShaming: true } }),
  s('ES', 'email', '2026-11-24 20:59', 'allow', { ...first, ...conservative }),
  s('ES', 'email', '2026-11-24 21:00', 'defer 2026-11-25 09:00', {
    ...first,
    ...conservative,
    zone: 'Atlantic/Canary',
  }),
  s('DE', 'email', '2026-11-24 08:00', 'allow', { ...first, ...conservative }),
  s('DE', 'email', '2026-11-24 10:00', 'allow', { ...first, content: { interestSpreadPP: 5 } }),
  s('DE', 'email', '2026-11-24 10:00', 'allow', {
    ...first,
    debtorType: 'business',
    content: { interestSpreadPP: 9, fixedSumEUR: 40 },
  }),
  s('DE', 'email', '2026-11-24 10:00', 'block', {
    ...first,
    debtorType: 'business',
    content: { interestSpreadPP: 9.5 },
  }),
  s('DE', 'email', '2026-11-24 10:00', 'allow', { ...first, content: { interestPct: 6.52, period: '2026-H2' } }),
  s('DE', 'email', '2026-11-24 10:00', 'allow', { ...first, debtorType: 'business', content: { interestPct: 10.52 } }),
  s('DE', 'email', '2026-11-24 10:00', 'block', { content: { firstContact: true, rdg13aInformation: false } }),
  s('EU', 'email', '2026-11-24 10:00', 'allow', {
    ...first,
    debtorType: 'business',
    content: { fixedSumEUR: 40, interestSpreadPP: 8 },
  }),
  s('EU', 'email', '2026-11-24 10:00', 'block', { ...first, content: { fixedSumEUR: 40 } }),
  s('EU', 'email', '2026-11-24 10:00', 'block', { ...first, content: { interestSpreadPP: 8 } }),
  s('EU', 'sms', '2026-11-24 23:00', 'allow', { ...first, consent: null }),

  ...(
    [
      [{ messageType: 'freeform', lastInbound: '2026-11-24T12:00:00-05:00' }, 'block'],
      [{ messageType: 'free-form', lastInbound: '2026-11-24T12:00:01-05:00' }, 'allow'],
      [{ messageType: 'non_template' }, 'block'],
      [{ messageType: 'template', lastInbound: '2026-11-01T12:00:00-05:00' }, 'allow'],
      [{ messageType: 'freeform', hoursSinceInbound: 23 }, 'allow'],
      [{ messageType: 'freeform', hoursSinceInbound: 24 }, 'block'],
      [{ messageType: 'template', senderBusiness: 'debt_collection_agency', metaConfirmation: true }, 'allow'],
      [{ messageType: 'template', senderBusiness: 'first_party_retailer' }, 'allow'],
      [{ messageType: 'template', optedOut: true }, 'block'],
      [{ messageType: 'template', uniqueUsers24h: 250, tierLimit: 250 }, 'block'],
      [{ messageType: 'template', uniqueUsers24h: 249, tierLimit: 250 }, 'allow'],
    ] as const
  ).map(([flags, expected]) => s('CO', 'whatsapp', '2026-11-25 12:00', expected, { ...platform, flags: { ...flags } })),
  s('US', 'sms', '2026-11-25 12:00', 'block', platform),
  s('CA-ON', 'sms', '2026-11-25 12:00', 'block', platform),
  s('US', 'sms', '2026-11-25 12:00', 'allow', { ...platform, ...first }),
  s('US', 'sms', '2026-11-25 12:00', 'block', { ...platform, ...first, consent: { sms: false } }),
  s('MX', 'sms', '2026-11-25 12:00', 'allow', { ...platform, ...bank }),
  s('MX', 'email', '2026-11-25 12:00', 'block', {
    ...platform,
    flags: { creditorType: 'bank', spf: true, dkim: true, dmarc: false },
  }),
  s('MX', 'email', '2026-11-25 12:00', 'allow', {
    ...platform,
    flags: { creditorType: 'bank', spf: true, dkim: true, dmarc: true },
  }),
  s('MX', 'email', '2026-11-25 12:00', 'allow', {
    ...platform,
    flags: { creditorType: 'bank', dmarc: false, dailyVolume: 200 },
  }),
  s('MX', 'email', '2026-11-25 12:00', 'block', {
    ...platform,
    flags: { creditorType: 'bank', dmarc: false, dailyVolume: 5000 },
  }),
  s('MX', 'email', '2026-11-25 12:00', 'block', {
    ...platform,
    ...first,
    flags: { creditorType: 'bank', purpose: 'marketing', oneClickUnsubscribe: false },
  }),
  s('MX', 'email', '2026-11-25 12:00', 'allow', {
    ...platform,
    ...first,
    flags: { creditorType: 'bank', oneClickUnsubscribe: false },
  }),
];
