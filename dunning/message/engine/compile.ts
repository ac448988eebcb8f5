import type Handlebars from 'handlebars';

import { InputError } from '../../errors';
import type { LocaleFormat } from '../format';
import { createEnvironment, HELPERS, WRAPPER } from './helpers';
import type { Budget, RenderData } from './helpers';
import { inspect, LIMITS } from './inspect';
import type { Constants, FindBlock, Place } from './inspect';
import { Plan } from './plan';
import { Scope, withoutNoBreaks } from './reading';

/** A template ready to use. */
export type Compiled = (context: object, format: LocaleFormat, budget: Budget) => string;

/** Handlebars parses trees too; its types know only texts. */
interface TreeParser {
  parse(tree: hbs.AST.Program): hbs.AST.Program;
}

const ENVIRONMENTS = { html: createEnvironment('html'), text: createEnvironment('text') };
const KNOWN = Object.fromEntries([...HELPERS, WRAPPER].map((name) => [name, true]));
const NAMES: ReadonlySet<string> = new Set([...HELPERS, WRAPPER]);

/** The runtime looks up own properties of the context only; said explicitly although it is Handlebars' default. */
const NO_PROTOTYPES = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false };

/** A template in both its forms: worked out beforehand, where that is possible, and as Handlebars renders it. */
export interface BothForms {
  plan: Plan | undefined;
  handlebars: Compiled;
}

/**
 * Compiles a template once: strict, known helpers only, escaping on (in text mode every value goes through our own
 * wrapper instead), prototypes out of reach.
 * @param block finds the blocks that `{{> name}}` names
 * @param constants values that are the same in every message
 * @param scope shared by the templates of one message, so that each value is written once for all of them
 * @throws InputError naming template, line and column, for a template that is broken or not allowed
 */
export function compileTemplate(
  mode: 'html' | 'text',
  name: string,
  source: string,
  block: FindBlock,
  constants: Constants = {},
  scope = new Scope(),
): Compiled {
  const { plan, handlebars } = bothForms(mode, name, source, block, constants, scope);
  return (context, format, budget) => {
    const { rounds } = budget;
    let text: string | undefined;
    try {
      text = plan?.render(context, format, budget);
    } catch {
      // Handlebars says what is wrong, or writes what the plan would not.
      budget.rounds = rounds;
    }
    text ??= handlebars(context, format, budget);
    if (text.length > LIMITS.output) {
      throw new InputError({
        field: `template ${name}`,
        found: `${text.length} characters`,
        problem: 'is too long for a message',
        advice: 'Send fewer invoices in one message.',
      });
    }
    return text;
  };
}

/** What `compileTemplate` chooses from; for measuring and for showing that both say the same. */
export function bothForms(
  mode: 'html' | 'text',
  name: string,
  source: string,
  block: FindBlock,
  constants: Constants = {},
  scope = new Scope(),
): BothForms {
  const places: Place[] = [];
  const program = inspect(source, {
    name,
    helpers: NAMES,
    block,
    output: mode,
    wrapper: WRAPPER,
    wrapHelpers: mode === 'text',
    places,
    constants,
  });
  // Settles white space as compiling does, so that the plan reads what Handlebars compiles.
  const tree = (ENVIRONMENTS[mode] as unknown as TreeParser).parse(program);
  return { plan: Plan.of(tree, mode, scope), handlebars: handlebarsTemplate(mode, name, tree, places) };
}

/** The template as Handlebars renders it. It is compiled when first called, so that a plan that never fails spares it. */
function handlebarsTemplate(mode: 'html' | 'text', name: string, tree: hbs.AST.Program, places: Place[]): Compiled {
  const template: Handlebars.TemplateDelegate<object> = ENVIRONMENTS[mode].compile(tree, {
    strict: true,
    knownHelpers: KNOWN,
    knownHelpersOnly: true,
    preventIndent: true,
  });
  return (context, format, budget) => {
    const data: RenderData = { format, budget, places };
    try {
      const text = template(context, { data, ...NO_PROTOTYPES });
      return mode === 'text' ? withoutNoBreaks(text) : text;
    } catch (error) {
      throw error instanceof InputError ? error : missing(name, places, context, error);
    }
  };
}

/** Turns an error of Handlebars' runtime into one that names the variable and where it stands. */
function missing(name: string, places: Place[], context: object, error: unknown): InputError {
  const index = error instanceof Error && 'lineNumber' in error ? Number(error.lineNumber) : Number.NaN;
  const place = places[index] ?? places.find(({ path }) => leadsNowhere(path, context));
  return new InputError({
    field: place?.path ?? `a variable of template ${name}`,
    found: undefined,
    problem: `leaves a hole in template ${place?.template ?? name}${place ? `, line ${place.line}, column ${place.column}` : ''}`,
    advice: 'Fill it in, or put it inside {{#if}}; the manual lists the variables there are.',
  });
}

/** Whether a path of three or more names breaks off before its end; there Handlebars does not say where. */
function leadsNowhere(path: string, context: object): boolean {
  const names = path.split('.');
  if (names.length < 3) return false;
  let value: unknown = context;
  for (const name of names) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return true;
    value = (value as Record<string, unknown>)[name];
  }
  return false;
}
