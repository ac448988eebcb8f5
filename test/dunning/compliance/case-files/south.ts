import { prior, priors, situation as s } from './case';

const first = { partyType: 'first_party' } as const;
const conservative = { profile: 'conservative' } as const;
const wed = '2026-11-25';

/** Colombia, Ley 2300 of 2023. */
export const COLOMBIA = [
  ...['debtor', 'guarantor', 'codebtor', 'joint_debtor', 'codeudor', 'fiador', 'avalista', 'deudor solidario'].map(
    (recipientRole) => s('CO', 'voice', `${wed} 10:00`, 'allow', { recipientRole }),
  ),
  ...[
    'reference',
    'referencia_personal',
    'spouse',
    'family',
    'familiar',
    'employer',
    'coworker',
    'neighbor',
    'third_party',
    'roommate',
  ].map((recipientRole) => s('CO', 'voice', `${wed} 10:00`, 'block', { recipientRole })),
  s('CO', 'email', `${wed} 10:00`, 'block', { consent: { voice: true } }),
  s('CO', 'email', `${wed} 10:00`, 'block', { consent: null }),
  s('CO', 'email', `${wed} 10:00`, 'block', { consent: { email: 'no' } }),
  s('CO', 'email', `${wed} 10:00`, 'allow', { consent: { correo: 'sí' } }),
  s('CO', 'email', `${wed} 10:00`, 'block', { flags: { consentRevoked: true } }),
  s('CO', 'email', `${wed} 10:00`, 'allow', { consent: { email: true }, flags: { optedOut: 'sms' } }),
  s('CO', 'sms', `${wed} 10:00`, 'block', { consent: { sms: true }, flags: { optedOut: 'sms' } }),
  // Exempt purposes go out at any hour, on an authorised channel.
  ...[
    'requested_information',
    'information_requested_by_consumer',
    'fraud_alert',
    'operation_confirmation',
    'alerta de fraude',
  ].flatMap((purpose) => [
    s('CO', 'sms', '2026-11-29 22:00', 'allow', { flags: { purpose } }),
    s('CO', 'sms', '2026-11-29 22:00', 'block', { flags: { purpose }, consent: { sms: false } }),
  ]),
  s('CO', 'sms', '2026-11-29 22:00', 'defer 2026-11-30 07:00', { flags: { purpose: 'collection' } }),
  s('CO', 'sms', `${wed} 16:00`, 'allow', {
    flags: { purpose: 'requested_information' },
    history: [prior(`${wed} 09:00`, 'sms', 'conversation')],
  }),
  // Advertising: the hours, an opt-out, the register.
  s('CO', 'sms', `${wed} 10:00`, 'block', {
    ...first,
    flags: { purpose: 'marketing' },
    content: { unsubscribe: false },
  }),
  s('CO', 'sms', `${wed} 10:00`, 'allow', { ...first, flags: { purpose: 'advertising' }, content: { optOut: true } }),
  s('CO', 'sms', `${wed} 10:00`, 'block', {
    ...first,
    flags: { purpose: 'marketing', rneRegistered: true },
    content: { optOut: true },
  }),
  s('CO', 'sms', `${wed} 10:00`, 'allow', { ...first, flags: { rneRegistered: true } }),
  // Visits.
  s('CO', 'visit', `${wed} 10:00`, 'block', { flags: { place: 'home' } }),
  s('CO', 'visit', `${wed} 10:00`, 'block', { flags: { creditType: 'microcredit' } }),
  s('CO', 'visit', `${wed} 10:00`, 'block', { flags: { creditType: 'consumer', visitAuthorised: true } }),
  ...['microcrédito', 'fomento', 'agropecuario', 'rural'].map((creditType) =>
    s('CO', 'visita', `${wed} 10:00`, 'allow', { flags: { creditType, visitAuthorized: true } }),
  ),
  s('CO', 'visit', '2026-11-29 10:00', 'defer 2026-11-30 07:00', {
    flags: { creditType: 'microcredit', visitAuthorised: true },
  }),
  // Other hours, asked for by an instrument distinct from and later than the contract.
  s('CO', 'voice', '2026-11-28 18:00', 'defer 2026-11-30 07:00', {
    flags: {
      altHours: {
        requestedByConsumer: true,
        separateInstrument: false,
        afterContract: false,
        window: ['17:00', '20:00'],
      },
    },
  }),
  s('CO', 'voice', `${wed} 19:30`, 'defer 2026-11-26 07:00', {
    flags: {
      altHours: {
        requestedByConsumer: false,
        separateInstrument: true,
        afterContract: true,
        window: ['17:00', '20:00'],
      },
    },
  }),
  s('CO', 'voice', `${wed} 19:30`, 'allow', {
    flags: {
      altHours: {
        requestedByConsumer: true,
        separateInstrument: true,
        afterContract: true,
        window: ['17:00', '20:00'],
      },
    },
  }),
  s('CO', 'voice', `${wed} 20:00`, 'defer 2026-11-26 17:00', {
    flags: {
      altHours: {
        requestedByConsumer: true,
        separateInstrument: true,
        afterContract: true,
        window: ['17:00', '20:00'],
      },
    },
  }),
  // One contact a day, one channel a week: two-way by the statute's reading, every attempt by the other.
  s('CO', 'voice', `${wed} 16:00`, 'allow', { history: [prior(`${wed} 09:00`, 'voice', 'no_answer')] }),
  s('CO', 'voice', `${wed} 16:00`, 'defer 2026-11-26 07:00', {
    history: [prior(`${wed} 09:00`, 'voice', 'direct_contact')],
  }),
  s('CO', 'voice', `${wed} 16:00`, 'defer 2026-11-26 07:00', {
    history: [prior(`${wed} 09:00`, 'voice', 'contestada')],
  }),
  s('CO', 'whatsapp', `${wed} 16:00`, 'allow', { history: [prior(`${wed} 09:00`, 'whatsapp', 'undelivered')] }),
  s('CO', 'whatsapp', `${wed} 16:00`, 'allow', { history: [prior(`${wed} 09:00`, 'whatsapp', 'delivered')] }),
  s('CO', 'email', `${wed} 16:00`, 'allow', { history: [prior('2026-11-24 09:00', 'voice', 'no_answer')] }),
  s('CO', 'email', `${wed} 16:00`, 'defer 2026-11-30 07:00', {
    ...conservative,
    history: [prior('2026-11-24 09:00', 'voice', 'no_answer')],
  }),
  s('CO', 'email', '2026-11-30 07:00', 'allow', { history: [prior('2026-11-28 09:00', 'voice', 'conversation')] }),
  s('CO', 'email', '2026-11-30 07:00', 'defer 2026-12-05 09:00', {
    weekMode: 'rolling',
    history: [prior('2026-11-28 09:00', 'voice', 'conversation')],
  }),
  s('CO', 'whatsapp', `${wed} 10:00`, 'block', { content: { asksReasonForNonPayment: true } }),
  s('CO', 'whatsapp', `${wed} 10:00`, 'allow', { content: { offersPaymentPlan: true } }),
  s('CO', 'voice', '2026-07-20 10:00', 'defer 2026-07-21 07:00'),
  s('CO', 'voice', '2026-12-31 19:00', 'defer 2027-01-02 08:00'),
  s('CO', 'voice', '2028-02-29 10:00', 'allow'),
  s('CO', 'voice', `${wed} 20:00`, 'defer 2026-11-26 07:00', { debtorType: 'business', ...first }),
  s('CO', 'voice', `${wed} 20:00`, 'defer 2026-11-26 07:00', { partyType: 'cesionario' }),
];

