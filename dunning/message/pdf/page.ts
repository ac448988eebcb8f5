import type PDFDocument from 'pdfkit';

export type Pdf = InstanceType<typeof PDFDocument>;

/** Measures of a page, in points. */
export const MARGIN = 56;
export const FOOT_ROOM = 54;
export const BODY_SIZE = 10;
export const SMALL_SIZE = 8.5;

export const INK = '#1f2933';
export const GREY = '#52606d';
