import type { StageDecision } from '../../dunning/cadence/stage';
import type { ExtraCharge } from '../../dunning/message/settings';

/**
 * The fees and interest that the message may ask for, each on its own line. A charge on a fiscally stamped invoice needs a
 * document of its own first, so it is left out until that exists.
 */
export function chargesOf(stage: StageDecision, language: string | undefined): ExtraCharge[] {
  const key = language?.startsWith('pt') ? 'pt' : language?.startsWith('en') ? 'en' : 'es';
  return (stage.split?.lines ?? [])
    .filter(({ needsOwnDocument, amount }) => !needsOwnDocument && amount.minor > 0)
    .map(({ label, amount: { currency, minor } }) => ({ label: label[key], amount: { currency, minor } }));
}
