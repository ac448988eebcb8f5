import type { Words } from '../common';

/** How a customer pays, in one word. */
export type SegmentKey = 'new' | 'reliable' | 'occasional' | 'chronic' | 'high_exposure';

/** One thing that made up the score. */
export interface SegmentFactor {
  key: 'average_days_late' | 'share_late' | 'trend' | 'relation_days' | 'exposure_share';
  value: number;
  /** Points it added; 0 for a factor that only decides by itself. */
  points: number;
  text: Words;
}

/** A customer's segment with what led to it. */
export interface Segment {
  key: SegmentKey;
  /** 0 pays on time, 100 pays very late. */
  score: number;
  factors: SegmentFactor[];
}
