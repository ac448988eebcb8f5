/**
 * The parts of a mail that are the same at every stage: greeting, facts, ways to pay, signature, small print. HTML and text
 * are written separately; both print the same variables. `{{> t.x}}` is a term of the language.
 */

const CELL = 'padding:7px 8px 7px 0;border-bottom:1px solid #d9e0e7;font-size:15px;line-height:21px';
/** The last column ends where the rule below it ends. */
const WRAPPED = `${CELL};padding-right:0;text-align:right`;
const NUMERIC = `${WRAPPED};white-space:nowrap`;
/** An amount has no space at which its line could end; two amounts have. */
const AMOUNTS = `${WRAPPED};word-break:normal`;
const ROW = `${CELL};text-align:left;font-weight:400;word-break:normal`;
/** What was paid belongs to the invoice above it: no rule parts the two. */
const OPEN = '{{#if isPartlyPaid}};border-bottom:0;padding-bottom:2px{{/if}}';
const NOTE = 'padding:0 0 7px;border-bottom:1px solid #d9e0e7;font-size:13px;line-height:18px';
const HEAD =
  'padding:6px 8px 6px 0;border-bottom:1px solid #9fb1c2;font-size:13px;line-height:18px;font-weight:600;white-space:nowrap';
const HEAD_LAST = `${HEAD};padding-right:0;text-align:right`;
const BANK = 'font-size:15px;line-height:21px';
const BANK_LABEL = `padding:2px 16px 2px 0;${BANK};font-weight:400;text-align:left;white-space:nowrap`;
const BANK_VALUE = `padding:2px 0;${BANK};font-weight:600;word-break:break-word`;

