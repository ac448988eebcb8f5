/** The domain's names of settings and fields, in the words of the panel. A name that is not here is shown as it is. */
const LABELS: Readonly<Record<string, string>> = {
  number: 'Invoice Number',
  id: 'Invoice ID',
  customerId: 'Customer ID',
  customerName: 'Customer Name',
  dueDate: 'Due Date',
  total: 'Invoice Total',
  'brand.name': 'Your Company: Name',
  'brand.color': 'Your Company: Brand Colour',
  'brand.logoUrl': 'Your Company: Logo URL',
  'brand.website': 'Your Company: Website',
  'contact.name': 'Contact Person: Name',
  'contact.email': 'Contact Person: Email',
  'contact.phone': 'Contact Person: Phone',
  'payment.link': 'Link Where Any Invoice Can Be Paid',
  'debt.customer.email': 'The customer’s e-mail address',
  'debt.customer.phone': 'The customer’s phone number',
  'debt.customer.whatsapp': 'The customer’s WhatsApp number',
  'dunning.debt': 'The invoice (dunning.debt)',
  'dunning.stage': 'The stage (dunning.stage)',
  'dunning.message': 'The message (dunning.message)',
  'dunning.verdict': 'The verdict (dunning.verdict)',
  'dunning.contact': 'The claim (dunning.contact)',
};

/** The label a user knows a field by. A reader adds the column it looked into: `dueDate (column “Vence”)`. */
export function labelOf(field: string): string {
  const [name = field, ...column] = field.split(' (column ');
  return [LABELS[name] ?? name, ...column].join(' (column ');
}
