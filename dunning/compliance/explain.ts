import type { Words } from '../common';
import { BUILT_IN_PACKS } from './packs/index';
import type { Pack, Rule } from './pack';
import type { Grade, Verdict } from './verdict';
import { NOTICE } from './words';

export type ExplainLanguage = keyof Words;

/** How well a rule is sourced, in words. */
const GRADES: Readonly<Record<Grade, Words>> = {
  verified: {
    en: 'seen in the primary text',
    es: 'vista en el texto original',
    pt: 'vista no texto original',
  },
  secondary: {
    en: 'reported by a third party, the primary text was not read',
    es: 'según un tercero, sin haber leído el texto original',
    pt: 'segundo um terceiro, sem leitura do texto original',
  },
  unverified: {
    en: 'not verified',
    es: 'sin verificar',
    pt: 'não verificada',
  },
};

const CHANNELS: Readonly<Record<string, Words>> = {
  email: { en: 'An e-mail', es: 'Un correo', pt: 'Um e-mail' },
  whatsapp: { en: 'A WhatsApp message', es: 'Un mensaje de WhatsApp', pt: 'Uma mensagem de WhatsApp' },
  sms: { en: 'A text message', es: 'Un SMS', pt: 'Um SMS' },
  call: { en: 'A call', es: 'Una llamada', pt: 'Uma ligação' },
  letter: { en: 'A letter', es: 'Una carta', pt: 'Uma carta' },
  visit: { en: 'A visit', es: 'Una visita', pt: 'Uma visita' },
};

const PROFILES: Readonly<Record<Verdict['profile'], Words>> = {
  statute: { en: 'the law as written', es: 'la ley tal como está escrita', pt: 'a lei como está escrita' },
  conservative: { en: 'the conservative profile', es: 'el perfil conservador', pt: 'o perfil conservador' },
};

const moment = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;

/** One sentence in three languages, from its parts. */
function say(en: string, es: string, pt: string): Words {
  return { en, es, pt };
}

/**
 * Turns a verdict into a paragraph that a supervisor can read: what was asked, what was decided and why, how well the deciding rule
 * is sourced, what else applied, and what was set aside.
 * @param packs where the texts of the rules that passed are looked up; the user's own packs may be added
 */
export function explain(verdict: Verdict, language: ExplainLanguage, packs: readonly Pack[] = BUILT_IN_PACKS): string {
  const sentences = [
    asked(verdict),
    decided(verdict),
    ...(verdict.rule ? [sourced(verdict.rule)] : []),
    ...alsoRefused(verdict),
    ...passed(verdict, packs),
    ...setAside(verdict),
    ...leftOpen(verdict),
    ...alternative(verdict),
    NOTICE,
  ];
  return sentences.map((words) => words[language]).join(' ');
}

function asked({ channel, at, timeZones, profile }: Verdict): Words {
  const way = CHANNELS[channel] ?? say(channel, channel, channel);
  const zone = timeZones[0] ?? 'UTC';
  const others = timeZones.length > 1 ? ` +${timeZones.length - 1}` : '';
  const under = PROFILES[profile];
  return say(
    `${way.en} on ${moment(at)} (${zone}${others}) was judged by ${under.en}.`,
    `${way.es} el ${moment(at)} (${zone}${others}) se evaluó según ${under.es}.`,
    `${way.pt} em ${moment(at)} (${zone}${others}) foi avaliado segundo ${under.pt}.`,
  );
}

function decided({ decision, reason, nextAllowedAt }: Verdict): Words {
  if (decision === 'allow') {
    return say(`It may go out: ${reason.en}`, `Puede salir: ${reason.es}`, `Pode sair: ${reason.pt}`);
  }
  if (decision === 'defer' && nextAllowedAt !== null) {
    return say(`It has to wait: ${reason.en}`, `Debe esperar: ${reason.es}`, `Precisa esperar: ${reason.pt}`);
  }
  return say(`It must not go out: ${reason.en}`, `No debe salir: ${reason.es}`, `Não deve sair: ${reason.pt}`);
}

function sourced(rule: NonNullable<Verdict['rule']>): Words {
  const grade = GRADES[rule.grade];
  const { reading } = rule;
  const read = (language: ExplainLanguage, word: string) => (reading ? ` ${word}: ${reading.label[language]}` : '');
  return say(
    `The rule is ${rule.id}, ${rule.citation} (${grade.en}).${read('en', 'It was read so')}`,
    `La regla es ${rule.id}, ${rule.citation} (${grade.es}).${read('es', 'Se leyó así')}`,
    `A regra é ${rule.id}, ${rule.citation} (${grade.pt}).${read('pt', 'Foi lida assim')}`,
  );
}

function alsoRefused({ refusedBy }: Verdict): Words[] {
  const others = (refusedBy ?? []).slice(1).join(', ');
  if (!others) return [];
  return [say(`Also against it: ${others}.`, `También se oponen: ${others}.`, `Também se opõem: ${others}.`)];
}

/** Up to three of the rules that passed are told in words; the rest is counted. */
function passed({ passed: ids }: Verdict, packs: readonly Pack[]): Words[] {
  const told = ids.filter((id) => !id.startsWith('always-') && !id.startsWith('policy-'));
  if (told.length === 0) return [];
  const citations = [...new Set(told.flatMap((id) => citationOf(id, packs) ?? []))].slice(0, 3).join('; ');
  const count = ids.length;
  return [
    say(
      `${count} rules that applied were kept${citations ? ` (among them ${citations})` : ''}.`,
      `Se cumplieron ${count} reglas que aplicaban${citations ? ` (entre ellas ${citations})` : ''}.`,
      `Foram cumpridas ${count} regras aplicáveis${citations ? ` (entre elas ${citations})` : ''}.`,
    ),
  ];
}

function citationOf(id: string, packs: readonly Pack[]): string | undefined {
  for (const pack of packs) {
    const rule: Rule | undefined = pack.rules.find((known) => known.id === id);
    if (rule) return rule.citation;
  }
  return undefined;
}

function setAside({ loosened }: Verdict): Words[] {
  return (loosened ?? []).map(({ ruleId, reason }) =>
    say(
      `Rule ${ruleId} was set aside by your settings: “${reason}”.`,
      `Su configuración dejó de lado la regla ${ruleId}: «${reason}».`,
      `A sua configuração deixou de lado a regra ${ruleId}: “${reason}”.`,
    ),
  );
}

function leftOpen({ unchecked }: Verdict): Words[] {
  const open = (unchecked ?? []).map(({ ruleId, elements }) => `${ruleId}: ${elements.join(', ')}`).join('; ');
  if (!open) return [];
  return [
    say(
      `A person should check in the text: ${open}.`,
      `Una persona debe verificar en el texto: ${open}.`,
      `Uma pessoa deve verificar no texto: ${open}.`,
    ),
  ];
}

function alternative({ alternative: other }: Verdict): Words[] {
  if (!other) return [];
  const way = other.channel;
  if (other.nextAllowedAt === null) {
    return [
      say(
        `Another channel is open now: ${way}.`,
        `Otro canal está abierto ahora: ${way}.`,
        `Outro canal está aberto agora: ${way}.`,
      ),
    ];
  }
  const at = moment(other.nextAllowedAt);
  return [
    say(
      `Another channel opens earlier: ${way}, ${at}.`,
      `Otro canal se abre antes: ${way}, ${at}.`,
      `Outro canal abre antes: ${way}, ${at}.`,
    ),
  ];
}
