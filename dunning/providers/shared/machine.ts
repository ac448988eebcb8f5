import { inNetworks } from './networks';

/**
 * Telling machines that open and click from people. Sources: Gmail fetches pictures through GoogleImageProxy, Yahoo
 * through YahooMailProxy, Apple Mail Privacy Protection in advance with the bare user agent `Mozilla/5.0`; security
 * scanners name themselves or behave as no person does. A machine's open or click proves delivery and never counts as read.
 */
export type MachineReason =
  | 'image_proxy'
  | 'privacy_proxy'
  | 'scanner'
  | 'no_user_agent'
  | 'not_a_get'
  | 'prefetch'
  | 'known_network'
  | 'trap_link'
  | 'many_links_at_once'
  | 'too_soon';

const IMAGE_PROXY = /GoogleImageProxy|ggpht\.com|YahooMailProxy|image ?proxy/i;
/** What Apple's proxies send instead of a real user agent. */
const PRIVACY_PROXY = /^Mozilla\/5\.0$/i;

const SCANNERS: readonly RegExp[] = [
  // “bot” only at the end of a word, and not in the name of the CUBOT phones.
  /(?<!cu)bot\b|crawler|spider|slurp|preview|prefetch|scanner|headless|phantomjs|puppeteer|playwright|zgrab/i,
  // Security gateways. Cisco also makes telephones with a browser (CP-…).
  /SafeLinks|Barracuda|Mimecast|Proofpoint|Symantec|MessageLabs|Forcepoint|Trend ?Micro|Sophos|IronPort|Cisco(?! CP-)|Avanan|Office Existence Discovery/i,
  /FireEye|Trellix|Zscaler|Netskope|Forti(?:Guard|Mail|net|Sandbox)|Check ?Point|Vade ?Secure|Hornetsecurity|Cloudmark|SpamTitan|Libraesva|IRONSCALES|Cofense|Trustwave|MailMarshal|SonicWall|Palo ?Alto|urlscan|VirusTotal/i,
  // Programs that fetch, and what makes the little picture of a link in a chat. A chat's own browser names itself at the end.
  /curl\/|wget\/|^python\b|python-requests|python-urllib|aiohttp|httpx|okhttp|go-http-client|java\/|apache-httpclient|axios\/|node-fetch|undici|^got\b|libwww|lwp::|^ruby\b|guzzle|postmanruntime|insomnia\/|restsharp|scrapy|microsoft url control/i,
  /facebookexternalhit|^WhatsApp\/|^Viber\/|iframely|embedly|HubSpot Connect|GoogleOther|Google-(?:Safety|InspectionTool|Apps-Script|Read-Aloud)/i,
];

/** What a user agent tells; undefined when it looks like a person's. */
export function machineUserAgent(userAgent: string | undefined): MachineReason | undefined {
  const agent = userAgent?.trim().slice(0, 1_000);
  if (!agent) return 'no_user_agent';
  if (PRIVACY_PROXY.test(agent)) return 'privacy_proxy';
  if (IMAGE_PROXY.test(agent)) return 'image_proxy';
  return SCANNERS.some((scanner) => scanner.test(agent)) ? 'scanner' : undefined;
}

/**
 * Whether a machine caused an open or a click that a provider reports; undefined when the provider does not say with what
 * it was opened, as then nobody can tell.
 */
export function reportedMachine(
  userAgent: string | undefined,
  address?: string,
  networks: readonly string[] = [],
): boolean | undefined {
  if (address !== undefined && inNetworks(address, networks)) return true;
  return userAgent === undefined ? undefined : machineUserAgent(userAgent) !== undefined;
}

/** One click on a link of ours, or on one that a provider tracks. Times in milliseconds. */
export interface Click {
  at: number;
  link: string;
  method?: string;
  userAgent?: string;
  /** The link is one that no person can see. */
  trap?: boolean;
}

/** A person who clicks two different links needs longer than this between them. */
const BURST_MS = 2_000;

/** Public code takes 1.5 to 15 seconds; within 10 of the delivery nobody has read the message yet. */
const SOON_MS = 10_000;

/**
 * Judges all clicks of one message together, in the order given: a click by HEAD, by a known scanner, within ten seconds of
 * the delivery, or next to a click on another link within two seconds is a machine's; and once a link that people cannot
 * see was followed, all of them are.
 * @param deliveredAt milliseconds, when known
 */
export function judgeClicks(clicks: readonly Click[], deliveredAt?: number): Array<MachineReason | undefined> {
  const trapped = clicks.some(({ trap }) => trap === true);
  const byTime = clicks.map((click, index) => ({ ...click, index })).sort((a, b) => a.at - b.at);
  const burst = new Set<number>();
  const inside = new Map<string, number>();
  let start = 0;
  let marked = 0;
  for (const [end, click] of byTime.entries()) {
    inside.set(click.link, (inside.get(click.link) ?? 0) + 1);
    for (let first = byTime[start]; first && click.at - first.at > BURST_MS; first = byTime[++start]) {
      const left = (inside.get(first.link) ?? 1) - 1;
      if (left === 0) inside.delete(first.link);
      else inside.set(first.link, left);
    }
    if (inside.size < 2) continue;
    for (const { index } of byTime.slice(Math.max(start, marked), end + 1)) burst.add(index);
    marked = end + 1;
  }
  return clicks.map((click, index) => {
    if (trapped) return 'trap_link';
    if (click.method !== undefined && !/^(GET|POST)$/i.test(click.method)) return 'not_a_get';
    const agent = click.userAgent === undefined ? undefined : machineUserAgent(click.userAgent);
    if (agent !== undefined) return agent;
    if (burst.has(index)) return 'many_links_at_once';
    const soon = deliveredAt !== undefined && click.at >= deliveredAt && click.at - deliveredAt < SOON_MS;
    return soon ? 'too_soon' : undefined;
  });
}
