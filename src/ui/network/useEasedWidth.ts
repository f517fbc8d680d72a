/** The width as it is drawn: it glides to the real one on the log scale, or jumps where motion is not wanted. */
import { useEffect, useRef, useState } from 'react';

const GLIDE_MS = 160;

export function useEasedWidth(width: number): number {
  const [drawn, setDrawn] = useState(width);
  const latest = useRef(width);
  useEffect(() => {
    const from = Math.log2(latest.current);
    const to = Math.log2(width);
    const still = from === to || matchMedia('(prefers-reduced-motion: reduce)').matches;
    const begin = performance.now();
    let frame = requestAnimationFrame(function glide(now) {
      const time = still ? 1 : Math.min(1, Math.max(0, (now - begin) / GLIDE_MS));
      const eased = 1 - (1 - time) ** 3;
      latest.current = 2 ** (from + eased * (to - from));
      setDrawn(latest.current);
      if (time < 1) frame = requestAnimationFrame(glide);
    });
    return () => cancelAnimationFrame(frame);
  }, [width]);
  return drawn;
}