export const HTML_PARTS: Readonly<Record<string, string>> = {
  invoiceTable: '{{> due}}',
  wholeNumber: '<span style="display:inline-block">{{invoice.number}}</span>',
  payButton: `{{#if payment.link}}<table role="presentation" class="button" cellspacing="0" style="border-collapse:separate;border-spacing:0;margin:12px 0 14px"><tbody><tr><td style="background-color:{{company.color}};border-radius:6px"><a href="{{payment.link}}" style="display:inline-block;padding:13px 26px;color:{{company.onColor}};background-color:{{company.color}};border-radius:6px;font-size:16px;font-weight:600;text-decoration:none">{{> t.payNow}}</a></td></tr></tbody></table>{{/if}}`,
  attached: `{{#if hasAttachments}}<p style="margin:10px 0 0;font-size:15px">{{> t.attachments}}: {{list attachments}}</p>{{/if}}`,
  logo: `{{#if company.logoUrl}}<img src="{{company.logoUrl}}" alt="{{company.name}}" height="40" style="height:40px;width:auto;max-width:240px;border:0;display:block" />{{else}}<p style="margin:0;font-size:18px;font-weight:700;color:{{company.ink}}">{{company.name}}</p>{{/if}}`,
  due: `{{#if many}}<table class="facts" style="width:100%;border-collapse:collapse">
<thead><tr>
{{> invoiceHeads}}</tr></thead>
<tbody>{{> invoiceLines}}{{> extraRows}}<tr>
<th scope="row" colspan="2" style="${ROW};font-weight:700">{{> t.amountDue}}</th>
<td style="${AMOUNTS};font-weight:700">{{money amountDue}}</td>
</tr></tbody></table>{{else}}<table class="facts" style="width:100%;border-collapse:collapse"><tbody>
<tr><th scope="row" style="${ROW}">{{> t.invoice}}</th><td style="${WRAPPED}">{{invoice.number}}</td></tr>
{{#if invoice.purchaseOrder}}<tr><th scope="row" style="${ROW}">{{> t.purchaseOrder}}</th><td style="${WRAPPED}">{{invoice.purchaseOrder}}</td></tr>
{{/if}}<tr><th scope="row" style="${ROW}">{{> t.due}}</th><td style="${NUMERIC}">{{date invoice.dueDate}}</td></tr>
{{#if invoice.isPartlyPaid}}<tr><th scope="row" style="${ROW}">{{> t.total}}</th><td style="${NUMERIC}">{{money invoice.total}}</td></tr>
<tr><th scope="row" style="${ROW}">{{> t.paid}}</th><td style="${NUMERIC}">{{money invoice.paid}}</td></tr>
{{/if}}{{> singleRows}}<tr><th scope="row" style="${ROW};font-weight:700">{{> t.amountDue}}</th><td style="${AMOUNTS};font-weight:700;font-size:18px">{{money amountDue}}</td></tr>
</tbody></table>{{#if invoice.documentUrl}}<p style="margin:10px 0 0;font-size:15px"><a href="{{invoice.documentUrl}}">{{> t.document}}</a></p>{{/if}}{{/if}}{{> attached}}`,
  invoiceHeads: `{{#if isWide}}<th scope="col" colspan="2" style="${HEAD};text-align:left;white-space:normal">{{> t.invoice}} · {{> t.due}}</th>
{{else}}<th scope="col" style="${HEAD};text-align:left">{{> t.invoice}}</th>
<th scope="col" style="${HEAD};text-align:left">{{> t.due}}</th>
{{/if}}<th scope="col" style="${HEAD_LAST}">{{> t.balance}}</th>
`,
  invoiceLines: `{{#if isWide}}{{#each invoices}}<tr>
<td colspan="2" style="${CELL}${OPEN}">{{> invoiceNumber}}<br /><span style="font-size:13px">{{shortDate dueDate}}</span></td>
<td style="${NUMERIC}${OPEN}">{{money balance}}</td>
</tr>{{> paidNote}}{{/each}}{{else}}{{#each invoices}}<tr>
<td style="${CELL}${OPEN}">{{> invoiceNumber}}</td>
<td style="${CELL};white-space:nowrap${OPEN}">{{shortDate dueDate}}</td>
<td style="${NUMERIC}${OPEN}">{{money balance}}</td>
</tr>{{> paidNote}}{{/each}}{{/if}}`,
  invoiceNumber: `{{#if documentUrl}}<a href="{{documentUrl}}">{{number}}</a>{{else}}{{number}}{{/if}}`,
  paidNote: `{{#if isPartlyPaid}}<tr><td colspan="3" style="${NOTE}">{{> t.total}} {{money total}} · {{> t.paid}} {{money paid}}</td></tr>{{/if}}`,
  promise: `<table class="facts" style="width:100%;border-collapse:collapse"><tbody>
<tr><th scope="row" style="${ROW}">{{> t.promised}}</th><td style="${NUMERIC};font-weight:700;font-size:18px">{{money promise.amount}}</td></tr>
<tr><th scope="row" style="${ROW}">{{> t.promisedFor}}</th><td style="${NUMERIC}">{{date promise.date}}</td></tr>
{{> invoiceRows}}<tr><th scope="row" style="${ROW}">{{> t.balance}}</th><td style="${AMOUNTS}">{{money amountDue}}</td></tr>
</tbody></table>`,
  received: `<table class="facts" style="width:100%;border-collapse:collapse"><tbody>
<tr><th scope="row" style="${ROW}">{{> t.received}}</th><td style="${NUMERIC};font-weight:700;font-size:18px">{{money received.amount}}</td></tr>
<tr><th scope="row" style="${ROW}">{{> t.receivedOn}}</th><td style="${NUMERIC}">{{date received.date}}</td></tr>
{{#if received.invoices}}<tr><th scope="row" style="${ROW}">{{> t.invoice}}</th><td style="${WRAPPED}">{{list received.invoices}}</td></tr>
{{/if}}<tr><th scope="row" style="${ROW}">{{> t.balance}}</th><td style="${AMOUNTS}">{{money amountDue}}</td></tr>
</tbody></table>`,
  plan: `<table class="facts" style="width:100%;border-collapse:collapse">
<thead><tr><th scope="col" style="${HEAD};text-align:left">{{> t.date}}</th><th scope="col" style="${HEAD_LAST}">{{> t.amount}}</th></tr></thead>
<tbody>{{#each plan.instalments}}<tr><td style="${CELL}">{{shortDate date}}</td><td style="${NUMERIC}">{{money amount}}</td></tr>{{/each}}<tr><th scope="row" style="${ROW};font-weight:700">{{> t.total}}</th><td style="${NUMERIC};font-weight:700">{{money plan.total}}</td></tr></tbody></table>`,
  dispute: `<table class="facts" style="width:100%;border-collapse:collapse"><tbody>
{{> invoiceRows}}<tr><th scope="row" style="${ROW}">{{> t.underReview}}</th><td style="${AMOUNTS}">{{money amountDue}}</td></tr>
</tbody></table>`,
  invoiceRows: `{{#each invoices}}<tr><th scope="row" style="${ROW}">{{> t.invoice}} {{number}}</th><td style="${NUMERIC}">{{> t.due}} {{shortDate dueDate}}</td></tr>
{{/each}}`,
  statement: `<table class="facts" style="width:100%;border-collapse:collapse">
<thead><tr>
{{> invoiceHeads}}</tr></thead>
<tbody>{{> invoiceLines}}{{> extraRows}}{{#if hasOverdue}}<tr><th scope="row" colspan="2" style="${ROW}">{{> t.overdueAmount}}</th><td style="${AMOUNTS}">{{money overdue}}</td></tr>{{/if}}<tr>
<th scope="row" colspan="2" style="${ROW};font-weight:700">{{> t.amountDue}}</th>
<td style="${AMOUNTS};font-weight:700">{{money amountDue}}</td>
</tr></tbody></table>{{> attached}}`,
  extraRows: `{{#if credit}}<tr><th scope="row" colspan="2" style="${ROW}">{{> t.credit}}</th><td style="${NUMERIC}">−{{money credit}}</td></tr>{{/if}}{{#each charges}}<tr><th scope="row" colspan="2" style="${ROW}">{{label}}</th><td style="${NUMERIC}">{{money amount}}</td></tr>{{/each}}`,
  singleRows: `{{#if credit}}<tr><th scope="row" style="${ROW}">{{> t.credit}}</th><td style="${NUMERIC}">−{{money credit}}</td></tr>{{/if}}{{#each charges}}<tr><th scope="row" style="${ROW}">{{label}}</th><td style="${NUMERIC}">{{money amount}}</td></tr>{{/each}}`,
  pay: `{{#if payment.hasWays}}<p style="margin:10px 0 6px;font-weight:600">{{> t.howToPay}}</p>{{> payButton}}{{#each payment.accounts}}<table class="bank" style="border-collapse:collapse;margin:6px 0 8px"><tbody>{{#each lines}}<tr><th scope="row" style="${BANK_LABEL}">{{label}}</th><td style="${BANK_VALUE}">{{value}}</td></tr>{{/each}}{{#if reference}}<tr><th scope="row" style="${BANK_LABEL}">{{> t.reference}}</th><td style="${BANK_VALUE}">{{reference}}</td></tr>{{/if}}</tbody></table>{{/each}}{{/if}}`,
  signature: `<p style="margin:0">{{> t.signOff}}</p>
<p style="margin:6px 0 0"><strong>{{contact.name}}</strong><br />{{#if contact.team}}{{contact.team}}, {{else}}{{#if isOverdue}}{{> t.team}}, {{/if}}{{/if}}{{company.name}}{{#if contact.phone}}<br />{{> t.phone}} {{contact.phone}}{{/if}}{{#if contact.email}}<br /><a href="mailto:{{contact.email}}">{{contact.email}}</a>{{/if}}{{#if contact.hours}}<br />{{contact.hours}}{{/if}}</p>`,
  legal: `<p style="margin:0">{{#if company.legalName}}{{company.legalName}}{{else}}{{company.name}}{{/if}}{{#if company.taxId}}<br /><span style="white-space:nowrap">{{> t.taxId}} {{company.taxId}}</span>{{/if}}{{#if company.address}}<br />{{company.address}}{{/if}}{{#if company.legalText}}<br />{{company.legalText}}{{/if}}</p>`,
  greeting: `<p style="margin:0 0 14px">{{> t.greeting}}</p>`,
};