/** Chile, Ley 19.496 art. 37. */
export const CHILE = [
  s('CL', 'voice', '2026-11-28 19:59', 'allow'),
  s('CL', 'voice', '2026-11-28 20:00', 'defer 2026-11-30 08:00'),
  s('CL', 'sms', '2026-11-29 23:00', 'allow'),
  s('CL', 'sms', '2026-11-29 23:00', 'defer 2026-11-30 08:00', conservative),
  s('CL', 'visit', '2026-11-26 10:00', 'defer 2026-11-30 08:00', {
    history: [prior('2026-11-24 10:00', 'voice', 'attempt')],
  }),
  s('CL', 'voice', '2026-11-30 08:00', 'allow', { history: [prior('2026-11-28 19:00', 'voice', 'conversation')] }),
  s('CL', 'letter', '2026-11-25 10:00', 'allow', { history: [prior('2026-11-23 10:00', 'email', 'sent')] }),
  s('CL', 'letter', '2026-11-25 09:59', 'defer 2026-11-25 10:00', {
    history: [prior('2026-11-23 10:00', 'email', 'sent')],
  }),
  s('CL', 'email', '2026-11-27 10:00', 'defer 2026-11-30 00:00', {
    history: priors(['2026-11-23 10:00', '2026-11-25 10:00'], 'whatsapp', 'sent'),
  }),
  s('CL', 'email', '2026-11-27 10:00', 'defer 2026-11-30 08:00', {
    ...conservative,
    history: priors(['2026-11-23 10:00', '2026-11-25 10:00'], 'whatsapp', 'sent'),
  }),
  s('CL', 'email', '2026-11-25 10:00', 'allow', {
    history: [prior('2026-11-24 10:00', 'email', 'sent', { creditorId: 'other' })],
  }),
  s('CL', 'email', '2026-11-25 10:00', 'block', { flags: { place: 'workplace' } }),
  s('CL', 'email', '2026-11-25 10:00', 'block', { flags: { workEmail: true } }),
  s('CL', 'voice', '2026-11-25 10:00', 'block', { flags: { place: 'lugar público' } }),
  s('CL', 'email', '2026-11-25 10:00', 'block', { flags: { insolvencyProceedingStarted: true } }),
  s('CL', 'email', '2026-11-25 10:00', 'block', { flags: { judicialServedOn: '2026-11-20' } }),
  s('CL', 'email', '2026-11-25 10:00', 'allow', { flags: { judicialServedOn: '2026-11-26' } }),
  s('CL', 'email', '2026-11-25 10:00', 'allow', { flags: { judicialServed: false } }),
  s('CL', 'email', '2026-11-25 10:00', 'block', { content: { refersToCourtProceeding: true } }),
  s('CL', 'email', '2026-11-25 10:00', 'block', { content: { creditorName: null } }),
  s('CL', 'email', '2026-11-25 10:00', 'block', { content: { statesNotJudicialProcedure: false } }),
  s('CL', 'email', '2026-11-25 10:00', 'allow', { content: { statesNotJudicialProcedure: true } }),
  ...['relative', 'familiar', 'employer', 'spouse'].map((recipientRole) =>
    s('CL', 'email', '2026-11-25 10:00', 'block', { recipientRole }),
  ),
  // Fees: marginal brackets in UF, only after twenty days.
  ...(
    [
      [{ principalUF: 10, daysLate: 21, collectionFeeUF: 0.9 }, 'allow'],
      [{ principalUF: 10, daysLate: 21, collectionFeeUF: 0.91 }, 'block'],
      [{ principalUF: 10, daysLate: 20, collectionFeeUF: 0.9 }, 'block'],
      [{ principalUF: 50, daysLate: 30, collectionFeeUF: 3.3 }, 'allow'],
      [{ principalUF: 50, daysLate: 30, collectionFeeUF: 3.31 }, 'block'],
      [{ principalUF: 200, daysLate: 30, collectionFeeUF: 7.8 }, 'allow'],
      [{ principalUF: 200, daysLate: 30, collectionFeeUF: 7.81 }, 'block'],
      [{ collectionFeePct: 10, daysLate: 30 }, 'block'],
      [{ collectionFeePct: 9, daysLate: 30, principalUF: 8 }, 'allow'],
      [{ collectionFeePct: 9, daysLate: 30, principalUF: 80 }, 'block'],
    ] as const
  ).map(([content, expected]) => s('CL', 'email', '2026-11-25 10:00', expected, { content })),
  s('CL', 'voice', '2026-11-29 10:00', 'allow', { debtorType: 'business' }),
  s('CL', 'voice', '2026-11-29 10:00', 'defer 2026-11-30 08:00', { debtorType: 'micro_small_business' }),
  // The clock is put forward in the night to 2026-09-06, at midnight.
  s('CL', 'voice', '2026-09-05 20:30', 'defer 2026-09-07 08:00'),
  s('CL', 'voice', '2026-04-03 10:00', 'defer 2026-04-06 08:00'),
];

