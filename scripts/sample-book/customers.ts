import { type City, COUNTRIES, type Country } from './countries';
import type { Random } from './random';
import { WORDS } from './words';

/** How a customer pays: mostly early, some days late, months late, or with no habit. */
export type Habit = 'punctual' | 'slow' | 'chronic' | 'erratic';

export interface SampleCustomer {
  id: string;
  name: string;
  contactName: string;
  kind: 'business' | 'consumer';
  email: string;
  phone: string;
  taxId: string;
  address: string;
  city: City;
  country: Country;
  habit: Habit;
  doNotContact: boolean;
  /** Empty where nothing is known. */
  whatsappConsent: '' | 'yes' | 'no';
  emailConsent: '' | 'no';
}

/** Makes the 300 customers, country by country. */
export function sampleCustomers(random: Random): SampleCustomer[] {
  const customers: SampleCustomer[] = [];
  for (const country of COUNTRIES) {
    for (let i = 0; i < country.customers; i += 1)
      customers.push(sampleCustomer(random, country, customers.length + 1));
  }
  return customers;
}

function sampleCustomer(random: Random, country: Country, serial: number): SampleCustomer {
  const words = WORDS[country.names];
  const kind = random.chance(70) ? 'business' : 'consumer';
  const contactName = `${random.pick(words.given)} ${random.pick(words.family)} ${random.pick(words.family)}`;
  const company = `${random.pick(words.trade)} ${random.pick(words.place)} ${random.pick(country.companySuffixes)}`;
  const city = random.pick(country.cities);
  const id = `C${String(serial).padStart(4, '0')}`;
  const domain =
    kind === 'business' ? `${slug(company.split(' ').slice(0, 2).join(' '))}-${serial}.example` : 'example.com';
  return {
    id,
    name: kind === 'business' ? company : contactName,
    contactName,
    kind,
    email: kind === 'business' ? `pagos@${domain}` : `${slug(contactName)}.${serial}@${domain}`,
    phone: phoneOf(country, city, serial),
    taxId: country.taxId(random, kind),
    address: `${random.pick(words.streetKind)} ${random.pick(words.street)} ${random.between(10, 2900)}`,
    city,
    country,
    habit: random.pick(['punctual', 'punctual', 'slow', 'slow', 'slow', 'chronic', 'erratic']),
    doNotContact: random.chance(3),
    whatsappConsent: random.pick(['', 'yes', 'yes', 'yes', 'no']),
    emailConsent: random.chance(4) ? 'no' : '',
  };
}

/** The serial number ends the phone, so that no two customers share one. */
function phoneOf(country: Country, city: City, serial: number): string {
  const start = city.area + country.phone.block;
  return `+${country.dialCode}${start}${String(serial).padStart(country.phone.digits - start.length, '0')}`;
}

function slug(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-')
    .replace(/^-|-$/g, '');
}
