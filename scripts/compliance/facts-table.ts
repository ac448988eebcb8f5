/** How to hand the gate what is neither in the debt nor in the message. Part of docs/packs.md. */
export const FACTS_TABLE = `## Facts about a contact

The node reads these from the field that _Facts Field_ names. All are optional; what is unknown is taken strictly, save that a
customer is in a register, that a contact goes to a workplace, and a plain yes-or-no fact count only when you say so. Words may be
in English, Spanish or Portuguese (\`fiador\`, \`banco\`, \`trabajo\`); yes and no may be words too. A fact under a name that is not
listed is an error, because it would have no effect.

| Fact | Values | Used by |
| --- | --- | --- |
| \`recipient\` | debtor, guarantor, codebtor, spouse, relative, reference, employer, coworker, neighbour, attorney, third_party; default debtor | who may be contacted |
| \`purpose\` | collection (default), requested_information, operation_confirmation, fraud_alert, consent_request, marketing, legal_notice | what a law leaves out, consent requests, advertising |
| \`debtKind\` | microcredit, real_estate_loan, vehicle_instalment, family, labour, tax, residential_lease ... | debts a law leaves out |
| \`creditorSector\` | bank, financial, sofom, sofipo, cooperative, card_issuer; commercial, retail, telecom, utility, services ... | Mexico, Guatemala |
| \`businessSize\` | micro, small, medium, large | Chile protects micro and small companies |
| \`senderBusiness\` | debt_collection_agency, creditor ... | WhatsApp |
| \`place\` | home, workplace, public, other | Chile, Dominican Republic, Washington, Massachusetts |
| \`callerId\` | shown, withheld | Mexico, Ecuador |
| \`callRecorded\`, \`identityChecked\`, \`automated\`, \`visitAuthorised\`, \`currentContract\`, \`timeBarred\`, \`inCollectionProcedures\`, \`platformConfirmed\`, \`senderAuthenticated\`, \`lineInDebtorName\`, \`businessDebt\`, \`workAddressConsent\`, \`callConsented\`, \`lowVolumeSender\`, \`withinMessagingLimit\` | true or false | the rules that name them |
| \`ceaseRequest\`, \`representedByAttorney\`, \`bankruptcy\`, \`deceased\`, \`minor\`, \`disputed\`, \`judicialService\` | true or false | what stops contact |
| \`firstContact\` | true or false; default: no earlier contact is known | content of a first contact |
| \`writtenNoticeAt\` | instant | Ontario, Quebec |
| \`registers\` | \`{ "nao_me_ligue": { "registered": true, "since": "2026-10-01", "companyAuthorised": false } }\`, \`no_llame\`, \`registro_numeros_excluidos\` | do-not-contact registers |
| \`requestedHours\` | list of \`{ "weekdays": [1, 5], "from": "18:00", "to": "20:00" }\`, Monday 1 | the customer's own hours |
| \`requestedChannels\` | list of channels | the customer's own channels |
| \`addressGivenByCustomer\` | true or false; false: the address was found elsewhere | contact at own addresses only |
| \`lastInboundAt\` | instant | WhatsApp's 24 hours |
| \`messageType\` | template, freeform | WhatsApp |
| \`otherTimeZones\` | list of IANA zones | everywhere the customer may be |
| \`charges\` | \`{ "daysLate": 25, "feesThisMonth": 0, "feeEvidence": true, "unit": "UF", "overdue": "100", "fee": "4.8", "interestSpreadPoints": "5", "fixedSum": { "currency": "EUR", "decimal": "40" } }\` | maxima of fees and interest; \`interestPercentPerYear\` and \`interestOn\` for a rate as such |
| \`content\` | \`{ "looks_judicial": false, "opt_out": true }\` by element | before what the check of the text finds |`;
