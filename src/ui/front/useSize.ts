/** The size of an element, measured before the first paint, so that nothing is drawn for a size that it does not have. */
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

interface Size {
  readonly width: number;
  readonly height: number;
}

export function useSize<Kind extends HTMLElement>(): [RefObject<Kind | null>, Size | null] {
  const element = useRef<Kind>(null);
  const [size, setSize] = useState<Size | null>(null);
  useLayoutEffect(() => {
    const target = element.current!;
    const measure = () => {
      const { width, height } = target.getBoundingClientRect();
      setSize((before) => (before?.width === width && before.height === height ? before : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    return () => observer.disconnect();
  }, []);
  return [element, size];
}
