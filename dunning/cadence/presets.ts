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
  formal_notice: { en: 'Formal notice', es: 'Requerimiento de pago', pt: 'Notificação formal' },
  final_notice: { en: 'Final notice', es: 'Aviso final', pt: 'Aviso final' },
} satisfies Record<string, Words>;

type StageKey = keyof typeof LABELS;

/** What the usual stages are called, by key. */
export const STAGE_LABELS: Readonly<Record<string, Words>> = LABELS;

const TONES: Record<StageKey, Tone> = {
  before_due: 'warm',
  due_today: 'warm',
  first_reminder: 'warm',
  second_reminder: 'neutral',
  formal_notice: 'firm',
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

const b2bStrict: Policy = {
  id: 'b2b_strict',
  label: { en: 'B2B strict', es: 'Empresas, estricta', pt: 'Empresas, rigorosa' },
  progression: 'jump',
  granularity: 'invoice',
  minimumDaysBetweenContacts: 3,
  stages: [
    stage('before_due', 1, -3),
    stage('due_today', 2, 0),
    stage('first_reminder', 3, 1),
    stage('second_reminder', 4, 7),
    stage('formal_notice', 5, 15, { channels: ['email', 'letter'] }),
    stage('final_notice', 6, 25, {
      channels: ['email', 'letter'],
      needsApproval: true,
      endAction: 'agency',
      endActionAfterDays: 10,
    }),
  ],
};

const consumerGentle: Policy = {
  id: 'consumer_gentle',
  label: { en: 'Consumer, gentle', es: 'Consumidores, amable', pt: 'Consumidores, gentil' },
  // One step at a time: a consumer never gets a firm notice first, however late the first run was.
  progression: 'sequential',
  granularity: 'customer_oldest',
  graceDays: 2,
  minimumDaysBetweenContacts: 7,
  restDays: 'roll_forward',
  promiseGraceDays: 2,
  stages: [
    stage('before_due', 1, -3),
    stage('first_reminder', 2, 3),
    stage('second_reminder', 3, 15),
    stage('final_notice', 4, 40, {
      tone: 'neutral',
      channels: ['email', 'letter'],
      needsApproval: true,
      endAction: 'write_off',
      endActionAfterDays: 30,
    }),
  ],
};

const subscription: Policy = {
  id: 'subscription',
  label: { en: 'Subscription', es: 'Suscripción', pt: 'Assinatura' },
  progression: 'jump',
  granularity: 'customer_oldest',
  minimumDaysBetweenContacts: 2,
  stages: [
    stage('due_today', 1, 0, { channels: ['email'] }),
    stage('first_reminder', 2, 1),
    stage('second_reminder', 3, 5, { repeat: { everyDays: 4, times: 1 } }),
    stage('final_notice', 4, 14, { endAction: 'write_off', endActionAfterDays: 16 }),
  ],
};

const publicSector: Policy = {
  id: 'public_sector',
  label: { en: 'Public sector', es: 'Sector público', pt: 'Setor público' },
  progression: 'sequential',
  granularity: 'invoice',
  minimumDaysBetweenContacts: 10,
  restDays: 'roll_forward',
  stages: [
    stage('first_reminder', 1, 10, { dayCount: 'business', channels: ['email', 'letter'] }),
    stage('second_reminder', 2, 30, { channels: ['email', 'letter'] }),
    stage('formal_notice', 3, 60, {
      channels: ['letter', 'email'],
      needsApproval: true,
      endAction: 'legal',
      endActionAfterDays: 30,
    }),
  ],
};

/** The ready-made policies, by id. */
export const PRESETS = {
  b2b_standard: b2bStandard,
  b2b_strict: b2bStrict,
  consumer_gentle: consumerGentle,
  subscription,
  public_sector: publicSector,
} satisfies Record<string, Policy>;

/** The policy that applies where none was chosen. */
export const DEFAULT_POLICY: Policy = PRESETS.b2b_standard;
