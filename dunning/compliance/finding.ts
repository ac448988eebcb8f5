/** What a rule says about an instant. */
export interface Finding {
  /** The first instant at which the rule is satisfied; not after the one asked about: it is satisfied; `Infinity`: never. */
  opens: number;
  /** Why not, when it is not. */
  code: string;
  /** What the rule asks for and nobody could check. */
  unchecked?: string[];
}

/** What a rule that is satisfied says: one object for all of them, because most of them are. */
export const SATISFIED: Finding = { opens: -Infinity, code: '' };
