/** Copies the link of what is set, and says so. */
import { useLab } from '../../runs/useLab';
import { linkOf } from '../address';
import { type CopyText, useCopyText } from '../received/useCopyText';

export function useCopyLink(): CopyText & { copyLink: () => void } {
  const lab = useLab();
  const text = useCopyText();
  return { ...text, copyLink: () => void text.copy('link', linkOf(lab.store.getState().experiment), () => 'Link copied.') };
}
