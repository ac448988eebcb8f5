/** How to write rules of one's own: house rules and packs. Part of docs/packs.md. */
export const OWN_RULES = `## House rules as JSON

What the panel offers, in one text: \`hours\`, \`caps\`, \`minimumMinutesBetween\`, \`blackouts\`, \`consentNeeded\`, \`requiredContent\`.

\`\`\`json
{
  "hours": [{ "channels": ["call"], "week": { "mon": [["09:00", "13:00"], ["15:00", "18:00"]], "tue": [], "wed": [], "thu": [], "fri": [], "sat": [], "sun": [], "holiday": [] } }],
  "caps": [{ "channels": ["whatsapp"], "max": 1, "per": { "unit": "rolling_days", "days": 3 } }],
  "minimumMinutesBetween": 1440,
  "blackouts": [{ "from": "2026-12-24", "until": "2027-01-02" }],
  "consentNeeded": ["whatsapp"],
  "requiredContent": ["creditor_name", "debt_reference"]
}
\`\`\`

## A pack of your own

A pack is one JSON file in the schema of [pack.schema.json](../dunning/compliance/packs/pack.schema.json). To tighten a rule, write a
stricter one: everything that applies is intersected, so the strictest decides. This one keeps calls in Mexico to two a week:

\`\`\`json
{
  "id": "our-mexico",
  "version": "2026.11.1",
  "kind": "house",
  "name": { "en": "Our rules for Mexico", "es": "Nuestras reglas para México", "pt": "Nossas regras para o México" },
  "countries": ["MX"],
  "asOf": "2026-11-23",
  "notice": { "en": "Our own rules.", "es": "Nuestras propias reglas.", "pt": "Nossas próprias regras." },
  "rules": [
    {
      "id": "our-mexico-calls",
      "kind": "cap",
      "binds": ["first_party", "agency", "assignee"],
      "protects": ["consumer", "business", "guarantor"],
      "channels": ["call"],
      "max": 2,
      "per": { "unit": "week" },
      "counts": "attempt",
      "citation": "Decision of the credit committee, 3 March 2026",
      "source": [],
      "grade": "verified",
      "text": {
        "en": "We call a customer at most twice a week.",
        "es": "Llamamos a un cliente como máximo dos veces por semana.",
        "pt": "Ligamos para um cliente no máximo duas vezes por semana."
      }
    }
  ]
}
\`\`\``;
