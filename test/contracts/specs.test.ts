import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { parse } from 'yaml';

import conekta from './schemas/conekta-checkout.json';
import paypal from './schemas/paypal-invoice.json';

/** The providers' own OpenAPI files lie beside the project; without them there is nothing to compare with. */
const SPECS = path.join(__dirname, '..', '..', '..', 'shared', 'specs');
const there = existsSync(SPECS);
const whenThere = there ? it : it.skip;

type Schema = Record<string, unknown>;

const LIMITS = ['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems', 'maxProperties', 'pattern'];
const object = (value: unknown): Schema => (typeof value === 'object' && value !== null ? (value as Schema) : {});

/** Follows `$ref` inside its document. */
function resolve(schema: unknown, root: Schema): Schema {
  const { $ref } = object(schema);
  if (typeof $ref !== 'string') return object(schema);
  const found = $ref
    .slice(2)
    .split('/')
    .reduce((at: unknown, part) => object(at)[part], root);
  return resolve(found, root);
}

const base = (type: unknown): unknown => (Array.isArray(type) ? type[0] : type);

/** Where what we enforce is not what the provider publishes. */
function differences(ours: unknown, theirs: unknown, ourRoot: Schema, theirRoot: Schema, at = ''): string[] {
  const own = resolve(ours, ourRoot);
  const other = resolve(theirs, theirRoot);
  const found: string[] = [];
  const say = (what: string): void => void found.push(`${at || '/'}: ${what}`);
  if (own['type'] !== undefined && other['type'] !== undefined && base(own['type']) !== other['type'])
    say('another type');
  for (const limit of LIMITS) {
    if (own[limit] !== other[limit]) say(`${limit} is ${String(own[limit])}, published is ${String(other[limit])}`);
  }
  const needed = (schema: Schema): string => JSON.stringify([...((schema['required'] ?? []) as string[])].sort());
  if (needed(own) !== needed(other)) say(`requires ${needed(own)}, published is ${needed(other)}`);
  if (own['enum'] !== undefined && JSON.stringify(own['enum']) !== JSON.stringify(other['enum'])) say('other choices');
  const published = object(other['properties']);
  for (const [name, schema] of Object.entries(object(own['properties']))) {
    if (published[name] === undefined) say(`${name} is not published`);
    else found.push(...differences(schema, published[name], ourRoot, theirRoot, `${at}/${name}`));
  }
  if (own['items'] !== undefined)
    found.push(...differences(own['items'], other['items'], ourRoot, theirRoot, `${at}/*`));
  return found;
}

describe('the schemas that the contract servers enforce', () => {
  if (!there) it('cannot be compared: ../shared/specs is not here', () => expect(there).toBe(false));

  whenThere('Conekta: names, types, limits and what is required are those of its OpenAPI', () => {
    const spec = parse(readFileSync(path.join(SPECS, 'conekta.yaml'), 'utf8')) as Schema;
    const published = object(object(spec['components'])['schemas'])['checkout'];
    expect(differences(conekta, published, conekta, spec)).toEqual([]);
    // Nothing that is published is missing, save what a link for a debt never has.
    const names = Object.keys(object(resolve(published, spec)['properties']));
    expect(names.filter((name) => !Object.keys(conekta.properties).includes(name))).toEqual([]);
  });

  whenThere('Conekta: a customer is either one of its own or has name, mail and telephone', () => {
    const spec = parse(readFileSync(path.join(SPECS, 'conekta.yaml'), 'utf8')) as Schema;
    const schemas = object(object(spec['components'])['schemas']);
    const [full, known] = conekta.properties.order_template.properties.customer_info.oneOf;
    expect(differences(full, schemas['customer_info'], conekta, spec)).toEqual([]);
    expect(differences(known, schemas['customer_info_customer_id'], conekta, spec)).toEqual([]);
  });

  whenThere('PayPal: money is what its OpenAPI says', () => {
    const spec = JSON.parse(readFileSync(path.join(SPECS, 'pp_orders.json'), 'utf8')) as Schema;
    const published = object(object(spec['components'])['schemas'])['money'];
    expect(differences(paypal.definitions.money, published, paypal, spec)).toEqual([]);
  });
});
