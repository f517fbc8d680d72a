/** What the address says about the front page itself, and writing it back without a history entry. */


export const WALK_STEPS = 6;

export function walkOf(query: string): number | null {
  const step = Number(new URLSearchParams(query).get('walk'));
  return Number.isInteger(step) && step >= 1 && step <= WALK_STEPS ? step : null;
}

export function chartOf(query: string): 'width' | 'steps' | null {
  const chart = new URLSearchParams(query).get('chart');
  return chart === 'width' || chart === 'steps' ? chart : null;
}

/** Whether somebody was sent here to see something: any parameter but the version. */
export function isShared(query: string): boolean {
  return [...new URLSearchParams(query).keys()].some((name) => name !== 'v');
}

/** Sets or removes an option in the address bar. */
export function setOption(name: 'walk' | 'chart', value: string | null): void {
  const query = new URLSearchParams(location.search);
  if (value === null) query.delete(name);
  else query.set(name, value);
  const text = query.toString();
  history.replaceState(null, '', `${location.pathname}${text ? `?${text}` : ''}${location.hash}`);
}

