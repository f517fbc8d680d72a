/**
 * Collects what arrives between two painted frames and hands it over at once, so that a fast run costs the page one
 * update per frame. In a hidden tab no frames are painted; a slow timer takes their place so that nothing piles up.
 */
const HIDDEN_INTERVAL_MS = 500;

export function createFrameQueue<Item>(deliver: (items: readonly Item[]) => void): (item: Item) => void {
  let waiting: Item[] = [];
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush(): void {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    frame = 0;
    timer = undefined;
    const items = waiting;
    waiting = [];
    if (items.length > 0) deliver(items);
  }

  return (item) => {
    waiting.push(item);
    if (timer !== undefined) return;
    // Both are set: a frame that was asked for may never come when the tab is hidden in between.
    frame = requestAnimationFrame(flush);
    timer = setTimeout(flush, HIDDEN_INTERVAL_MS);
  };
}
