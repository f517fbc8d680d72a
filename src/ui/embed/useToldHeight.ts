/** Tells the page around an iframe how high the content is, whenever that changes. */
import { type RefObject, useEffect } from 'react';

/** The form of the message is a public contract: articles listen for it. */
const KIND = 'expand-or-narrow:height';

export function useToldHeight(frame: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (window.parent === window) return;
    let told = 0;
    const watcher = new ResizeObserver(() => {
      const height = Math.ceil(frame.current!.getBoundingClientRect().height);
      if (height === told) return;
      told = height;
      // To whoever embeds it: a height is no secret.
      window.parent.postMessage({ type: KIND, height }, '*');
    });
    watcher.observe(frame.current!);
    return () => watcher.disconnect();
  }, [frame]);
}
