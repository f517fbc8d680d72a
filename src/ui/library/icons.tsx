/** Pictures on the buttons of lists of runs; each button has a name in words. */
import { Icon } from '../run/icons';

export const PinIcon = ({ filled }: { filled: boolean }) => (
  <Icon>
    <path d="M5.2 2h5.6l-.6 4.6 2 2.6H3.8l2-2.6z" fill={filled ? 'currentColor' : 'none'} />
    <path d="M8 9.4V14" />
  </Icon>
);

export const NoteIcon = ({ written }: { written: boolean }) => (
  <Icon>
    <path d="M3 13l.8-3L10.6 3.2l2.2 2.2L6 12.2z" fill={written ? 'currentColor' : 'none'} />
  </Icon>
);

export const UnfoldIcon = ({ open }: { open: boolean }) => (
  <Icon>
    <path d={open ? 'M3.5 6L8 10.5 12.5 6' : 'M6 3.5L10.5 8 6 12.5'} />
  </Icon>
);
