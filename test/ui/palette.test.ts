import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COLOURS } from '../../src/ui/charts/runStyle';
import { DIMMED } from '../../src/ui/charts/runStyle';

type Colour = readonly [number, number, number];

const tokens = readFileSync(new URL('../../src/ui/style/tokens.css', import.meta.url), 'utf8');

/** Both forms of a token, read from the style sheet itself. */
function token(name: string): Record<'light' | 'dark', Colour> {
  const [, light, dark] = new RegExp(`--${name}: light-dark\\(#(\\w{6}), #(\\w{6})\\)`).exec(tokens)!;
  const bytes = (hex: string) => [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16)) as unknown as Colour;
  return { light: bytes(light!), dark: bytes(dark!) };
}

/** Relative luminance and contrast as WCAG 2 defines them. */
function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((byte) => {
    const share = byte / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Colour;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: Colour, b: Colour): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const over = (colour: Colour, paper: Colour, opacity: number) =>
  colour.map((byte, channel) => opacity * byte + (1 - opacity) * paper[channel]!) as unknown as Colour;

describe.each(['light', 'dark'] as const)('the %s palette', (theme) => {
  const paper = token('paper')[theme];

  it.each(Array.from({ length: COLOURS }, (_, slot) => slot))('shows the curve of run style %d, dimmed too', (slot) => {
    const colour = token(`run-${slot}`)[theme];
    expect(contrast(colour, paper)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(over(colour, paper, DIMMED), paper)).toBeGreaterThanOrEqual(3);
  });

  it.each(['ink', 'ink-soft', 'lever', 'probe', 'danger'])('keeps %s readable as text', (name) => {
    expect(contrast(token(name)[theme], paper)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['edge', 'focus', 'trunk', 'projector'])('keeps %s visible', (name) => {
    expect(contrast(token(name)[theme], paper)).toBeGreaterThanOrEqual(3);
  });
});
