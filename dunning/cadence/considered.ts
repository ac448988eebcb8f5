import type { PlainDate, Words } from '../common';
import type { CompiledStage } from './compile';
import type { Day } from './days';
import { fromDay } from './days';
import type { Progress, Situation } from './progress';
import { stateOf } from './progress';
import { NEVER } from './schedule';

/** A stage that was looked at, and why it is not today's. */
export interface ConsideredStage {
  key: string;
  /** The day it falls on; null when it has none. */
  date: PlainDate | null;
  code:
    | 'contacted'
    | 'passed_over'
    | 'future'
    | 'expired'
    | 'before_issue'
    | 'condition_not_met'
    | 'no_anchor'
    | 'waits_its_turn';
  why: Words;
}

const WHY: Record<Exclude<ConsideredStage['code'], 'future'>, Words> = {
  contacted: {
    en: 'It, or a later step, was already sent.',
    es: 'Este paso, o uno posterior, ya se envió.',
    pt: 'Este passo, ou um posterior, já foi enviado.',
  },
  passed_over: {
    en: 'A later step has been reached, and the policy goes straight to that.',
    es: 'Ya se alcanzó un paso posterior y la política va directo a ese.',
    pt: 'Um passo posterior já foi alcançado e a política vai direto a ele.',
  },
  expired: {
    en: 'It only makes sense until the due date, which has passed.',
    es: 'Solo tiene sentido hasta el vencimiento, que ya pasó.',
    pt: 'Só faz sentido até o vencimento, que já passou.',
  },
  before_issue: {
    en: 'Its day lay before the invoice was issued.',
    es: 'Su día era anterior a la emisión de la factura.',
    pt: 'O dia era anterior à emissão da fatura.',
  },
  condition_not_met: {
    en: 'Its day has come, but its further conditions on the debt are not met.',
    es: 'Llegó su día, pero no se cumplen sus demás condiciones sobre la deuda.',
    pt: 'O dia chegou, mas as demais condições sobre a dívida não se cumprem.',
  },
  no_anchor: {
    en: 'It has no day: what it counts from is not known yet, or its day is not a working day.',
    es: 'No tiene fecha: aún no se conoce desde cuándo se cuenta, o su día no es hábil.',
    pt: 'Não tem data: ainda não se sabe de quando se conta, ou o dia não é útil.',
  },
  waits_its_turn: {
    en: 'It comes only after the step before it was sent.',
    es: 'Solo sigue cuando se haya enviado el paso anterior.',
    pt: 'Só segue depois de o passo anterior ter sido enviado.',
  },
};

function codeOf(
  situation: Situation,
  progress: Progress,
  stage: CompiledStage,
  index: number,
): ConsideredStage['code'] {
  if (stage.level <= situation.coverage.level) return 'contacted';
  const state = stateOf(situation, index);
  const { progression } = situation.compiled.policy;
  if (state === 'expired' || state === 'before_issue') return state;
  if (progress.due && stage.level < progress.due.level) return 'passed_over';
  if (state === 'never') return 'no_anchor';
  if (state === 'unmet') return 'condition_not_met';
  if (state === 'reached' && progression === 'sequential') return 'waits_its_turn';
  return state === 'reached' ? 'passed_over' : 'future';
}

/** Every stage of the policy but the one that is due, with why it is not. */
export function consideredStages(situation: Situation, progress: Progress): ConsideredStage[] {
  const list: ConsideredStage[] = [];
  situation.compiled.stages.forEach((stage, index) => {
    if (stage === progress.due) return;
    const day = situation.days[index] ?? NEVER;
    const date = day === NEVER ? null : fromDay(day);
    const code = codeOf(situation, progress, stage, index);
    list.push({ key: stage.stage.key, date, code, why: code === 'future' ? future(day) : WHY[code] });
  });
  return list;
}

const futures = new Map<Day, Words>();
/** Some years of dates; past that the words are only not shared. */
const MOST_FUTURES = 5_000;

function future(day: Day): Words {
  const known = futures.get(day);
  if (known) return known;
  const date = fromDay(day);
  const words = { en: `It falls on ${date}.`, es: `Corresponde el ${date}.`, pt: `Cabe em ${date}.` };
  if (futures.size < MOST_FUTURES) futures.set(day, words);
  return words;
}