export const TEXT_PARTS: Readonly<Record<string, string>> = {
  invoiceTable: '{{> due}}',
  wholeNumber: '{{invoice.number}}',
  payButton: `{{#if payment.link}}{{> t.payNow}}: {{payment.link}}
{{/if}}`,
  promise: `{{> t.promised}}: {{money promise.amount}}
{{> t.promisedFor}}: {{date promise.date}}
{{> invoiceRows}}{{> t.balance}}: {{money amountDue}}`,
  received: `{{> t.received}}: {{money received.amount}}
{{> t.receivedOn}}: {{date received.date}}
{{#if received.invoices}}{{> t.invoice}}: {{list received.invoices}}
{{/if}}{{> t.balance}}: {{money amountDue}}`,
  plan: `{{#each plan.instalments}}- {{shortDate date}}: {{money amount}}
{{/each}}{{> t.total}}: {{money plan.total}}`,
  dispute: `{{> invoiceRows}}{{> t.underReview}}: {{money amountDue}}`,
  invoiceRows: `{{#each invoices}}{{> t.invoice}} {{number}} · {{> t.due}} {{shortDate dueDate}}
{{/each}}`,
  statement: `{{#each invoices}}- {{number}} · {{> t.due}} {{shortDate dueDate}} · {{money balance}}{{#if isPartlyPaid}} ({{> t.total}} {{money total}} · {{> t.paid}} {{money paid}}){{/if}}{{#if documentUrl}}
  {{documentUrl}}{{/if}}
{{/each}}{{#if credit}}{{> t.credit}}: -{{money credit}}
{{/if}}{{#each charges}}{{label}}: {{money amount}}
{{/each}}{{#if hasOverdue}}{{> t.overdueAmount}}: {{money overdue}}
{{/if}}{{> t.amountDue}}: {{money amountDue}}{{> attached}}`,
  attached: `{{#if hasAttachments}}
{{> t.attachments}}: {{list attachments}}{{/if}}`,
  due: `{{#if many}}{{#each invoices}}- {{> t.invoice}} {{number}} · {{> t.due}} {{shortDate dueDate}} · {{money balance}}{{#if isPartlyPaid}} ({{> t.total}} {{money total}} · {{> t.paid}} {{money paid}}){{/if}}{{#if documentUrl}}
  {{documentUrl}}{{/if}}
{{/each}}{{else}}{{> t.invoice}}: {{invoice.number}}
{{#if invoice.purchaseOrder}}{{> t.purchaseOrder}}: {{invoice.purchaseOrder}}
{{/if}}{{> t.due}}: {{date invoice.dueDate}}
{{#if invoice.isPartlyPaid}}{{> t.total}}: {{money invoice.total}}
{{> t.paid}}: {{money invoice.paid}}
{{/if}}{{/if}}{{#if credit}}{{> t.credit}}: -{{money credit}}
{{/if}}{{#each charges}}{{label}}: {{money amount}}
{{/each}}{{> t.amountDue}}: {{money amountDue}}{{> attached}}{{#unless many}}{{#if invoice.documentUrl}}
{{> t.document}}: {{invoice.documentUrl}}{{/if}}{{/unless}}`,
  pay: `{{#if payment.hasWays}}{{> t.howToPay}}:
{{> payButton}}{{#each payment.accounts}}{{#each lines}}{{label}}: {{value}}
{{/each}}{{#if reference}}{{> t.reference}}: {{reference}}
{{/if}}{{/each}}{{/if}}`,
  signature: `{{> t.signOff}}
{{contact.name}}
{{#if contact.team}}{{contact.team}}, {{else}}{{#if isOverdue}}{{> t.team}}, {{/if}}{{/if}}{{company.name}}
{{#if contact.phone}}{{> t.phone}} {{contact.phone}}
{{/if}}{{#if contact.email}}{{contact.email}}
{{/if}}{{#if contact.hours}}{{contact.hours}}
{{/if}}`,
  legal: `{{#if company.legalName}}{{company.legalName}}{{else}}{{company.name}}{{/if}}{{#if company.taxId}} · {{> t.taxId}} {{company.taxId}}{{/if}}
{{#if company.address}}{{company.address}}
{{/if}}{{#if company.legalText}}{{company.legalText}}
{{/if}}`,
  greeting: `{{> t.greeting}}`,
};

/** The order in which a text mail is read. */
export const TEXT_FRAME = `{{> greeting}}

{{> opening}}

{{> facts}}

{{> pay}}

{{> closing}}

{{> signature}}
--\u0020
{{> legal}}`;
