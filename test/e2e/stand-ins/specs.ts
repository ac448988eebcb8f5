import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

import { ROOT } from '../../../scripts/host/host';
import { demand } from './stand-in';

/** The providers' own OpenAPI files, which are not part of the project; without them the stand-ins' own rules are what is checked. */
const SPECS = path.join(ROOT, '..', 'shared', 'specs');

interface Operation {
  parameters?: Array<{ name?: string; in?: string }>;
  requestBody?: { content: Record<string, { schema: Json }> };
}

type Json = Record<string, unknown>;

const read = new Map<string, Json>();

/** Each file is large and is read once. */
function specOf(file: string, full: string): Json {
  const text = () => readFileSync(full, 'utf8');
  const spec = read.get(file) ?? ((file.endsWith('.json') ? JSON.parse(text()) : parse(text())) as Json);
  read.set(file, spec);
  return spec;
}

function operation(file: string, where: string, method: string): { spec: Json; operation: Operation } | undefined {
  const full = path.join(SPECS, file);
  if (!existsSync(full)) {
    process.stdout.write(`${file} is not here: ${where} is held to the stand-in's own rules only.\n`);
    return undefined;
  }
  const spec = specOf(file, full) as Json & { paths: Record<string, Record<string, Operation>> };
  const found = spec.paths[where]?.[method];
  if (!found) throw new Error(`${file} has no ${method} ${where}`);
  return { spec, operation: found };
}

/** A check of JSON bodies against an operation's schema; undefined without the file. */
export function bodyCheck(file: string, where: string): ((body: unknown) => void) | undefined {
  const found = operation(file, where, 'post');
  const schema = found?.operation.requestBody?.content['application/json']?.schema;
  if (!found || !schema) return undefined;
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
  addFormats(ajv);
  // References in the schema point into the whole file.
  const validate = ajv.compile({ ...schema, components: found.spec.components });
  return (body) => demand(validate(body), `does not match ${file}: ${ajv.errorsText(validate.errors)}`);
}

/** A check of form fields against an operation's; undefined without the file. */
export function formCheck(file: string, where: string): ((form: URLSearchParams) => void) | undefined {
  const schema = operation(file, where, 'post')?.operation.requestBody?.content['application/x-www-form-urlencoded']
    ?.schema as { properties: Json; required?: string[] } | undefined;
  if (!schema) return undefined;
  return (form) => {
    for (const name of form.keys()) demand(Object.hasOwn(schema.properties, name), `${file} has no field ${name}`);
    for (const name of schema.required ?? []) demand(form.has(name), `${file} requires ${name}`);
  };
}

/** The query parameters that an operation has; undefined without the file. */
export function queryNames(file: string, where: string): string[] | undefined {
  const found = operation(file, where, 'get');
  if (!found) return undefined;
  const shared =
    (found.spec.components as { parameters?: Record<string, { name: string }> } | undefined)?.parameters ?? {};
  return (found.operation.parameters ?? []).map((parameter) => {
    const reference = (parameter as { $ref?: string }).$ref?.split('/').pop();
    return parameter.name ?? shared[reference ?? '']?.name ?? '';
  });
}