/** Peru, Ecuador, Brazil, Argentina, Paraguay. */
export const SOUTH_AMERICA = [
  s('PE', 'voice', '2026-11-27 19:59', 'allow'),
  s('PE', 'voice', '2026-11-27 20:00', 'defer 2026-11-30 07:00'),
  s('PE', 'whatsapp', '2026-11-28 23:00', 'allow'),
  s('PE', 'whatsapp', '2026-11-28 23:00', 'defer 2026-11-30 07:00', { ...conservative, ...first }),
  s('PE', 'visita', '2026-11-28 10:00', 'defer 2026-11-30 07:00'),
  s('PE', 'email', '2026-11-25 10:00', 'block', { flags: { thirdPartyAddress: true } }),
  s('PE', 'letter', '2026-11-25 10:00', 'block', { flags: { addressOf: 'unrelated third party' } }),
  s('CL', 'email', '2026-11-25 10:00', 'block', { content: { tellsThirdParties: true } }),
  s('PE', 'email', '2026-11-25 10:00', 'allow', { flags: { contractuallyAgreedAddress: true } }),
  s('PE', 'email', '2026-11-25 10:00', 'block', { content: { looksJudicial: true }, recipientRole: 'guarantor' }),
  s('PE', 'letter', '2026-11-25 10:00', 'block', { content: { postersNearHome: true } }),
  s('PE', 'email', '2026-11-25 10:00', 'block', { content: { debtorListInMedia: true } }),
  s('PE', 'voice', '2026-11-25 10:00', 'block', { recipientRole: 'coworker' }),
  s('PE', 'voice', '2026-11-25 10:00', 'block', { ...first, flags: { purpose: 'advertising' }, consent: {} }),
  s('PE', 'voice', '2026-11-25 10:00', 'allow', { consent: {} }),
  s('EC', 'voice', '2026-11-25 20:00', 'defer 2026-11-26 07:00'),
  s('EC', 'voice', '2026-11-25 20:00', 'allow', first),
  s('EC', 'voice', '2026-11-25 20:00', 'defer 2026-11-26 07:00', { ...first, ...conservative }),
  s('EC', 'email', '2026-11-25 16:00', 'allow', { history: [prior('2026-11-25 09:00', 'voice', 'attempt')] }),
  s('EC', 'email', '2026-11-25 16:00', 'defer 2026-11-26 07:00', {
    history: [prior('2026-11-25 09:00', 'email', 'sent')],
  }),
  s('EC', 'email', '2026-11-25 16:00', 'defer 2026-11-26 07:00', {
    ...conservative,
    history: [prior('2026-11-25 09:00', 'voice', 'attempt')],
  }),
  s('EC', 'voice', '2026-11-25 10:00', 'block', { flags: { hiddenNumber: true } }),
  s('EC', 'voice', '2026-11-25 10:00', 'block', { flags: { callerId: 'unidentifiable' } }),
  s('EC', 'voice', '2026-11-25 10:00', 'allow', { flags: { callerId: 'visible' } }),
  s('EC', 'email', '2026-11-25 10:00', 'block', { content: { ridiculesDebtor: true } }),
  s('EC', 'email', '2026-11-25 10:00', 'allow', { recipientRole: 'codeudor' }),
  s('EC', 'voice', '2026-11-25 10:00', 'block', { flags: { messageLeftWith: 'compañero de trabajo' } }),
  s('EC', 'email', '2026-11-25 10:00', 'block', { recipientRole: 'relative', ...first }),
  // The holiday of 24 May 2026, a Sunday, is kept on Monday; Guayaquil's is on 9 October.
  s('EC', 'email', '2026-05-25 10:00', 'defer 2026-05-26 07:00'),
  s('EC', 'email', '2026-09-10 10:00', 'allow'),
  s('EC', 'email', '2026-10-09 10:00', 'defer 2026-10-12 07:00'),
  s('EC', 'email', '2026-04-02 10:00', 'allow'),
  s('EC', 'email', '2026-11-25 06:30', 'defer 2026-11-25 07:00', { zone: 'Pacific/Galapagos' }),

  s('BR-SP', 'voice', '2026-11-28 13:59', 'allow'),
  s('BR-SP', 'voice', '2026-11-28 14:00', 'defer 2026-11-30 08:00'),
  s('BR-SP', 'whatsapp', '2026-11-29 10:00', 'allow'),
  s('BR-SP', 'voice', '2026-11-20 10:00', 'defer 2026-11-21 08:00'),
  s('BR-SP', 'voice', '2026-07-09 10:00', 'defer 2026-07-10 08:00'),
  s('BR-RJ', 'voice', '2026-07-09 10:00', 'allow'),
  s('BR-RJ', 'voice', '2026-11-25 08:59', 'defer 2026-11-25 09:00'),
  s('BR-RJ', 'voice', '2026-11-28 10:00', 'defer 2026-11-30 09:00'),
  s('BR-RJ', 'sms', '2026-11-28 23:00', 'allow'),
  s('BR-AM', 'voice', '2026-11-25 19:00', 'defer 2026-11-26 08:00'),
  s('BR-AL', 'sms', '2026-11-28 14:00', 'defer 2026-11-30 08:00'),
  s('BR-AL', 'whatsapp', '2026-11-28 14:00', 'allow'),
  s('BR-MG', 'voice', '2026-11-29 22:00', 'allow'),
  s('BR-MG', 'voice', '2026-11-29 22:00', 'defer 2026-11-30 08:00', { ...first, ...conservative }),
  ...(
    [
      [30, 'allow'],
      [31, 'block'],
      [400, 'block'],
    ] as const
  ).flatMap(([naoMeLigueRegisteredDaysAgo, expected]) =>
    ['voice', 'sms', 'whatsapp'].map((channel) =>
      s('BR-SP', channel, '2026-11-25 10:00', expected, { flags: { naoMeLigueRegisteredDaysAgo } }),
    ),
  ),
  s('BR-SP', 'email', '2026-11-25 10:00', 'allow', { flags: { naoMeLigueRegisteredDaysAgo: 400 } }),
  s('BR-SP', 'voice', '2026-11-25 10:00', 'block', { flags: { nao_me_ligue_registered: '2026-10-25' } }),
  s('BR-SP', 'voice', '2026-11-25 10:00', 'allow', { flags: { nao_me_ligue_registered: '2026-10-26' } }),
  s('BR-SP', 'voice', '2026-11-25 10:00', 'allow', { flags: { naoMeLigueRegisteredDaysAgo: 45, ddd: 21 } }),
  s('BR-RJ', 'voice', '2026-11-25 10:00', 'block', { flags: { naoMeLigueRegisteredDaysAgo: 45, ddd: '19' } }),
  s('BR-SP', 'voice', '2026-11-25 10:00', 'allow', {
    flags: { naoMeLigueRegisteredDaysAgo: 45, authorizedCompanies: ['us'] },
  }),
  s('BR-SP', 'voice', '2026-11-25 10:00', 'allow', { flags: { callRecorded: true, recordingDisclosed: true } }),
  s('BR-SP', 'voice', '2026-11-25 10:00', 'block', { flags: { recorded: true, recordingDisclosed: false } }),
  s('BR-SP', 'email', '2026-11-25 10:00', 'block', { content: { itemizedAdditions: false } }),
  s('BR-MG', 'email', '2026-11-25 10:00', 'allow', {
    content: { supplierName: 'X', supplierAddress: 'Rua A', cnpj: '1' },
  }),
  s('BR-MG', 'letter', '2026-11-25 10:00', 'block', {
    content: { supplierName: 'X', supplierAddress: 'Rua A', supplierCnpj: null },
  }),
  s('BR-MG', 'email', '2026-11-25 10:00', 'block', { content: { latePenaltyPct: 2.5 } }),
  s('BR-MG', 'email', '2026-11-25 10:00', 'allow', { content: { multaPct: 2 } }),
  s('BR-MG', 'email', '2026-11-25 10:00', 'block', { content: { exposesToRidicule: true } }),

  s('AR-C', 'email', '2026-11-28 11:59', 'allow'),
  s('AR-C', 'email', '2026-11-28 12:00', 'defer 2026-11-30 08:00'),
  s('AR-C', 'email', '2026-11-28 12:00', 'allow', first),
  s('AR-C', 'email', '2026-11-28 12:00', 'defer 2026-11-30 08:00', { partyType: 'assignee' }),
  ...['family', 'labor', 'tax', 'laboral', 'impuestos', 'alimentos'].map((debtKind) =>
    s('AR-C', 'email', '2026-11-29 12:00', 'allow', { flags: { debtKind } }),
  ),
  s('AR-C', 'voice', '2026-11-25 10:00', 'block', { recipientRole: 'neighbour' }),
  s('AR-C', 'email', '2026-11-25 10:00', 'block', { content: { agencyName: null } }),
  s('AR-C', 'email', '2026-11-25 10:00', 'block', { content: { publishesDebtorList: true } }),
  s('AR-B', 'email', '2026-11-29 23:00', 'allow'),
  s('AR-B', 'email', '2026-11-29 23:00', 'defer 2026-11-30 08:00', { flags: { agentDomicile: 'CABA' } }),
  s('AR-B', 'email', '2026-11-29 23:00', 'allow', { flags: { agencyDomicile: 'AR-B' } }),
  s('AR-B', 'email', '2026-11-29 23:00', 'defer 2026-11-30 09:00', { ...first, ...conservative }),
  s('AR-X', 'voice', '2026-11-25 10:00', 'block', { flags: { noLlameRegistered: true } }),
  s('AR-X', 'voice', '2026-11-28 12:59', 'allow', {
    ...first,
    flags: { noLlameRegistered: true, currentContract: true },
  }),
  s('AR-X', 'voice', '2026-11-28 13:00', 'defer 2026-11-30 09:00', {
    ...first,
    flags: { noLlameRegistered: true, currentContract: true },
  }),
  s('AR-X', 'email', '2026-11-25 23:00', 'allow', { ...first, flags: { noLlameRegistered: true } }),
  s('AR-X', 'email', '2026-11-25 10:00', 'block', { ...first, content: { intimidates: true } }),

  s('PY', 'voice', '2026-11-28 12:00', 'defer 2026-11-30 08:00'),
  s('PY', 'sms', '2026-11-25 18:00', 'defer 2026-11-26 08:00', { ...first }),
  s('PY', 'email', '2026-11-26 10:00', 'allow', {
    history: priors(['2026-11-23 10:00', '2026-11-24 10:00'], 'sms', 'attempt'),
  }),
  s('PY', 'email', '2026-11-26 10:00', 'defer 2026-11-30 08:00', {
    history: priors(['2026-11-23 10:00', '2026-11-24 10:00', '2026-11-25 10:00'], 'sms', 'attempt'),
  }),
  s('PY', 'email', '2026-11-26 10:00', 'allow', {
    flags: { repliedToday: true },
    history: priors(['2026-11-23 10:00', '2026-11-24 10:00', '2026-11-25 10:00'], 'sms', 'attempt'),
  }),
  s('PY', 'email', '2026-11-26 15:00', 'defer 2026-11-30 08:00', {
    flags: { repliedToday: true },
    history: priors(['2026-11-23 10:00', '2026-11-24 10:00', '2026-11-25 10:00', '2026-11-26 09:00'], 'sms', 'attempt'),
  }),
  s('PY', 'email', '2026-11-25 10:00', 'block', { recipientRole: 'employer' }),
  s('PY', 'email', '2026-11-25 10:00', 'block', { content: { feesNotInContract: true } }),
  s('PY', 'email', '2026-11-25 10:00', 'block', { content: { splitsPrincipalInterestFees: false } }),
  s('PY', 'email', '2026-11-25 10:00', 'block', { content: { misleadingThreat: true } }),
  s('PY', 'email', '2026-12-08 10:00', 'defer 2026-12-09 08:00'),

  ...['UY', 'BO'].flatMap((place) => [
    s(place, 'email', '2026-11-29 23:00', 'allow', first),
    s(place, 'email', '2026-11-27 18:00', 'defer 2026-11-30 08:00', { ...first, ...conservative }),
    s(place, 'email', '2026-11-27 17:59', 'allow', { ...first, ...conservative }),
    s(place, 'email', '2026-11-27 10:00', 'block', { recipientRole: 'employer' }),
  ]),
];
