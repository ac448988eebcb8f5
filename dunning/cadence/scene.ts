import type { LocalDate } from './as-of';
import type { CompiledPolicy } from './compile';
import type { Answer } from './answer';

/** What many debts of one run share: the policy, the day, and the answers already worked out for equal situations. */
export interface Scene {
  compiled: CompiledPolicy;
  local: LocalDate;
  answers: Map<number, Answer>;
}

/** The scenes of one run, one per policy and day. */
export class Scenes {
  private readonly byPolicy = new Map<CompiledPolicy, Map<LocalDate, Scene>>();

  get(compiled: CompiledPolicy, local: LocalDate): Scene {
    let byDate = this.byPolicy.get(compiled);
    if (!byDate) this.byPolicy.set(compiled, (byDate = new Map()));
    let scene = byDate.get(local);
    if (!scene) byDate.set(local, (scene = { compiled, local, answers: new Map() }));
    return scene;
  }
}
