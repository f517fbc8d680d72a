/** Copies a text that may still be in the making. Where the browser refuses, the text is handed back, to be copied by hand. */
import { useEffect, useRef, useState } from 'react';
import { useLab } from '../../runs/useLab';

const SHOWN_MS = 2_000;

export interface CopyText {
  /** What was copied a moment ago, by the name it was given; null otherwise. */
  copied: string | null;
  /** What the browser did not copy. */
  refused: string | null;
  /** `said` tells ears that it is done, e.g. "Link copied."; null in place of a text says `without`. */
  copy(what: string, text: string | Promise<string | null>, said: (text: string) => string, without?: string): Promise<void>;
}

export function useCopyText(): CopyText {
  const lab = useLab();
  const [copied, setCopied] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  async function copy(what: string, given: string | Promise<string | null>, said: (text: string) => string, without = '') {
    const making = Promise.resolve(given);
    setRefused(null);
    try {
      await toClipboard(making.then((text) => text ?? Promise.reject(new Error(without))));
      lab.say(said((await making)!));
      setCopied(what);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setCopied(null), SHOWN_MS);
    } catch {
      const text = await making.catch(() => null);
      setRefused(text);
      lab.say(text === null ? without : 'The browser did not allow copying. Copy the text from the field instead.');
    }
  }
  return { copied, refused, copy };
}

/** Safari takes a text that comes later only as a clipboard item, promised while the press is still going on. */
async function toClipboard(text: Promise<string>): Promise<void> {
  if (typeof ClipboardItem === 'undefined') return navigator.clipboard.writeText(await text);
  return navigator.clipboard.write([new ClipboardItem({ 'text/plain': text.then((whole) => new Blob([whole], { type: 'text/plain' })) })]);
}
