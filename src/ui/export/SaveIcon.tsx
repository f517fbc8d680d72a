import { Icon } from '../run/icons';

export const SaveIcon = () => (
  <Icon>
    <path d="M8 2.5v7.5M4.8 7L8 10.2 11.2 7M2.8 13.2h10.4" />
  </Icon>
);
