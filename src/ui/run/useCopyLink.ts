/** Copies the link of what is set, and says so. */
import { useState } from 'react';
import { linkOf } from '../address';
import { useLab } from '../../runs/useLab';

const SHOWN_MS = 2_000;

export function useCopyLink(): { copied: boolean; copy: () => Promise<void> } {
  const lab = useLab();
  const [copied, setCopied] = useState(false);
  async function copy() {
    const link = linkOf(lab.store.getState().experiment);
    try {
      await navigator.clipboard.writeText(link);
      lab.say('Link copied.');
      setCopied(true);
      setTimeout(() => setCopied(false), SHOWN_MS);
    } catch {
      lab.say('The browser did not allow copying. The address bar holds the same link: copy it from there.');
    }
  }
  return { copied, copy };
}
