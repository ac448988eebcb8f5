import { describeHostile } from './tracker-hostile';
import { tracker } from './tracker';

describe('hostile words, record in a file', () => {
  let t: ReturnType<typeof tracker>;
  beforeEach(() => {
    t = tracker();
  });
  afterEach(() => t.remove());
  describeHostile((...asked) => t.run(...asked));
});
