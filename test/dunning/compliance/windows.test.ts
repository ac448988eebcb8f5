import { judge, outcome, type Situation } from './helpers';
import { NORTH } from './window-rows-north';
import { SOUTH, type Row } from './window-rows-south';

const minuteBefore = (time: string): string => {
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) - 1;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
};

interface Case {
  title: string;
  situation: Situation;
  expected: string;
}

function casesOf({ title, where, offset, days, inclusive }: Row): Case[] {
  return days.flatMap(([date, first, second]): Case[] => {
    const at = (time: string) => ({ ...where, at: `${date}T${time}:00${offset}` });
    if (first === 'shut') {
      return [{ title: `${title}: shut on ${date}`, situation: at('12:00'), expected: `defer ${second}:00${offset}` }];
    }
    return [
      {
        title: `${title}: ${date}, before ${first}`,
        situation: at(minuteBefore(first)),
        expected: `defer ${date}T${first}:00${offset}`,
      },
      { title: `${title}: ${date}, at ${first}`, situation: at(first), expected: 'allow' },
      { title: `${title}: ${date}, before ${second}`, situation: at(minuteBefore(second)), expected: 'allow' },
      { title: `${title}: ${date}, at ${second}`, situation: at(second), expected: inclusive ? 'allow' : 'defer' },
      ...(inclusive
        ? [{ title: `${title}: ${date}, after ${second}`, situation: at(`${second.slice(0, 3)}01`), expected: 'defer' }]
        : []),
    ];
  });
}

describe('contact hours', () => {
  const cases = [...SOUTH, ...NORTH].flatMap(casesOf);

  it.each(cases)('$title', ({ situation, expected }) => {
    const verdict = judge(situation);
    expect(expected === 'defer' ? verdict.decision : outcome(verdict)).toBe(expected);
  });
});
