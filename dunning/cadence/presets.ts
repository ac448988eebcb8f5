import type { Words } from '../common';
import type { Policy, PolicyStage, Tone } from './policy';

const LABELS = {
  before_due: {
    en: 'Reminder before the due date',
    es: 'Recordatorio antes del vencimiento',
    pt: 'Lembrete antes do vencimento',
  },
  due_today: {
    en: 'Due-date reminder',
    es: 'Recordatorio del día de vencimiento',
    pt: 'Lembrete do dia do vencimento',
  },
  first_reminder: { en: 'First reminder', es: 'Primer recordatorio', pt: 'Primeiro lembrete' },
  second_reminder: { en: 'Second reminder', es: 'Segundo recordatorio', pt: 'Segundo lembrete' },
  final_notice: { en: 'Final notice', es: 'Aviso final', pt: 'Aviso final' },
} satisfies Record<string, Words>;

type StageKey = keyof typeof LABELS;

const TONES: Record<StageKey, Tone> = {
  before_due: 'warm',
  due_today: 'warm',
  first_reminder: 'warm',
  second_reminder: 'neutral',
  final_notice: 'firm',
};

function stage(key: StageKey, level: number, days: number, extra: Partial<PolicyStage> = {}): PolicyStage {
  return {
    key,
    level,
    label: LABELS[key],
    anchor: 'due_date',
    days,
    dayCount: 'calendar',
    tone: TONES[key],
    channels: ['email', 'whatsapp', 'sms'],
    ...extra,
  };
}

const b2bStandard: Policy = {
  id: 'b2b_standard',
  label: { en: 'B2B standard', es: 'Empresas, estándar', pt: 'Empresas, padrão' },
  progression: 'jump',
  granularity: 'invoice',
  stages: [
    stage('before_due', 1, -5),
    stage('due_today', 2, 0),
    stage('first_reminder', 3, 3),
    stage('second_reminder', 4, 15),
    stage('final_notice', 5, 30),
  ],
};

/** The ready-made policies, by id. */
export const PRESETS = { b2b_standard: b2bStandard } satisfies Record<string, Policy>;

/** The policy that applies where none was chosen. */
export const DEFAULT_POLICY: Policy = PRESETS.b2b_standard;
