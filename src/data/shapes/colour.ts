/** Red, green and blue, 0…1. */
export type Colour = readonly [number, number, number];

/** From hue in turns (any real number), saturation 0…1 and value 0…1. */
export function fromHsv(hue: number, saturation: number, value: number): Colour {
  const channel = (offset: number) => {
    const sector = (((hue * 6 + offset) % 6) + 6) % 6;
    return value * (1 - saturation * Math.max(0, Math.min(sector, 4 - sector, 1)));
  };
  return [channel(5), channel(3), channel(1)];
}
