/** What a brand colour is used with, so that everything stays readable (WCAG 2.2, 1.4.3: 4.5 to 1). */
export interface BrandColors {
  /** The button. */
  color: string;
  /** The words on the button. */
  onColor: string;
  /** Headings and links on white. */
  ink: string;
}

const WHITE = '#ffffff';
const BLACK = '#000000';
const DARK = '#10151a';
const LEAST_CONTRAST = 4.5;

/** Chooses the colours that go with a brand colour: dark words on a light button, a dark ink where the colour is too light. */
export function brandColors(color: string): BrandColors {
  const onWhite = contrast(color, WHITE);
  return {
    color,
    onColor: onWhite >= LEAST_CONTRAST ? WHITE : BLACK,
    ink: onWhite >= LEAST_CONTRAST ? color : DARK,
  };
}

/** Contrast ratio of two colours `#rrggbb`, 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
