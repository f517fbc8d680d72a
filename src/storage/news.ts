/** Tells all tabs and workers of this page what changed in the archive. */
import type { ArchiveChange } from './archive';

const CHANNEL = 'expand-or-narrow: runs';

export interface News {
  tell(change: Partial<ArchiveChange>): void;
  onChange(listener: (change: ArchiveChange) => void): () => void;
}

export function openNews(): News {
  const listeners = new Set<(change: ArchiveChange) => void>();
  const channel = openChannel();
  const hear = (change: ArchiveChange) => listeners.forEach((listener) => listener(change));
  if (channel) channel.onmessage = ({ data }: MessageEvent<ArchiveChange>) => hear(data);
  return {
    tell({ runs = [], sweeps = [] }) {
      channel?.postMessage({ runs, sweeps } satisfies ArchiveChange);
      hear({ runs, sweeps });
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Null where the browser refuses: each tab hears itself alone then. */
function openChannel(): BroadcastChannel | null {
  try {
    return new BroadcastChannel(CHANNEL);
  } catch {
    return null;
  }
}
