/** Whether an element has come near the visible part of the page; once it has, it stays so. */
import { type RefObject, useEffect, useRef, useState } from 'react';

/** `margin`: how far below the fold counts as near. */
export function useNear(margin = '0px'): [room: RefObject<HTMLElement | null>, near: boolean] {
  const room = useRef<HTMLElement>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => entry!.isIntersecting && setNear(true), { rootMargin: margin });
    observer.observe(room.current!);
    return () => observer.disconnect();
  }, [margin]);
  return [room, near];
}
