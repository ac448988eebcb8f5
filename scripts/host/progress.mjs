import { spawn } from 'node:child_process';

const SHOW_EVERY_MS = 15000;
const SHOW_LIVE_EVERY_MS = 1000;
const MEASURE_EVERY_MS = 15000;

/** A duration for people: `48 s`, `3 min 05 s`. */
export function seconds(milliseconds) {
  const all = Math.floor(milliseconds / 1000);
  if (all < 60) return `${all} s`;
  return `${Math.floor(all / 60)} min ${String(all % 60).padStart(2, '0')} s`;
}

/** Says in words what is under way, for how long, and how much is on disk. In a terminal the line is rewritten. */
export class Progress {
  /**
   * @param folders what is measured
   * @param parts what is under way; `track` takes each off when it is done
   */
  constructor(folders, parts) {
    this.folders = folders;
    this.open = new Set(parts);
    this.started = Date.now();
    this.live = Boolean(process.stdout.isTTY);
    this.timers = [
      setInterval(() => this.show(), this.live ? SHOW_LIVE_EVERY_MS : SHOW_EVERY_MS),
      setInterval(() => this.measure(), MEASURE_EVERY_MS),
    ];
  }

  /** Follows one part to its end. */
  async track(part, work) {
    const result = await work;
    this.open.delete(part);
    this.line(`  ${part}: done after ${this.elapsed()}`, true);
    return result;
  }

  elapsed() {
    return seconds(Date.now() - this.started);
  }

  /** Lets `du` add up what is on disk; where there is none, the size is simply not shown. */
  measure() {
    let output = '';
    const du = spawn('du', ['-skc', ...this.folders], { stdio: ['ignore', 'pipe', 'ignore'] });
    du.on('error', () => undefined);
    du.stdout.on('data', (chunk) => (output += chunk));
    du.on('close', () => {
      const kilobytes = Number(/(\d+)\s+total\s*$/.exec(output)?.[1]);
      if (kilobytes > 0) this.size = `, ${Math.round(kilobytes / 1024)} MB on disk`;
    });
  }

  show() {
    this.line(`  ${[...this.open].join(' and ')}: ${this.elapsed()}${this.size ?? ''}`, false);
  }

  line(text, keep) {
    if (!this.live) console.log(text);
    else process.stdout.write(`\r\u001b[K${text}${keep ? '\n' : ''}`);
  }

  stop() {
    for (const timer of this.timers) clearInterval(timer);
    if (this.live) process.stdout.write('\r\u001b[K');
  }
}
