import type { LocaleFormat } from '../format';
import type { Budget } from './helpers';
import { LIMITS } from './inspect';
import { stepsOf } from './plan-steps';
import type { Loop, Mode, Step } from './plan-steps';
import type { Reading } from './reading';
import { lookUp, NotPlanned, Scope } from './reading';

/** What is left of a template once it is known which conditions hold: literals and what stands between them. */
interface Shape {
  first: string;
  fills: Array<{ fill: number | Loop<Plan>; then: string }>;
}

/** Templates have few conditions that really vary; who makes them vary much gets the memory back. */
const MOST_SHAPES = 200;

/**
 * A template worked out beforehand. Which texts it chooses depends on a few conditions, so for every combination met the
 * choices are made once and literal text is joined; a message then only puts its values between the literals. It says what
 * Handlebars says, or nothing: whatever is unusual, missing or wrong is thrown as an error, for Handlebars to render or to
 * report.
 */
export class Plan {
  readonly #shapes = new Map<number, Shape>();

  private constructor(
    private readonly scope: Scope,
    private readonly steps: Array<Step<Plan>>,
    private readonly mode: Mode,
  ) {}

  /**
   * @param tree as Handlebars compiles it: inspected, white space settled
   * @param scope shared by the templates of one message
   * @returns undefined for a template that uses more of Handlebars than this knows
   */
  static of(tree: hbs.AST.Program, mode: Mode, scope: Scope): Plan | undefined {
    try {
      return Plan.#make(tree, mode, scope);
    } catch (error) {
      if (error instanceof NotPlanned) return undefined;
      throw error;
    }
  }

  static #make(tree: hbs.AST.Program | undefined, mode: Mode, scope: Scope): Plan {
    const steps = stepsOf(tree, mode, scope, (body) => Plan.#make(body, mode, new Scope()));
    return new Plan(scope, steps, mode);
  }

  /** @throws any error for what only Handlebars can say */
  render(context: object, format: LocaleFormat, budget: Budget): string {
    return this.#fill(this.scope.readOnce(context, format, budget));
  }

  #fill(reading: Reading): string {
    const { first, fills } = this.#shape(reading.conditions);
    let text = first;
    for (let index = 0; index < fills.length; index += 1) {
      const { fill, then } = fills[index] ?? { fill: 0, then: '' };
      if (typeof fill !== 'number') text += this.#loop(fill, reading) + then;
      else if (this.mode === 'html') text += reading.html(fill) + then;
      else text += reading.text(fill) + then;
    }
    return text;
  }

  #loop({ path, row, none, kept }: Loop<Plan>, { context, format, budget }: Reading): string {
    const rows = lookUp(context, path);
    if (!Array.isArray(rows)) throw new NotPlanned();
    budget.rounds += rows.length;
    if (budget.rounds > LIMITS.rounds) throw new NotPlanned();
    if (rows.length === 0) return none.#fill(none.scope.read(context, format, budget));
    const known = kept.get(rows);
    if (known?.format === format) return known.text;
    let text = '';
    for (const one of rows as unknown[]) {
      if (typeof one !== 'object' || one === null || text.length > LIMITS.output) throw new NotPlanned();
      text += row.#fill(row.scope.read(one, format, budget));
    }
    if (Object.isFrozen(rows) && rows.every(isFixed)) kept.set(rows, { format, text });
    return text;
  }

  #shape(conditions: number): Shape {
    let shape = this.#shapes.get(conditions);
    if (!shape) {
      shape = { first: '', fills: [] };
      settle(this.steps, conditions, shape);
      if (this.#shapes.size >= MOST_SHAPES) this.#shapes.clear();
      this.#shapes.set(conditions, shape);
    }
    return shape;
  }
}

/** Whether what is written about a row will be the same for ever: nothing in it can change, or is asked for anew. */
function isFixed(row: object): boolean {
  const parts = Object.values(Object.getOwnPropertyDescriptors(row));
  return Object.isFrozen(row) && parts.every(({ get, value }) => !get && (typeof value !== 'object' || value === null));
}

/** Makes the choices and joins neighbouring literals. */
function settle(steps: ReadonlyArray<Step<Plan>>, conditions: number, shape: Shape): void {
  for (const step of steps) {
    if (typeof step === 'string') {
      const last = shape.fills.at(-1);
      if (last) last.then += step;
      else shape.first += step;
    } else if (typeof step === 'object' && 'condition' in step) {
      settle((conditions & step.condition) === 0 ? step.no : step.yes, conditions, shape);
    } else {
      shape.fills.push({ fill: step, then: '' });
    }
  }
}
