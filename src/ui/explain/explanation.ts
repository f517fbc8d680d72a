import type { ReactNode } from 'react';

export interface Explanation {
  said: ReactNode;
  /** TeX, broken so that it fits beside the controls: about 30 characters a line. */
  formula: string;
  then: ReactNode;
}
